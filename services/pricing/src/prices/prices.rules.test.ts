import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RateSet } from '../fx/fx.rules.ts'
import { priceIn, type StoredPrice } from './prices.rules.ts'

const NOW = '2026-11-22T10:00:00.000Z'
const rates: RateSet = {
  id: 'fxs_1',
  date: '2026-11-20',
  source: 'test',
  base: 'EUR',
  manual: true,
  kept: {},
  rates: { JPY: '160', USD: '1.25' },
}
const price = (currency: string, minor: number, isBase = false): StoredPrice => ({
  offerId: 'off_1',
  currency,
  minor,
  isBase,
})
const special = (
  currency: string,
  minor: number,
  over: Partial<NonNullable<StoredPrice['special']>> = {},
): StoredPrice => ({
  ...price(currency, minor),
  special: {
    id: 'spp_1',
    market: null,
    minQuantity: 1,
    startsAt: '2026-11-01T00:00:00Z',
    endsAt: null,
    ...over,
  },
})
const seen = (
  prices: StoredPrice[],
  over: { market?: string; currency?: string; quantity?: number; at?: string } = {},
) => {
  const { market = 'DE', currency = 'EUR', quantity = 1, at = NOW } = over
  const answer = priceIn(prices, { market: { code: market }, currency, quantity, at }, rates)
  return answer && [answer.price.minor, answer.basis]
}

describe('the price that wins', () => {
  const list = [price('JPY', 1600, true), price('EUR', 1200)]

  it('is the list price, else the base price converted, else none', () => {
    expect(seen(list)).toEqual([1200, 'list'])
    expect(seen(list, { currency: 'USD' })).toEqual([1250, 'converted'])
    expect(seen(list, { currency: 'THB' })).toBeUndefined()
    expect(seen([price('EUR', 1)], { currency: 'USD' })).toBeUndefined()
  })

  it('is a special price while it holds, first moment included, last one not', () => {
    const sale = special('EUR', 900, {
      startsAt: '2026-11-22T10:00:00+00:00',
      endsAt: '2026-11-22T12:00:00+00:00',
    })
    const at = (time: string) => seen([...list, sale], { at: `2026-11-22T${time}Z` })
    expect(at('09:59:59.999')).toEqual([1200, 'list'])
    expect(at('10:00:00.000')).toEqual([900, 'special'])
    expect(at('11:59:59.999')).toEqual([900, 'special'])
    expect(at('12:00:00.000')).toEqual([1200, 'list'])
  })

  it('is that of the market before that of all markets, dearer or not', () => {
    const both = [...list, special('EUR', 800), special('EUR', 1000, { market: 'DE' })]
    expect(seen(both)).toEqual([1000, 'special'])
    expect(seen(both, { market: 'FR' })).toEqual([800, 'special'])
  })

  it('is the lowest of the tiers that the quantity reaches', () => {
    const tiers = [
      ...list,
      special('EUR', 1100, { minQuantity: 10 }),
      special('EUR', 1000, { minQuantity: 50 }),
    ]
    expect([1, 9, 10, 49, 50].map((quantity) => seen(tiers, { quantity })?.[0])).toEqual([
      1200, 1200, 1100, 1100, 1000,
    ])
  })

  it('carries a special price of the base into other currencies', () => {
    expect(seen([...list, special('JPY', 800)], { currency: 'USD' })).toEqual([625, 'converted'])
    expect(seen([...list, special('JPY', 800)])).toEqual([1200, 'list'])
  })

  it('of more pieces is never a higher one, whatever the tiers', () => {
    const tier = fc.record({
      minor: fc.integer({ min: 1, max: 2000 }),
      minQuantity: fc.integer({ min: 1, max: 20 }),
      market: fc.constantFrom('DE', null),
    })
    fc.assert(
      fc.property(fc.array(tier), fc.integer({ min: 1, max: 20 }), (tiers, quantity) => {
        const prices = [
          price('EUR', 2000, true),
          ...tiers.map(({ minor, ...over }) => special('EUR', minor, over)),
        ]
        // The market's own tiers go before those of all, which may be lower: compared within one group only.
        const one = tiers.every(({ market }) => market === tiers[0]?.market)
        if (!one) return
        const few = seen(prices, { quantity })?.[0] as number
        const more = seen(prices, { quantity: quantity + 1 })?.[0] as number
        expect(more).toBeLessThanOrEqual(few)
      }),
    )
  })
})
