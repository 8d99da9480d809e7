import { LRUCache } from 'lru-cache'
import { tooMany } from '@tradewind/kernel'

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

interface Bucket {
  tokens: number
  atMs: number
}

/** Buckets in this process; those longest unused are dropped beyond `maxKeys` (100,000). `nowMs` is for tests. */
export function createRateLimiter(options: { maxKeys?: number; nowMs?: () => number } = {}): RateLimiter {
  const { maxKeys = 100_000, nowMs = () => performance.now() } = options
  const buckets = new LRUCache<string, Bucket>({ max: maxKeys })

  const filled = (key: string, limit: RateLimit): Bucket => {
    const now = nowMs()
    const bucket = buckets.get(key)
    if (!bucket) {
      const full = { tokens: limit.burst, atMs: now }
      buckets.set(key, full)
      return full
    }
    const gained = ((now - bucket.atMs) / 60_000) * limit.perMinute
    bucket.tokens = Math.min(limit.burst, bucket.tokens + gained)
    bucket.atMs = now
    return bucket
  }

  return {
    take: (key, limit) => {
      const bucket = filled(key, limit)
      if (bucket.tokens < 1) throw tooMany(Math.ceil(((1 - bucket.tokens) * 60) / limit.perMinute))
      bucket.tokens -= 1
    },
    giveBack: (key, limit) => {
      const bucket = filled(key, limit)
      bucket.tokens = Math.min(limit.burst, bucket.tokens + 1)
    },
  }
}
