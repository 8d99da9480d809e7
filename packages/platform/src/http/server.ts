import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { AppConfig } from '../config/index.ts'
import type { Metrics } from '../metrics/index.ts'
import type { ReadyCheck } from './health.ts'

export interface HttpServerOptions {
  config: Pick<
    AppConfig,
    'publicUrl' | 'production' | 'trustProxy' | 'metricsToken' | 'requestsPerMinute' | 'sandboxPspUrl'
  >
  log: Logger
  metrics: Metrics
  /** What must answer for the process to be ready, such as the database. */
  ready?: ReadyCheck[]
  /** For tests; defaults: headers 5 s, whole request 10 s, looked at every second. */
  timeouts?: { headersMs: number; requestMs: number; checkEveryMs: number }
}

/**
 * The HTTP server that routes are mounted on: time-outs that hold, limits, security headers, `/healthz`, `/readyz`,
 * `/metrics`, problem+json for every error. Mount before `listen`; close with `closeGracefully`.
 */
export async function createHttpServer(_options: HttpServerOptions): Promise<FastifyInstance> {
  throw new Error('not built yet')
}
