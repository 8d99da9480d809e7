import { Readable } from 'node:stream'
import type { AppConfig } from '@tradewind/platform/config'
import { AppError } from '@tradewind/kernel'
import { acceptRawBodies } from '@tradewind/platform/http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'host',
  'content-length',
  'content-encoding',
])

/** What tells us who asks, and concerns nobody else. */
const SECRETS = ['cookie', 'authorization', 'x-guest-token']

/** Passes on what is no operation, such as uploads and webhooks, to the process that runs its service. */
export function mountPassages(
  app: FastifyInstance,
  config: Pick<AppConfig, 'targetUrls'>,
  local: ReadonlySet<string>,
): void {
  for (const [service, baseUrl] of Object.entries(config.targetUrls))
    if (!local.has(service)) passOn(app, `/api/${service}`, `${baseUrl}/api/${service}`)
}

/** Shows the sandbox provider's payment page on the mall's own address, so that one port is enough to try the product. */
export function mountSandboxPage(app: FastifyInstance, config: AppConfig): void {
  passOn(app, '/sandbox-psp/pay', `${config.sandboxPspUrl}/pay`, { cookieless: true })
}

/** Passes on all below a path to what answers below a base address; without our cookies to what is not ours. */
function passOn(app: FastifyInstance, path: string, baseUrl: string, { cookieless = false } = {}): void {
  void app.register(async (scope) => {
    acceptRawBodies(scope)
    // What may be large goes on as it comes, so that nothing of it stands in memory here; its service says how much.
    scope.addContentTypeParser('multipart/form-data', (_request, body, done) => done(null, body))
    scope.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url: `${path}/*`,
      // Whether a form belongs there is for the service to say.
      config: { upload: true, cookieless, operation: 'gateway.passage' },
      handler: (request, reply) => {
        if (cookieless) for (const secret of SECRETS) delete request.headers[secret]
        return forward(request, reply, `${baseUrl}${request.url.slice(path.length)}`)
      },
    })
  })
}

async function forward(request: FastifyRequest, reply: FastifyReply, url: string): Promise<FastifyReply> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined && !HOP_BY_HOP.has(name)) headers.set(name, String(value))
  const answer = await fetch(url, {
    method: request.method,
    headers,
    ...bodyOf(request),
    redirect: 'manual',
    signal: AbortSignal.timeout(isLarge(request) ? LARGE_MS : SMALL_MS),
  }).catch((error: unknown) => {
    // Who goes away midway is no fault of ours.
    throw request.socket.destroyed ? new AppError(400, 'platform.bad-request') : error
  })
  for (const [name, value] of answer.headers) if (!HOP_BY_HOP.has(name)) void reply.header(name, value)
  return reply.code(answer.status).send(Buffer.from(await answer.arrayBuffer()))
}

/** What goes on as it comes may take as long as it may here. */
const isLarge = ({ body }: FastifyRequest): boolean => body instanceof Readable
const SMALL_MS = 15_000
const LARGE_MS = 130_000

function bodyOf({ body }: FastifyRequest): RequestInit {
  if (Buffer.isBuffer(body)) return { body: new Uint8Array(body) }
  return body instanceof Readable ? { body: Readable.toWeb(body), duplex: 'half' } : {}
}
