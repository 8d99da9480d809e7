import type { Cache } from './cache.types.ts'

export interface LruCacheOptions {
  /** Default 10,000. */
  maxEntries?: number
  /** Default 64 MiB, measured as JSON text. */
  maxBytes?: number
  /** Told of each look-up, for the figures. */
  onLookup?(hit: boolean): void
}

/** A cache in this process, which drops what was used longest ago. */
export function createLruCache(_options: LruCacheOptions = {}): Cache {
  throw new Error('not built yet')
}
