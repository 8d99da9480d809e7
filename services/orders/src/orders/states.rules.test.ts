import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayFollow, ORDER_STATES, RETURN_STATES, shippedState, SUB_ORDER_STATES } from './states.rules.ts'

const TABLES: Record<string, Record<string, readonly string[]>> = {
  ORDER_STATES,
  SUB_ORDER_STATES,
  RETURN_STATES,
}

test.each(Object.entries(TABLES))(
  '%s names only its own states, and no state follows itself',
  (_name, states) => {
    for (const [from, next] of Object.entries(states)) {
      expect(next).not.toContain(from)
      for (const to of next) expect(Object.keys(states)).toContain(to)
    }
  },
)

test('whatever path is taken, an order that has ended stays ended', () => {
  const states = Object.keys(ORDER_STATES) as (keyof typeof ORDER_STATES)[]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...states), { maxLength: 12 }), (wishes) => {
      let state: keyof typeof ORDER_STATES = 'placing'
      let ended = false
      for (const wish of wishes) {
        if (!mayFollow(ORDER_STATES, state, wish)) continue
        expect(ended).toBe(false)
        state = wish
        ended = ORDER_STATES[state].length === 0
      }
    }),
  )
})

test('a part is shipped when every piece is', () => {
  expect(shippedState([{ quantity: 2, shipped: 0 }])).toBe('to-ship')
  expect(shippedState([{ quantity: 2, shipped: 1 }])).toBe('partly-shipped')
  expect(
    shippedState([
      { quantity: 2, shipped: 2 },
      { quantity: 1, shipped: 0 },
    ]),
  ).toBe('partly-shipped')
  expect(shippedState([{ quantity: 2, shipped: 2 }])).toBe('shipped')
})
