import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shareOf } from './share.rules.ts'

const amount = fc.integer({ min: 0, max: 1_000_000_000_000 })
const pieces = fc.integer({ min: 1, max: 999 })

test('the shares of all pieces make the whole, in whatever steps they are taken', () => {
  fc.assert(
    fc.property(
      amount,
      pieces,
      fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 40 }),
      (minor, quantity, steps) => {
        let at = 0
        let sum = 0
        for (const step of [...steps, quantity]) {
          const to = Math.min(quantity, at + step)
          sum += shareOf(minor, quantity, at, to)
          at = to
        }
        expect(at).toBe(quantity)
        expect(sum).toBe(minor)
      },
    ),
  )
})

test('a share is never negative and at most one minor unit from its proportion', () => {
  fc.assert(
    fc.property(amount, pieces, fc.nat(), (minor, quantity, seed) => {
      const from = seed % quantity
      const share = shareOf(minor, quantity, from, from + 1)
      expect(share).toBeGreaterThanOrEqual(0)
      expect(Math.abs(share - minor / quantity)).toBeLessThanOrEqual(1)
    }),
  )
})
