import { newId } from '@tradewind/kernel'
import { countQueries } from '@tradewind/platform/testing'
import { describe, expect, it } from 'vitest'
import { tellMarkets } from './markets/markets.testing.ts'
import { demo, openPricing } from './pricing.testing.ts'

const mall = await openPricing()
const { host, pricing, system, kyoto, saigon, asKyoto, asSaigon, bowl, cup, coffee, facts } = mall

describe('a demo', () => {
  it('changes nothing when it is loaded again', async () => {
    const before = await facts('pricing.markets-changed.v1')
    await pricing.importMarkets(system, demo)
    const { changed } = await pricing.importPrices(system, {
      prices: [{ offerId: cup, storeId: kyoto, price: { minor: 1500, currency: 'JPY' }, isBase: true }],
    })
    expect(changed).toBe(0)
    expect(await facts('pricing.markets-changed.v1')).toEqual(before)
  })

  it('of five thousand prices loads in seconds and says so in few facts', async () => {
    const store = newId('sto')
    const prices = Array.from({ length: 5000 }, (_, index) => ({
      offerId: newId('off'),
      storeId: store,
      price: { minor: index, currency: 'EUR' },
      isBase: true,
    }))
    const before = await facts('pricing.prices-changed.v1')
    const started = performance.now()
    expect(await pricing.importPrices(system, { prices })).toEqual({ changed: 5000 })
    expect(performance.now() - started).toBeLessThan(5_000)
    expect(await facts('pricing.prices-changed.v1')).toHaveLength(before.length + 10)
  })

  it('brings a new price where the store has not set its own since', async () => {
    const offers = [newId('off'), newId('off')] as const
    const load = (minor: number) =>
      pricing.importPrices(system, {
        prices: offers.map((offerId) => ({
          offerId,
          storeId: kyoto,
          price: { minor, currency: 'JPY' },
          isBase: true,
        })),
      })
    const pricesNow = async () =>
      (await pricing.listOwnPrices(asKyoto, { offerIds: [...offers] })).items.map(({ price }) => price.minor)
    await load(1000)
    await pricing.setPrices(asKyoto, {
      prices: [{ offerId: offers[0], price: { minor: 1200, currency: 'JPY' } }],
    })
    expect(await load(1000)).toEqual({ changed: 0 })
    expect(await pricesNow()).toEqual([1200, 1000])
    expect(await load(1100)).toEqual({ changed: 1 })
    expect(await pricesNow()).toEqual([1200, 1100])
  })

  it('may move an offer’s base price to another currency', async () => {
    const offerId = newId('off')
    const inEuro = { offerId, storeId: kyoto, price: { minor: 1000, currency: 'EUR' }, isBase: true }
    const inYen = { offerId, storeId: kyoto, price: { minor: 1700, currency: 'JPY' }, isBase: true }
    await pricing.importPrices(system, { prices: [inEuro] })
    await pricing.importPrices(system, { prices: [inYen] })
    const { items } = await pricing.listOwnPrices(asKyoto, { offerIds: [offerId] })
    expect(items.map((item) => [item.price.currency, item.isBase])).toEqual([
      ['JPY', true],
      ['EUR', false],
    ])
  })
})

// In the same mall: a file of tests of its own would start another.
tellMarkets(mall)

