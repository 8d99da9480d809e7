import { setTimeout as pause } from 'node:timers/promises'
import Fastify, { type FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { ControlRequest, createControl } from './control.ts'
import { translateAll } from './translate.ts'

export interface SandboxTranslatorOptions {
  /** 0 takes any free port. */
  port: number
  apiKey: string
}

export interface SandboxTranslator {
  url: string
  /** How many calls asked for translations. */
  calls(): number
  stop(): Promise<void>
}

const GoogleBody = Type.Object({
  q: Type.Array(Type.String(), { minItems: 1, maxItems: 128 }),
  target: Type.String(),
  source: Type.Optional(Type.String()),
  format: Type.Optional(Type.Enum(['html', 'text'])),
})

const MOST_TEXTS = 50

/** Starts a translation provider on the loopback interface that speaks as DeepL (v2) and Google (v2) do. */
export async function startSandboxTranslator({
  port,
  apiKey,
}: SandboxTranslatorOptions): Promise<SandboxTranslator> {
  const app = Fastify({ bodyLimit: 131_072, forceCloseConnections: true })
  const control = createControl()
  let calls = 0
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  )

  /** Waits or refuses as it was told; undefined where the call is refused. */
  const begin = async (reply: FastifyReply, key: string): Promise<ControlRequest | undefined> => {
    calls += 1
    const faults = control.next()
    if (faults.mode === 'slow') await pause((faults.seconds ?? 30) * 1_000, undefined, { ref: false })
    const refusal =
      key !== apiKey ? 403 : faults.mode === 'fail' ? 503 : faults.mode === 'quota' ? 456 : undefined
    if (refusal === undefined) return faults
    await reply
      .code(refusal)
      .send({ message: 'refused by the sandbox', error: { code: refusal, message: 'refused' } })
    return undefined
  }

  app.post('/v2/translate', async (request, reply) => {
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
    const faults = await begin(reply, (request.headers.authorization ?? '').replace(/^DeepL-Auth-Key /, ''))
    if (!faults) return reply
    const lines = form.getAll('text')
    const to = form.get('target_lang')
    if (lines.length === 0 || lines.length > MOST_TEXTS || !to)
      return reply.code(400).send({ message: 'Parameter text or target_lang not specified or too many.' })
    const source = form.get('source_lang') ?? 'EN'
    const ignored = form.getAll('ignore_tags').flatMap((tags) => tags.split(','))
    const readsMarkup = form.get('tag_handling') === 'xml' && ignored.includes('span')
    return {
      translations: translateAll(lines, { to, readsMarkup }, faults).map((text) => ({
        detected_source_language: source,
        text,
      })),
    }
  })

  app.post('/language/translate/v2', { schema: { body: GoogleBody } }, async (request, reply) => {
    const { q, target, format } = request.body as { q: string[]; target: string; format?: string }
    const faults = await begin(reply, String((request.query as Record<string, string>)['key'] ?? ''))
    if (!faults) return reply
    return {
      data: {
        translations: translateAll(q, { to: target, readsMarkup: format !== 'text' }, faults).map(
          (translatedText) => ({ translatedText }),
        ),
      },
    }
  })

  app.post('/control', { schema: { body: ControlRequest } }, (request) => {
    control.set(request.body as ControlRequest)
    return { done: true }
  })

  await app.listen({ port, host: '127.0.0.1' })
  const address = app.server.address()
  if (typeof address !== 'object' || !address) throw new Error('the server is not listening')
  return { url: `http://127.0.0.1:${address.port}`, calls: () => calls, stop: () => app.close() }
}
