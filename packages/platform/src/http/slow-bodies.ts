import type { FastifyInstance, FastifyRequest } from 'fastify'
import { answerBadConnection } from './errors.ts'
import type { UploadLimits } from './upload-places.ts'

export interface BodyTimes {
  /** For a body to come; from then on an upload has to keep its pace. */
  requestMs: number
  /** How often that is looked at. */
  paceMs: number
}

/**
 * Cuts off who takes too long to send a body, with 408: Node has one limit for all, which what is large would not
 * meet on a telephone. An upload may take longer while it brings as much as `leastBytesPerSecond` asks.
 */
export function limitSlowBodies(
  app: FastifyInstance,
  { requestMs, paceMs }: BodyTimes,
  { leastBytesPerSecond }: Pick<UploadLimits, 'leastBytesPerSecond'>,
): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (hasBody(request)) watch(request)
    done()
  })

  function watch({ raw, routeOptions }: FastifyRequest): void {
    const { socket } = raw
    let seen = socket.bytesRead
    const lookAfter = (millis: number): NodeJS.Timeout =>
      setTimeout(() => {
        // Without a connection, as tests ask, neither is known.
        if (raw.complete !== false || socket.destroyed) return
        const came = socket.bytesRead - seen
        seen = socket.bytesRead
        if (routeOptions.config.upload && came >= (leastBytesPerSecond * millis) / 1_000)
          timer = lookAfter(paceMs)
        else answerBadConnection({ code: 'ERR_HTTP_REQUEST_TIMEOUT' }, socket)
      }, millis).unref()
    let timer = lookAfter(requestMs)
    raw.once('end', () => clearTimeout(timer))
  }
}

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
