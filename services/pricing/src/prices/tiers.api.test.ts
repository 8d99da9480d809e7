import fc from 'fast-check'
import { newId } from '@tradewind/kernel'
import { countQueries, testHost } from '@tradewind/platform/testing'
import { beforeAll, describe, expect, it } from 'vitest'
import { pricingService } from '../service.ts'

const host = await testHost({ services: [pricingService] })
const { pricing } = host.calls
const system = host.ctx({ actor: host.system() })
const storeId = newId('sto')
const merchant = host.ctx({ actor: host.merchant(storeId) })

const market = (code: string) => ({
  code,
  name: { en: code },
  countries: [code],
  locales: ['en' as const],
  currency: 'EUR',
  currencies: ['EUR', 'JPY'],
  taxDisplay: 'included' as const,
  open: true,
})
const eur = (minor: number) => ({ minor, currency: 'EUR' })
const DAY_MS = 86_400_000

async function offered(minor: number): Promise<string> {
  const offerId = newId('off')
  await pricing.importPrices(system, { prices: [{ offerId, storeId, price: eur(minor), isBase: true }] })
  return offerId
}
const special = (offerId: string, minQuantity: number, minor: number, over: object = {}) =>
  pricing.addSpecialPrice(merchant, { offerId, minQuantity, price: eur(minor), ...over })
const shownIn = async (code: string, offerId: string, currency = 'EUR') =>
  (
    await pricing.getPrices(system, {
      offerIds: [offerId],
      markets: [code],
      allCurrencies: true,
      withTiers: true,
    })
  ).find(({ price }) => price.currency === currency)
const tiersIn = async (code: string, offerId: string, currency?: string) =>
  (await shownIn(code, offerId, currency))?.tiers.map(({ minQuantity, price }) => [minQuantity, price.minor])

beforeAll(async () => {
  await pricing.importMarkets(system, {
    markets: [market('DE'), market('FR')],
    taxRates: ['DE', 'FR'].map((country) => ({
      country,
      category: 'standard' as const,
      percent: '10',
      validFrom: '2020-01-01',
      source: 'a law',
    })),
    fx: { date: '2025-06-30', source: 'ECB', base: 'EUR', rates: { JPY: '160' } },
  })
})

describe('prices of larger quantities', () => {
  it('are told in rising order, in every currency, and only to who asks', async () => {
    const offerId = await offered(1290)
    await special(offerId, 10, 990)
    await special(offerId, 3, 1190)
    expect(await tiersIn('DE', offerId)).toEqual([
      [3, 1190],
      [10, 990],
    ])
    expect(await tiersIn('DE', offerId, 'JPY')).toEqual([
      [3, 1904],
      [10, 1584],
    ])
    const [plain] = await pricing.getPrices(system, { offerIds: [offerId], markets: ['DE'] })
    expect(plain).toMatchObject({ price: eur(1290), tiers: [] })
  })

  it('of a market go before those of all; where several hold, the lowest is told', async () => {
    const offerId = await offered(1290)
    await special(offerId, 3, 1000)
    await special(offerId, 5, 900)
    await special(offerId, 5, 950)
    await special(offerId, 4, 1100, { market: 'DE' })
    expect(await tiersIn('FR', offerId)).toEqual([
      [3, 1000],
      [5, 900],
    ])
    expect(await tiersIn('DE', offerId)).toEqual([
      [3, 1000],
      [4, 1100],
    ])
  })

  it('are neither planned ones nor such as change nothing', async () => {
    const offerId = await offered(1290)
    await special(offerId, 1, 1000)
    await special(offerId, 4, 1100)
    await special(offerId, 6, 800, { startsAt: new Date(Date.now() + DAY_MS).toISOString() })
    expect(await shownIn('DE', offerId)).toMatchObject({ price: eur(1000), tiers: [] })
  })

  it('are read with the prices, in one statement', async () => {
    const offerId = await offered(1290)
    await special(offerId, 3, 1190)
    const { texts } = await countQueries(() => tiersIn('DE', offerId))
    expect(texts.filter((text) => text.includes('pricing.prices'))).toHaveLength(1)
    expect(texts.filter((text) => text.includes('special_prices'))).toHaveLength(1)
  })

  it('are for every quantity what a quote charges', async () => {
    const MOST = 12
    const day = fc.integer({ min: -3, max: 3 })
    const row = fc.record({
      market: fc.constantFrom(null, 'DE', 'FR'),
      currency: fc.constantFrom('EUR', 'JPY'),
      minQuantity: fc.integer({ min: 1, max: MOST }),
      minor: fc.integer({ min: 1, max: 2000 }),
      from: day,
      days: fc.option(fc.integer({ min: 1, max: 5 })),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
        const offerId = await offered(1290)
        for (const { market: code, currency, minQuantity, minor, from, days } of rows)
          await host.db.pool.query(
            `insert into pricing.special_prices (id, offer_id, store_id, market_code, currency, min_quantity, minor, starts_at, ends_at)
             values ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(days => $8, mins => -1), now() + make_interval(days => $9, mins => -1))`,
            [newId('spp'), offerId, storeId, code, currency, minQuantity, minor, from, days && from + days],
          )
        for (const currency of ['EUR', 'JPY']) {
          const shown = await shownIn('DE', offerId, currency)
          const quantities = Array.from({ length: MOST }, (_, index) => index + 1)
          const goods = { offerId, storeId, taxCategory: 'standard' as const, weightGrams: 100 }
          const { lines } = await pricing.quote(system, {
            market: 'DE',
            country: 'DE',
            currency,
            lines: quantities.map((quantity) => ({
              ...goods,
              quantity,
              hsCode: null,
              originCountry: null,
              shipsFrom: 'DE',
            })),
            shipping: [],
          })
          const said = quantities.map(
            (quantity) =>
              shown?.tiers.findLast(({ minQuantity }) => minQuantity <= quantity)?.price ?? shown?.price,
          )
          expect(said).toEqual(lines.map(({ unitPrice }) => unitPrice))
        }
      }),
      { numRuns: 25 },
    )
  })
})
