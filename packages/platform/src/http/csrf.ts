import type { FastifyRequest } from 'fastify'

/**
 * For requests that a cookie authenticates: an unsafe method must come from our own origin and carry JSON (or a
 * multipart form where the route's config says `upload`). Throws 403 `platform.cross-site`. Never call it for bearer tokens.
 */
export function assertSameOrigin(_request: FastifyRequest): void {
  throw new Error('not built yet')
}
