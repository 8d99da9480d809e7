import type { Cache } from './cache.types.ts'

/** Keeps nothing: every answer is made anew. For measuring what answers cost. */
export function createNoCache(): Cache {
  return {
    get: async () => undefined,
    set: async () => undefined,
    delete: async () => undefined,
    wrap: (_key, _ttlSeconds, load) => load(),
  }
}
