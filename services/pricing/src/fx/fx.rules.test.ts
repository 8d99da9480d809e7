import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { badRates, convertBy, exchangeBy, type RateSet } from './fx.rules.ts'

const ecb: RateSet = {
  id: 'fxs_ecb',
  date: '2025-06-30',
  source: 'ECB',
  base: 'EUR',
  manual: true,
  kept: {},
  rates: {
    USD: '1.172',
    JPY: '169.17',
    KRW: '1588.21',
    IDR: '19021.03',
    CNY: '8.397',
    GBP: '0.8555',
  },
}

describe('rates of the ECB', () => {
  it.each([
    ['EUR', 1706],
    ['GBP', 1459],
    ['CNY', 14322],
    ['JPY', 2885],
    ['KRW', 27089],
    ['IDR', 32442866],
    ['USD', 1999],
  ])('turn USD 19.99 into %s %i', (currency, minor) => {
    expect(convertBy(ecb, { minor: 1999, currency: 'USD' }, currency)).toEqual({ minor, currency })
  })

  it('turn euro into yen, which has no cents, and back', () => {
    expect(convertBy(ecb, { minor: 10_000, currency: 'EUR' }, 'JPY')).toEqual({
      minor: 16917,
      currency: 'JPY',
    })
    expect(convertBy(ecb, { minor: 16917, currency: 'JPY' }, 'EUR')).toEqual({
      minor: 10_000,
      currency: 'EUR',
    })
  })

  it('do not know every currency', () => {
    expect(convertBy(ecb, { minor: 1999, currency: 'USD' }, 'THB')).toBeUndefined()
    expect(convertBy(null, { minor: 1999, currency: 'USD' }, 'EUR')).toBeUndefined()
    expect(exchangeBy(ecb, 'USD', 'constructor')).toBeUndefined()
  })

  it('leave an amount in its own currency as it is, with or without rates', () => {
    expect(convertBy(null, { minor: 1999, currency: 'USD' }, 'USD')).toEqual({ minor: 1999, currency: 'USD' })
  })

  it('do not answer an amount that no number holds', () => {
    expect(convertBy(ecb, { minor: 1_000_000_000_000, currency: 'EUR' }, 'IDR')).toBeUndefined()
  })
})

describe('a cross rate', () => {
  const set = (rates: Record<string, string>): RateSet => ({ ...ecb, rates })

  it('is not rounded before the amount is: 0.45 at 1/0.3 is exactly 1.50', () => {
    expect(exchangeBy(set({ USD: '0.3', JPY: '1' }), 'USD', 'JPY')?.(45)).toBe(2)
    expect(exchangeBy(set({ USD: '0.3', JPY: '1' }), 'USD', 'JPY')?.(75)).toBe(2)
  })

  it('is off by half a unit at most, whatever the rates', () => {
    const rate = fc.tuple(fc.integer({ min: 1, max: 10 ** 9 }), fc.integer({ min: 0, max: 8 }))
    fc.assert(
      fc.property(rate, rate, fc.integer({ min: 0, max: 10 ** 6 }), ([a, aScale], [b, bScale], minor) => {
        const from = decimal(a, aScale)
        const to = decimal(b, bScale)
        const converted = exchangeBy(set({ USD: from, GBP: to }), 'USD', 'GBP')?.(minor)
        if (converted === undefined) return
        // converted / minor = (b / 10^bScale) / (a / 10^aScale)
        const exact = BigInt(minor) * BigInt(b) * 10n ** BigInt(aScale)
        const unit = BigInt(a) * 10n ** BigInt(bScale)
        const error = exact - BigInt(converted) * unit
        expect((error < 0n ? -error : error) * 2n <= unit).toBe(true)
      }),
    )
  })
})

describe('rates that are no rates', () => {
  it('are named', () => {
    expect(badRates({ USD: '1.1', XDR: '0.85', XXX: '1', JPY: '0', GBP: '0.0' })).toEqual([
      'XXX',
      'JPY',
      'GBP',
    ])
  })
})

const decimal = (units: number, scale: number): string => {
  const digits = String(units).padStart(scale + 1, '0')
  return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}
