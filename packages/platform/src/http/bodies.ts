import type { FastifyInstance } from 'fastify'

/** Makes this encapsulated part of the app take every body as a Buffer, unread, such as for webhook signatures. */
export function acceptRawBodies(_app: FastifyInstance): void {
  throw new Error('not built yet')
}
