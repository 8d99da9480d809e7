import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHARM_RULES, charmRound, type CharmRule } from './charm.ts'
import { money } from './money.ts'

const ruleOf = (currency: string): CharmRule => {
  const rule = CHARM_RULES[currency]
  if (!rule) throw new Error(`no rule for ${currency}`)
  return rule
}

describe('charm prices', () => {
  it.each([
    ['JPY', 2885, 2880],
    ['KRW', 27089, 26900],
    ['IDR', 32442866, 32500000],
    ['EUR', 1706, 1699],
    ['EUR', 1750, 1799],
    ['EUR', 1749, 1699],
    ['CHF', 2040, 1990],
  ])('%s %i becomes %i', (currency, price, charming) => {
    expect(charmRound(money(price, currency), ruleOf(currency)).minor).toBe(charming)
  })

  it('goes one way when told to', () => {
    const rupiah = { step: 1_000_000, ending: 900_000 }
    expect(charmRound(money(32442866, 'IDR'), { ...rupiah, toward: 'up' }).minor).toBe(32900000)
    expect(charmRound(money(32442866, 'IDR'), { ...rupiah, toward: 'down' }).minor).toBe(31900000)
  })

  it('does not cross the floor', () => {
    const floor = money(26950, 'KRW')
    expect(charmRound(money(27089, 'KRW'), ruleOf('KRW'), floor).minor).toBe(27900)
  })

  it('leaves nothing and less as they are, and makes nothing free', () => {
    expect(charmRound(money(0, 'EUR'), ruleOf('EUR')).minor).toBe(0)
    expect(charmRound(money(-50, 'EUR'), ruleOf('EUR')).minor).toBe(-50)
    expect(charmRound(money(20, 'EUR'), ruleOf('EUR')).minor).toBe(99)
  })

  it('ends as the rule says, at or above the floor, less than one step away unless the floor demands it', () => {
    const rules = fc.constantFrom(...Object.values(CHARM_RULES))
    const toward = fc.constantFrom('nearest', 'down', 'up')
    const amount = fc.integer({ min: 1, max: 100_000_000 })
    fc.assert(
      fc.property(rules, toward, amount, amount, (base, direction, price, floor) => {
        const rule = { ...base, toward: direction }
        const rounded = charmRound(money(price, 'USD'), rule, money(floor, 'USD')).minor
        expect((rounded - rule.ending) % rule.step).toBe(0)
        expect(rounded).toBeGreaterThanOrEqual(floor)
        expect(Math.abs(rounded - Math.max(price, floor))).toBeLessThan(rule.step)
      }),
    )
  })
})
