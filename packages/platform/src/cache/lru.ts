import { LRUCache } from 'lru-cache'
import type { Cache } from './cache.types.ts'

export interface LruCacheOptions {
  /** Default 10,000. */
  maxEntries?: number
  /** Default 64 MiB, measured as JSON text. */
  maxBytes?: number
  /** Told of each look-up, for the figures. */
  onLookup?(hit: boolean): void
}

interface Entry {
  value: unknown
  sizeBytes: number
}

/** A cache in this process, which drops what was used longest ago. */
export function createLruCache(options: LruCacheOptions = {}): Cache {
  const { maxEntries = 10_000, maxBytes = 64 * 1024 * 1024, onLookup } = options
  const entries = new LRUCache<string, Entry>({
    max: maxEntries,
    maxSize: maxBytes,
    sizeCalculation: (entry, key) => entry.sizeBytes + key.length,
  })
  const loading = new Map<string, Promise<unknown>>()

  const keep = (key: string, value: unknown, ttlSeconds: number) => {
    if (value === undefined || ttlSeconds <= 0) return
    entries.set(key, { value: freeze(value), sizeBytes: sizeOf(value) }, { ttl: ttlSeconds * 1000 })
  }

  const find = (key: string): Entry | undefined => {
    const entry = entries.get(key)
    onLookup?.(entry !== undefined)
    return entry
  }

  return {
    get: async <T>(key: string) => find(key)?.value as T | undefined,

    set: async (key, value, ttlSeconds) => {
      loading.delete(key)
      keep(key, value, ttlSeconds)
    },

    delete: async (key) => {
      loading.delete(key) // a load that began before the change must not be kept after it
      entries.delete(key)
    },

    wrap: <T>(key: string, ttlSeconds: number, load: () => Promise<T>): Promise<T> => {
      const entry = find(key)
      if (entry) return Promise.resolve(entry.value as T)
      const running = loading.get(key)
      if (running) return running as Promise<T>

      const run = async (): Promise<T> => {
        try {
          const value = await Promise.resolve().then(load)
          if (loading.get(key) === started) keep(key, value, ttlSeconds)
          return freeze(value)
        } finally {
          if (loading.get(key) === started) loading.delete(key)
        }
      }
      const started = run()
      loading.set(key, started)
      return started
    },
  }
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return Math.max(1, value.length)
  if (value instanceof Uint8Array) return Math.max(1, value.byteLength)
  return JSON.stringify(value).length
}

/** Freezes plain data all the way down; bytes cannot be frozen and stay as they are. */
function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array || Object.isFrozen(value)) {
    return value
  }
  for (const part of Object.values(value)) freeze(part)
  return Object.freeze(value)
}
