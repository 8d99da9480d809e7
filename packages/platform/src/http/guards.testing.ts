import type { FastifyInstance } from 'fastify'
import { unauthorized } from '@tradewind/kernel'
import { createLogger } from '../log/index.ts'
import { createMetrics } from '../metrics/index.ts'
import { limitByAccount, limitByAddress } from './rate-limits.ts'
import { clientAddress, requestContext } from './request-context.ts'
import { createHttpServer, type HttpServerOptions } from './server.ts'
import type { SharedLimiter } from './shared-limiter.ts'
import { readUpload } from './upload.ts'

const CONFIG = {
  publicUrl: 'https://mall.example',
  production: false,
  trustProxy: false,
  requestsPerMinute: 0,
  sandboxPspUrl: 'http://localhost:4100',
} as const

/** A server with a route for each guard; `share` makes it count together with others. */
export async function serverWith(
  config: Partial<HttpServerOptions['config']> = {},
  share?: SharedLimiter,
  more: Partial<Pick<HttpServerOptions, 'uploads' | 'timeouts' | 'log'>> = {},
): Promise<FastifyInstance> {
  const log = createLogger({ level: 'silent', pretty: false })
  const app = await createHttpServer({
    config: { ...CONFIG, ...config },
    log,
    metrics: createMetrics(),
    ...more,
  })
  app.sharedLimiter = share
  app.post('/orders', async () => ({ ok: true }))
  app.post('/elsewhere', { config: { cookieless: true } }, async () => ({ ok: true }))
  app.get('/address', async (request) => clientAddress(request))
  app.get('/context', async (request) => requestContext(request))
  app.post('/photos', { config: { upload: true } }, async (request) => {
    const account = request.headers['x-account']
    if (account === 'nobody') throw unauthorized()
    const { bytes, ...rest } = await readUpload(request, String(account))
    return { ...rest, size: bytes.length }
  })
  app.post('/login', async (request) => {
    await limitByAddress(request, 'account.login')
    const { password } = request.body as { password: string }
    if (password !== 'right') throw unauthorized()
    return { ok: true }
  })
  app.post('/reset', async (request) => {
    await limitByAddress(request, 'account.reset.request')
    return { ok: true }
  })
  app.post('/register', async (request) => {
    await limitByAddress(request, 'account.register')
    return { ok: true }
  })
  app.get('/mine', async (request) => {
    limitByAccount(request, String(request.headers['x-account']))
    return { ok: true }
  })
  return app
}
