/** A token bucket: so many at once, then so many a minute. */
export interface RateLimit {
  burst: number
  perMinute: number
}

export interface RateLimiter {
  /** Takes one token of the key's bucket; throws 429 `platform.too-many` with the seconds to wait when it is empty. */
  take(key: string, limit: RateLimit): void
  /** Gives one token back, such as for a log-in that succeeded. */
  giveBack(key: string, limit: RateLimit): void
}

/** Buckets in this process; those longest unused are dropped beyond `maxKeys` (100,000). */
export function createRateLimiter(_options: { maxKeys?: number; now?: () => number } = {}): RateLimiter {
  throw new Error('not built yet')
}
