import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError, forbidden } from '@tradewind/kernel'

declare module 'fastify' {
  interface FastifyInstance {
    /** The mall's own address, which browsers name as `Origin`. */
    publicOrigin: string
  }
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Refuses unsafe requests that carry cookies from elsewhere, whoever handles them, and forms where none belong. */
export function guardOrigin(app: FastifyInstance, publicUrl: string): void {
  app.decorate('publicOrigin', new URL(publicUrl).origin)
  app.addHook('onRequest', (request, _reply, done) => {
    if (SAFE_METHODS.has(request.method)) return done()
    const { cookie, authorization } = request.headers
    if (mediaType(request) === 'multipart/form-data' && !request.routeOptions.config.upload) {
      throw new AppError(415, 'platform.unsupported-type')
    }
    if (request.routeOptions.config.cookieless) return done()
    if (cookie !== undefined && authorization === undefined) assertSameOrigin(request)
    done()
  })
}

/**
 * For requests that a cookie authenticates: an unsafe method must come from our own origin and carry JSON (or a
 * multipart form where the route's config says `upload`). Throws 403 `platform.cross-site`. Not for bearer tokens.
 */
export function assertSameOrigin(request: FastifyRequest): void {
  if (SAFE_METHODS.has(request.method)) return
  if (!comesFromUs(request) || !hasOwnContent(request)) throw forbidden('platform.cross-site')
}

/** By what browsers say of themselves; a cookie without either header comes from no browser that protects it. */
function comesFromUs(request: FastifyRequest): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers
  if (site !== undefined && site !== 'same-origin') return false
  if (origin === undefined) return site === 'same-origin'
  if (origin === request.server.publicOrigin) return true
  return URL.parse(origin)?.host === request.host
}

function hasOwnContent(request: FastifyRequest): boolean {
  const type = mediaType(request)
  if (type === '') return Number(request.headers['content-length'] ?? 0) === 0 && !isChunked(request)
  return (
    type === 'application/json' ||
    (type === 'multipart/form-data' && request.routeOptions.config.upload === true)
  )
}

const mediaType = ({ headers }: FastifyRequest): string =>
  (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''

const isChunked = ({ headers }: FastifyRequest): boolean => headers['transfer-encoding'] !== undefined
