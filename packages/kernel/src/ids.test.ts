import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { idTime, isId, newId } from './ids.ts'

describe('ids', () => {
  it('carry their prefix and 26 characters', () => {
    expect(newId('ord')).toMatch(/^ord_[0-7][0-9a-hjkmnp-tv-z]{25}$/)
    expect(() => newId('Ord')).toThrow('platform.bad-id')
    expect(() => newId('a_b')).toThrow('platform.bad-id')
  })

  it('sort in the order they were made, and never repeat', () => {
    const ids = Array.from({ length: 20_000 }, () => newId('ord'))
    expect(ids.toSorted()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('keep their order when the clock goes back', () => {
    const now = vi.spyOn(Date, 'now')
    const before = newId('ord')
    now.mockReturnValue(Date.now() - 60_000)
    const after = newId('ord')
    now.mockRestore()
    expect(after > before).toBe(true)
  })

  it('tell when they were made, and sort by it', () => {
    const later = fc.integer({ min: Date.now() + 86_400_000, max: 2 ** 43 })
    const now = vi.spyOn(Date, 'now')
    fc.assert(
      fc.property(fc.uniqueArray(later, { minLength: 2 }), (times) => {
        const inOrder = times.toSorted((a, b) => a - b)
        const ids = inOrder.map((time) => now.mockReturnValue(time) && newId('ord'))
        expect(ids.toSorted()).toEqual(ids)
        ids.forEach((id, index) => expect(idTime(id).getTime()).toBeGreaterThanOrEqual(inOrder[index] ?? NaN))
      }),
      { numRuns: 1 },
    )
    now.mockRestore()
  })

  it('hold a UUID of version 7', () => {
    const body = newId('ord').slice(4)
    const bits = [...body].reduce(
      (all, c) => all * 32n + BigInt('0123456789abcdefghjkmnpqrstvwxyz'.indexOf(c)),
      0n,
    )
    const uuid = bits.toString(16).padStart(32, '0')
    expect(uuid[12]).toBe('7')
    expect('89ab').toContain(uuid[16])
  })

  it('are recognised by prefix and alphabet', () => {
    const id = newId('ord')
    expect(isId('ord', id)).toBe(true)
    const others = [
      id.replace('ord', 'prd'),
      id.toUpperCase(),
      `${id}0`,
      id.slice(0, -1),
      `${id.slice(0, -1)}l`,
      7,
    ]
    for (const other of others) expect(isId('ord', other)).toBe(false)
    for (const bad of ['', 'ord', 'ord_', 'ord_x']) expect(() => idTime(bad)).toThrow('platform.bad-id')
  })
})
