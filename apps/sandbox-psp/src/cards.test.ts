import { describe, expect, it } from 'vitest'
import { readCard, TEST_CARDS } from './cards.ts'

const now = new Date('2026-11-22T12:00:00Z')
const card = (number: string, expiry = '12/30', cvc = '123') => readCard({ number, expiry, cvc }, now)

describe('a card as typed', () => {
  it.each(Object.entries(TEST_CARDS))('%s leads to %s', (number, outcome) => {
    expect(card(number)).toEqual({ outcome })
  })

  it('may be typed in groups', () => {
    expect(card('4242 4242-4242 4242')).toEqual({ outcome: 'success' })
  })

  it('is declined when nobody knows the number', () => {
    expect(card('5555555555554444')).toEqual({ outcome: 'decline' })
  })

  it.each(['4242424242424241', '4242', '', '4242 4242 4242 424x'])(
    'cannot have the number "%s"',
    (number) => {
      expect(card(number)).toEqual({ faults: ['number'] })
    },
  )

  it.each([
    ['11/26', true],
    ['11/2026', true],
    ['1126', true],
    ['10/26', false],
    ['13/30', false],
    ['soon', false],
  ])('that says %s is in time: %s', (expiry, inTime) => {
    expect(card('4242424242424242', expiry)).toEqual(inTime ? { outcome: 'success' } : { faults: ['expiry'] })
  })

  it('names every field that cannot be right', () => {
    expect(readCard({}, now)).toEqual({ faults: ['number', 'expiry', 'cvc'] })
  })
})
