import type { FastifyRequest } from 'fastify'
import type { RateLimit } from './rate-limiter.ts'

/** Limits of capabilities that invite guessing; each holds per address and per account tried. */
export const STRICT_LIMITS: Readonly<Record<string, { address: RateLimit; account: RateLimit }>> = {}

/** What one account may ask for altogether. */
export const ACCOUNT_LIMIT: RateLimit = { burst: 600, perMinute: 1200 }

/** Throws 429 when the caller's address has used up the capability's limit; most capabilities have none. */
export function limitByAddress(_request: FastifyRequest, _capability: string): void {
  throw new Error('not built yet')
}

/**
 * Throws 429 when an account has used up its limit; `account` is who acts, or for log-in, reset and registration the
 * address tried, in lower case.
 */
export function limitByAccount(_request: FastifyRequest, _capability: string, _account: string): void {
  throw new Error('not built yet')
}
