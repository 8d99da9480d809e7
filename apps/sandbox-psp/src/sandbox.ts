import path from 'node:path'
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import { apiRoutes } from './api.routes.ts'
import { openBooks } from './books.ts'
import { createControl } from './control.ts'
import { createDisputes } from './disputes.ts'
import { pageRoutes } from './page.routes.ts'
import { createProvider } from './provider.ts'
import { Refusal } from './refusal.ts'
import { createWebhooks } from './webhooks.ts'

export interface SandboxPspOptions {
  /** 0 takes any free port. */
  port: number
  /** Folder of the log. */
  dataDir: string
  apiKey: string
  /** Where the shop hears of events. */
  webhookUrl: string
  /** `whsec_` and base64, or any text. */
  webhookSecret: string
  /** Address that buyers' browsers reach; `http://localhost:<port>` when absent. */
  publicUrl?: string
  /** How long "settles later" is unless `POST /control` says otherwise; 20 seconds when absent. */
  settleSeconds?: number
}

export interface SandboxPsp {
  url: string
  stop(): Promise<void>
}

/** Starts the sandbox payment provider on the loopback interface. What it answered for survives kill -9. */
export async function startSandboxPsp(options: SandboxPspOptions): Promise<SandboxPsp> {
  const app = Fastify({
    bodyLimit: 65_536,
    requestTimeout: 10_000,
    forceCloseConnections: true,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  })
  app.setErrorHandler((error: FastifyError | Refusal, _request, reply) => {
    const status = error instanceof Refusal ? error.status : (error.statusCode ?? 500)
    const code = error instanceof Refusal ? error.code : status < 500 ? 'bad_request' : 'internal'
    if (status >= 500 && !(error instanceof Refusal)) console.error(error)
    return reply.code(status).send({ error: { code, message: error.message } })
  })

  let url = options.publicUrl ?? ''
  const publicUrl = () => url
  const control = createControl()
  const books = await openBooks(path.join(options.dataDir, 'log.jsonl'), (entry, intent) =>
    webhooks.announce(entry, intent),
  )
  const webhooks = createWebhooks({
    url: options.webhookUrl,
    secret: options.webhookSecret,
    publicUrl,
    control,
    delivered: (eventId) => books.record({ type: 'webhook.delivered', eventId }),
    withheld: (eventId) => books.record({ type: 'webhook.withheld', eventId }),
  })
  const provider = createProvider(books, control, options.settleSeconds ?? 20)
  const disputes = createDisputes(books, control)
  apiRoutes(app, { apiKey: options.apiKey, publicUrl, books, provider, disputes, control })
  pageRoutes(app, books, provider)

  await app.listen({ port: options.port, host: 'localhost' })
  const local = `http://localhost:${portOf(app)}`
  url ||= local
  books.tellUntold()

  return {
    url: local,
    async stop() {
      webhooks.stop()
      provider.stop()
      await app.close()
      await books.close()
    },
  }
}

function portOf(app: FastifyInstance): number {
  const address = app.server.address()
  if (typeof address !== 'object' || !address) throw new Error('the server is not listening')
  return address.port
}
