export * from './cache.types.ts'
export { createLruCache, type LruCacheOptions } from './lru.ts'
export { createNoCache } from './none.ts'
