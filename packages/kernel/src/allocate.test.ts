import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate } from './allocate.ts'
import { money, sum } from './money.ts'

const split = (minor: number, weights: number[]) =>
  allocate(money(minor, 'EUR'), weights).map((part) => part.minor)

const weights = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 40 })
const minor = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })

describe('allocation', () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [101, [1, 1, 1], [34, 34, 33]],
    [10, [1, 2, 7], [1, 2, 7]],
    [5, [0, 3, 7], [0, 2, 3]],
    [1, [0, 0, 5], [0, 0, 1]],
    [7, [0, 0], [4, 3]],
    [0, [3, 1], [0, 0]],
    [999, [1], [999]],
  ])('%i over %j is %j', (amount, shares, parts) => {
    expect(split(amount, shares)).toEqual(parts)
  })

  it('sums exactly', () => {
    fc.assert(
      fc.property(minor, weights, (amount, shares) => {
        const whole = money(amount, 'EUR')
        expect(sum(allocate(whole, shares), 'EUR')).toEqual(whole)
      }),
    )
  })

  it('gives each part its proportion, to less than one minor unit', () => {
    const weighted = weights.filter((shares) => shares.some((share) => share > 0))
    fc.assert(
      fc.property(minor, weighted, (amount, shares) => {
        const total = shares.reduce((a, b) => a + b, 0)
        split(amount, shares).forEach((part, index) => {
          const share = BigInt(shares[index] ?? 0)
          const error = BigInt(part) * BigInt(total) - BigInt(amount) * share
          expect(error < BigInt(total) && error > -BigInt(total)).toBe(true)
        })
      }),
    )
  })

  it('prefers the earlier of equal parts', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 30 }), (amount, count) => {
        const parts = split(
          amount,
          Array.from({ length: count }, () => 1),
        )
        expect(parts).toEqual(parts.toSorted((a, b) => b - a))
      }),
    )
  })

  it('holds at the largest safe amounts', () => {
    const parts = split(Number.MAX_SAFE_INTEGER, [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER])
    expect(parts).toEqual([4503599627370496, 4503599627370495])
  })

  it.each([[[]], [[-1, 2]], [[0.5]], [[NaN]]])('refuses the weights %j', (shares) => {
    expect(() => split(1, shares)).toThrow('money.bad-weights')
  })
})
