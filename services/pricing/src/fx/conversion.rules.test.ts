import { CHARM_RULES, money } from '@tradewind/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { convertWith, type Conversion } from './conversion.rules.ts'
import { convertBy, type RateSet } from './fx.rules.ts'

const ecb: RateSet = {
  id: 'fxs_ecb',
  date: '2025-06-30',
  source: 'ECB',
  base: 'EUR',
  manual: false,
  kept: {},
  rates: {
    USD: '1.172',
    JPY: '169.17',
    KRW: '1588.21',
    IDR: '19021.03',
    CNY: '8.397',
    GBP: '0.8555',
    VND: '30583',
  },
}
const rule = (over: Partial<Conversion> = {}): Conversion => ({
  marginPercent: '0',
  mostDownPercent: '100',
  rounding: CHARM_RULES,
  ...over,
})
const usd = money(1999, 'USD')

describe('USD 19.99 by the rates of 30 June 2025', () => {
  it.each([
    ['EUR', 1706, 1699],
    ['GBP', 1459, 1499],
    ['CNY', 14322, 14322],
    ['JPY', 2885, 2880],
    ['KRW', 27089, 26900],
    ['IDR', 32442866, 32500000],
  ])('is in %s %i, and looks right as %i', (currency, exchanged, charming) => {
    const converted = convertWith(ecb, usd, currency, rule())
    expect(converted?.unrounded).toEqual(money(exchanged, currency))
    expect(converted?.rounded).toEqual(money(charming, currency))
  })
})

describe('a market’s rule', () => {
  it('adds its margin before anything is rounded, in one division', () => {
    const converted = convertWith(ecb, usd, 'EUR', rule({ marginPercent: '2.5' }))
    expect(converted?.unrounded).toEqual(money(1748, 'EUR')) // 17.0563… × 1.025 = 17.4827…
    expect(converted?.rounded).toEqual(money(1699, 'EUR'))
  })

  it('may end prices in .95, whole tens or 900', () => {
    const ends = (currency: string, step: number, ending: number) =>
      convertWith(ecb, usd, currency, rule({ rounding: { [currency]: { step, ending, toward: 'nearest' } } }))
        ?.rounded.minor
    expect(ends('EUR', 100, 95)).toBe(1695)
    expect(ends('JPY', 10, 0)).toBe(2880)
    expect(ends('VND', 1000, 900)).toBe(521900) // 521,640.26…
  })

  it('never rounds down by more than it says, nor below the floor of the offer', () => {
    expect(convertWith(ecb, usd, 'KRW', rule({ mostDownPercent: '0.5' }))?.rounded.minor).toBe(27900)
    expect(convertWith(ecb, usd, 'KRW', rule({ mostDownPercent: '1' }))?.rounded.minor).toBe(26900)
    expect(convertWith(ecb, usd, 'EUR', rule(), 1995)?.rounded.minor).toBe(1799) // floor EUR 17.02
  })

  it('leaves an amount in its own currency as it is', () => {
    expect(convertWith(ecb, usd, 'USD', rule({ marginPercent: '10', rounding: {} }))?.rounded).toEqual(usd)
  })

  it('holds its floors and its form whatever the price, the margin and the rates', () => {
    const percent = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => (hundredths / 100).toFixed(2))
    const target = fc.constantFrom('EUR', 'JPY', 'KRW', 'IDR', 'GBP')
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.integer({ min: 0, max: 10_000_000 }),
        target,
        percent,
        percent,
        (minor, floorMinor, currency, marginPercent, mostDownPercent) => {
          const converted = convertWith(
            ecb,
            money(minor, 'USD'),
            currency,
            rule({ marginPercent, mostDownPercent }),
            floorMinor,
          )
          if (!converted?.floor) throw new Error('these rates and rules cover all')
          const { unrounded, rounded, floor } = converted
          const form = CHARM_RULES[currency]!
          expect(unrounded.minor).toBeGreaterThanOrEqual(
            convertBy(ecb, money(minor, 'USD'), currency)?.minor ?? 0,
          )
          if (unrounded.minor > 0) expect((rounded.minor - form.ending) % form.step).toBe(0)
          if (unrounded.minor > 0) expect(rounded.minor).toBeGreaterThanOrEqual(floor.minor)
          // At least the unrounded price less so many per cent, reckoned in integers.
          const least =
            BigInt(unrounded.minor) * (10_000n - BigInt(Math.round(Number(mostDownPercent) * 100)))
          expect(BigInt(rounded.minor) * 10_000n >= least).toBe(true)
        },
      ),
    )
  })
})
