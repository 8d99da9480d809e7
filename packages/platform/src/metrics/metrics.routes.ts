import type { FastifyInstance } from 'fastify'
import type { Metrics } from './metrics.ts'

/** `/metrics`: with the token; without one only to this machine, in production to nobody. Others get 404. */
export function metricsRoute(
  _app: FastifyInstance,
  _metrics: Metrics,
  _access: { token?: string; production: boolean },
): void {
  throw new Error('not built yet')
}
