import type { AppConfig } from '@tradewind/platform/config'
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
export function mountPassages(app: FastifyInstance, config: AppConfig, local: ReadonlySet<string>): void {
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
    scope.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url: `${path}/*`,
      bodyLimit: 16 * 1024 * 1024,
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
    body: Buffer.isBuffer(request.body) ? new Uint8Array(request.body) : undefined,
    redirect: 'manual',
    signal: AbortSignal.timeout(15_000),
  })
  for (const [name, value] of answer.headers) if (!HOP_BY_HOP.has(name)) void reply.header(name, value)
  return reply.code(answer.status).send(Buffer.from(await answer.arrayBuffer()))
}
