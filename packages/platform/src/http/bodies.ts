import type { FastifyInstance } from 'fastify'
import { AppError } from '@tradewind/kernel'

const MAX_DEPTH = 32

/** JSON is the only kind of body; no prototypes, no nesting beyond 32 levels; nothing at all counts as no body. */
export function acceptJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('text/plain')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') return done(null, undefined)
    const answer = parse(request, body, (error, value) => {
      if (!error && isDeeperThan(MAX_DEPTH, value)) done(new AppError(400, 'platform.bad-request'))
      else done(error, value)
    })
    void answer
  })
}

/** Makes this encapsulated part of the app take every body as a Buffer, unread, such as for webhook signatures. */
export function acceptRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
}

/** Walks level by level, since a recursion would fall over on what it is to refuse. */
function isDeeperThan(depth: number, value: unknown): boolean {
  let level = [value]
  for (let left = depth; level.length > 0; left -= 1) {
    if (left < 0) return true
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []))
  }
  return false
}
