import type { FastifyInstance } from 'fastify'
import type { Metrics } from '../metrics/index.ts'

const SLOW_MS = 1_000

/** Counts and times every request by its operation; logs slow ones, and all of them at level debug. */
export function observeRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { config, url = 'unknown' } = request.routeOptions
    const operation = config.operation ?? url
    const millis = Math.round(reply.elapsedTime)
    metrics.httpSeconds.observe(
      { operation, method: request.method, status: reply.statusCode },
      reply.elapsedTime / 1000,
    )
    const level = millis >= SLOW_MS ? 'warn' : 'debug'
    request.log[level]({ operation, method: request.method, status: reply.statusCode, millis }, 'answered')
    done()
  })
}