describe('prices of a store', () => {
  it('are set by the store itself; the first one is the base', async () => {
    const offerId = newId('off')
    await pricing.importPrices(system, {
      prices: [{ offerId, storeId: kyoto, price: { minor: 1, currency: 'CHF' }, isBase: false }],
    })
    await pricing.setPrices(asKyoto, {
      prices: [
        { offerId, price: { minor: 1000, currency: 'JPY' } },
        { offerId, price: { minor: 700, currency: 'EUR' } },
      ],
    })
    await pricing.setPrices(asKyoto, { prices: [{ offerId, price: { minor: 800, currency: 'EUR' } }] })
    const { items } = await pricing.listOwnPrices(asKyoto, { offerIds: [offerId] })
    expect(items.map((item) => [item.price.minor, item.price.currency, item.isBase])).toEqual([
      [1000, 'JPY', true],
      [1, 'CHF', false],
      [800, 'EUR', false],
    ])
  })

  it('are nobody else’s to set or to see: a foreign offer is as unknown as none', async () => {
    const set = (offerId: string) =>
      pricing.setPrices(asSaigon, { prices: [{ offerId, price: { minor: 1, currency: 'EUR' } }] })
    const old = `off_01arz3ndektsv4rrffq69g5fav`
    await expect(set(bowl)).rejects.toMatchObject({ status: 404, code: 'pricing.unknown-offer' })
    await expect(set(old)).rejects.toMatchObject({ status: 404, code: 'pricing.unknown-offer' })
    expect(await pricing.listOwnPrices(asSaigon, { offerIds: [bowl, coffee] })).toMatchObject({
      items: [{ offerId: coffee }],
    })
  })

  it('can be set as soon as the offer exists: the fact about it may still be on its way', async () => {
    const offerId = newId('off')
    const setting = pricing.setPrices(asKyoto, {
      prices: [{ offerId, price: { minor: 900, currency: 'JPY' } }],
    })
    await host.db.pool.query(`insert into catalog.outbox (type, key, payload) values ($1, $2, $3)`, [
      'catalog.offer-created.v1',
      offerId,
      { offerId, storeId: kyoto },
    ])
    expect(await setting).toEqual({ done: true })
  })

  it('are refused when unclear', async () => {
    const price = (minor: number, currency: string) => ({ offerId: bowl, price: { minor, currency } })
    await expect(
      pricing.setPrices(asKyoto, { prices: [price(1, 'EUR'), price(2, 'EUR')] }),
    ).rejects.toMatchObject({ status: 400, fields: [{ path: 'prices.1', code: 'pricing.price-twice' }] })
    await expect(pricing.setPrices(asKyoto, { prices: [price(1, 'XXX')] })).rejects.toMatchObject({
      code: 'pricing.unknown-currency',
    })
  })

  it('hold one base price even when two people set the first ones at once', async () => {
    const offerId = newId('off')
    await pricing.importPrices(system, {
      prices: [{ offerId, storeId: kyoto, price: { minor: 1, currency: 'CHF' }, isBase: false }],
    })
    const currencies = ['EUR', 'JPY', 'USD', 'GBP', 'THB', 'IDR']
    await Promise.all(
      currencies.map((currency) =>
        pricing.setPrices(asKyoto, { prices: [{ offerId, price: { minor: 5, currency } }] }),
      ),
    )
    const { items } = await pricing.listOwnPrices(asKyoto, { offerIds: [offerId] })
    expect(items.filter((item) => item.isBase)).toHaveLength(1)
    expect(items).toHaveLength(currencies.length + 1)
  })
})

describe('what buyers see', () => {
  it('is the list price of the market’s currency, else the base price converted', async () => {
    const { rateSetId } = await pricing.listFx(host.ctx(), {})
    const views = await pricing.getPrices(system, { offerIds: [bowl, coffee], markets: ['DE', 'JP'] })
    expect(views).toEqual([
      {
        market: 'DE',
        own: true,
        offerId: bowl,
        price: { minor: 3490, currency: 'EUR' },
        basis: 'list',
        rateSetId: null,
        prior: null,
        tiers: [],
      },
      {
        market: 'DE',
        own: true,
        offerId: coffee,
        price: { minor: 817, currency: 'EUR' },
        basis: 'converted',
        rateSetId,
        prior: null,
        tiers: [],
      },
      {
        market: 'JP',
        own: true,
        offerId: bowl,
        price: { minor: 4800, currency: 'JPY' },
        basis: 'list',
        rateSetId: null,
        prior: null,
        tiers: [],
      },
      {
        market: 'JP',
        own: true,
        offerId: coffee,
        price: { minor: 1390, currency: 'JPY' },
        basis: 'converted',
        rateSetId,
        prior: null,
        tiers: [],
      },
    ])
  })

  it('costs two statements, however many offers, and quotes as many', async () => {
    const lines = [bowl, cup, coffee].map((offerId) => ({
      offerId,
      storeId: kyoto,
      quantity: 3,
      taxCategory: 'standard' as const,
      hsCode: null,
      originCountry: null,
      weightGrams: 300,
      shipsFrom: 'DE',
    }))
    const shipping = [{ storeId: saigon, price: { minor: 90_000, currency: 'VND' } }]
    const { value: quote, statements } = await countQueries(() =>
      pricing.quote(system, { market: 'DE', country: 'DE', lines, shipping }),
    )
    expect(statements).toBeLessThanOrEqual(2)
    expect(quote.total.minor).toBe(
      quote.goods.minor + quote.shippingTotal.minor, // included
    )
    expect(quote.total.minor).toBe(3 * 3490 + 3 * 882 + 3 * 817 + 294)
    const listed = await countQueries(() => pricing.getPrices(system, { offerIds: [bowl, cup, coffee] }))
    expect(listed.statements).toBeLessThanOrEqual(2)
  })
})
