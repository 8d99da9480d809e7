import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { notFound } from '@tradewind/kernel'
import type { Metrics } from './metrics.ts'

export interface MetricsAccess {
  /** Opens the figures as `Authorization: Bearer`. */
  token?: string
  production: boolean
}

/** `/metrics`: with the token; without one only to this machine, in production to nobody. Others get 404. */
export function metricsRoute(app: FastifyInstance, metrics: Metrics, access: MetricsAccess): void {
  app.get('/metrics', { config: { operation: 'platform.metrics' } }, async (request, reply) => {
    if (!mayRead(request, access)) throw notFound()
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}

function mayRead(request: FastifyRequest, { token, production }: MetricsAccess): boolean {
  if (token) return sameText(request.headers.authorization ?? '', `Bearer ${token}`)
  // behind a proxy of this machine every caller has a local address, so such requests do not count as local
  const forwarded = 'x-forwarded-for' in request.headers || 'forwarded' in request.headers
  return !production && !forwarded && isLocal(request.socket.remoteAddress)
}

const isLocal = (address = ''): boolean => /^(::1|(::ffff:)?127\.[\d.]+)$/.test(address)

const sameText = (given: string, expected: string): boolean =>
  timingSafeEqual(digest(given), digest(expected))

const digest = (value: string): Buffer => createHash('sha256').update(value).digest()
