import { CHARM_RULES, charmRound, money } from '@tradewind/kernel'
import { describe, expect, it } from 'vitest'
import { keyOf, roundingChoices, sampleOf } from './rounding.ts'

describe('roundings to choose from', () => {
  it('begin with what is customary and hold .99, .95, whole tens and 900', () => {
    const endings = (currency: string) => roundingChoices(currency).map(({ step, ending }) => [step, ending])
    expect(endings('EUR')).toEqual([
      [100, 99],
      [100, 95],
      [100, 90],
      [100, 0],
    ])
    expect(endings('JPY')).toContainEqual([10, 0])
    expect(endings('VND')).toContainEqual([1000, 900])
    expect(endings('IDR')).toContainEqual([100_000, 90_000])
    expect(roundingChoices('IDR')[0]).toEqual(CHARM_RULES['IDR'])
  })

  it('are shown by prices that they would make', () => {
    const [first] = roundingChoices('EUR')
    expect(first && sampleOf(first, 'EUR', 'en')).toBe('€16.99 · €17.99')
    expect(first && charmRound(money(1706, 'EUR'), first).minor).toBe(1699)
  })

  it('are told apart', () => {
    const keys = roundingChoices('KRW').map(keyOf)
    expect(new Set(keys).size).toBe(keys.length)
  })
})
