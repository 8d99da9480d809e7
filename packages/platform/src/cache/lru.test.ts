import { describe, expect, it } from 'vitest'
import { createLruCache } from './lru.ts'

/** A load that ends when it is told to, and counts how often it began. */
function heldLoad<T>() {
  const held = Promise.withResolvers<T>()
  const state = { started: 0, ...held }
  const load = () => {
    state.started += 1
    return held.promise
  }
  return { state, load }
}

describe('a cache in the process', () => {
  it('gives back what it was given, until it is deleted', async () => {
    const cache = createLruCache()
    await cache.set('store', { name: 'Tea' }, 60)
    expect(await cache.get('store')).toEqual({ name: 'Tea' })
    await cache.delete('store')
    expect(await cache.get('store')).toBeUndefined()
  })

  it('keeps null as an answer, but nothing for no time at all', async () => {
    const cache = createLruCache()
    await cache.set('none', null, 60)
    await cache.set('never', 1, 0)
    expect(await cache.get('none')).toBeNull()
    expect(await cache.get('never')).toBeUndefined()
  })

  it('freezes values, so that no reader changes what others read', async () => {
    const cache = createLruCache()
    const value = await cache.wrap('list', 60, async () => ({ items: [{ price: 1 }] }))
    expect(() => {
      value.items[0]!.price = 2
    }).toThrow(TypeError)
    expect(await cache.get('list')).toEqual({ items: [{ price: 1 }] })
  })

  it('loads once for everybody who asks at the same time', async () => {
    const cache = createLruCache()
    const { state, load } = heldLoad<string>()
    const answers = Array.from({ length: 50 }, () => cache.wrap('page', 60, load))
    state.resolve('html')
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['html']))
    expect(await cache.wrap('page', 60, load)).toBe('html')
    expect(state.started).toBe(1)
  })

  it('does not keep a failure', async () => {
    const cache = createLruCache()
    await expect(cache.wrap('page', 60, () => Promise.reject(new Error('down')))).rejects.toThrow('down')
    expect(await cache.wrap('page', 60, async () => 'up')).toBe('up')
  })

  it('does not keep what was loaded before a deletion', async () => {
    const cache = createLruCache()
    const { state, load } = heldLoad<string>()
    const early = cache.wrap('price', 60, load)
    await cache.delete('price')
    state.resolve('old price')
    expect(await early).toBe('old price')
    expect(await cache.wrap('price', 60, async () => 'new price')).toBe('new price')
  })

  it('drops the least used beyond its entries and its bytes', async () => {
    const few = createLruCache({ maxEntries: 2 })
    for (const key of ['a', 'b', 'c']) await few.set(key, key, 60)
    expect([await few.get('a'), await few.get('b'), await few.get('c')]).toEqual([undefined, 'b', 'c'])

    const small = createLruCache({ maxBytes: 1000 })
    for (const key of ['a', 'b', 'c']) await small.set(key, 'x'.repeat(400), 60)
    expect(await small.get('a')).toBeUndefined()
    await small.set('huge', 'x'.repeat(5000), 60)
    expect(await small.get('huge')).toBeUndefined()
    expect(await small.get('c')).toBeDefined()
  })

  it('tells of hits and misses', async () => {
    const lookups: boolean[] = []
    const cache = createLruCache({ onLookup: (hit) => lookups.push(hit) })
    await cache.wrap('a', 60, async () => 1)
    await cache.wrap('a', 60, async () => 1)
    expect(lookups).toEqual([false, true])
  })
})
