import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { taxed, taxPercent, type TaxRule } from './tax.rules.ts'

const rule = (over: Partial<TaxRule>): TaxRule => ({
  country: 'DE',
  category: 'standard',
  percent: '19',
  validFrom: '2021-01-01',
  validTo: null,
  ...over,
})
const rules = [
  rule({ validFrom: '2007-01-01', validTo: '2020-06-30' }),
  rule({ percent: '16', validFrom: '2020-07-01', validTo: '2020-12-31' }),
  rule({}),
  rule({ category: 'books', percent: '7' }),
  rule({ country: 'JP', percent: '10' }),
]

describe('the rate of a country', () => {
  it.each([
    ['2020-06-30', '19'],
    ['2020-07-01', '16'],
    ['2020-12-31', '16'],
    ['2021-01-01', '19'],
  ])('is on %s the one of that day: %s %%', (day, percent) => {
    expect(taxPercent(rules, 'DE', 'standard', day)).toBe(percent)
  })

  it('is the standard one for goods it has no rate for', () => {
    expect(taxPercent(rules, 'DE', 'books', '2026-11-22')).toBe('7')
    expect(taxPercent(rules, 'JP', 'books', '2026-11-22')).toBe('10')
  })

  it('is not guessed', () => {
    expect(taxPercent(rules, 'FR', 'standard', '2026-11-22')).toBeUndefined()
    expect(taxPercent(rules, 'DE', 'standard', '2006-12-31')).toBeUndefined()
  })
})

describe('tax', () => {
  const eur = (minor: number) => ({ minor, currency: 'EUR' })

  it('is taken out of what includes it and added to what does not', () => {
    expect(taxed(eur(11900), '19', true)).toEqual({ net: eur(10000), tax: eur(1900), gross: eur(11900) })
    expect(taxed(eur(10000), '19', false)).toEqual({ net: eur(10000), tax: eur(1900), gross: eur(11900) })
  })

  it('goes to the even cent at a half', () => {
    expect(taxed(eur(50), '5', false).tax.minor).toBe(2) // 2.5
    expect(taxed(eur(70), '5', false).tax.minor).toBe(4) // 3.5
  })

  it('and net are the gross, and neither is negative', () => {
    const percent = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => (hundredths / 100).toFixed(2))
    fc.assert(
      fc.property(fc.nat(10 ** 12), percent, fc.boolean(), (minor, percent, included) => {
        const { net, tax, gross } = taxed(eur(minor), percent, included)
        expect(net.minor + tax.minor).toBe(gross.minor)
        expect(Math.min(net.minor, tax.minor)).toBeGreaterThanOrEqual(0)
        expect(included ? gross.minor : net.minor).toBe(minor)
      }),
    )
  })
})
