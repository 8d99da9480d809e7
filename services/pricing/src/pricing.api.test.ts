import { newId } from '@tradewind/kernel'
import { countQueries, testHost } from '@tradewind/platform/testing'
import { beforeAll, describe, expect, it } from 'vitest'
import { pricingService } from './service.ts'

const host = await testHost({ services: [pricingService] })
const { pricing } = host.calls
const system = host.ctx({ actor: host.system() })
const operator = host.ctx({ actor: host.operator() })

const kyoto = newId('sto')
const saigon = newId('sto')
const asKyoto = host.ctx({ actor: host.merchant(kyoto) })
const asSaigon = host.ctx({ actor: host.merchant(saigon) })
const [bowl, cup] = [newId('off'), newId('off')] as const
const coffee = newId('off')

const market = (code: string, currency: string, over = {}) => ({
  code,
  name: { en: code, de: `${code} auf Deutsch` },
  countries: [code],
  locales: ['en' as const],
  currency,
  currencies: [currency],
  taxDisplay: 'included' as const,
  open: true,
  ...over,
})
const rate = (country: string, percent: string, category = 'standard' as const) => ({
  country,
  category,
  percent,
  validFrom: '2021-01-01',
  source: 'a law',
})
const demo = {
  markets: [
    market('DE', 'EUR', { currencies: ['EUR', 'USD'] }),
    market('JP', 'JPY'),
    market('US', 'USD', { taxDisplay: 'excluded' }),
  ],
  taxRates: [rate('DE', '19'), rate('JP', '10'), rate('US', '0')],
  fx: {
    date: '2025-06-30',
    source: 'ECB',
    base: 'EUR',
    rates: { USD: '1.172', JPY: '169.17', VND: '30583' },
  },
}
const facts = async (type: string) =>
  (await host.db.pool.query('select payload from pricing.outbox where type = $1 order by id', [type])).rows

beforeAll(async () => {
  await pricing.importMarkets(system, demo)
  await pricing.importPrices(system, {
    prices: [
      { offerId: bowl, storeId: kyoto, price: { minor: 4800, currency: 'JPY' }, isBase: true },
      { offerId: bowl, storeId: kyoto, price: { minor: 3490, currency: 'EUR' }, isBase: false },
      { offerId: cup, storeId: kyoto, price: { minor: 1500, currency: 'JPY' }, isBase: true },
      { offerId: coffee, storeId: saigon, price: { minor: 250_000, currency: 'VND' }, isBase: true },
    ],
  })
})

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

describe('markets', () => {
  it('are shown in the caller’s language', async () => {
    const { items } = await pricing.listMarkets(host.ctx({ locale: 'de' }), {})
    expect(items.map((item) => item.name)).toEqual(['DE auf Deutsch', 'JP auf Deutsch', 'US auf Deutsch'])
  })

  it('are found by country; the first one serves the rest of the world', async () => {
    expect((await pricing.resolveMarket(host.ctx(), { country: 'JP' })).code).toBe('JP')
    expect((await pricing.resolveMarket(host.ctx(), { country: 'NZ' })).code).toBe('DE')
  })

  it('offer their currencies with the decimals of ISO 4217', async () => {
    expect(await pricing.listCurrencies(host.ctx(), {})).toEqual({
      items: [
        { code: 'EUR', exponent: 2 },
        { code: 'JPY', exponent: 0 },
        { code: 'USD', exponent: 2 },
      ],
    })
  })

  it('that an operator saves are there at once, and written down', async () => {
    await pricing.saveMarket(operator, market('GB', 'GBP', { currencies: ['EUR'] }))
    const { items } = await pricing.listMarkets(host.ctx(), {})
    expect(items.find((item) => item.code === 'GB')?.currencies).toEqual(['GBP', 'EUR'])
    const { rows } = await host.db.pool.query(
      `select operation from platform.audit where target = 'GB' and role = 'operator'`,
    )
    expect(rows).toEqual([{ operation: 'admin.market.save' }])
  })

  it('keep the days of their reductions when a form says nothing of them', async () => {
    const daysOf = async () =>
      (await pricing.listAllMarkets(operator, {})).items.find(({ code }) => code === 'GB')?.priorPriceDays
    expect(await daysOf()).toBe(30)
    await pricing.saveMarket(operator, market('GB', 'GBP', { priorPriceDays: 0 }))
    await pricing.saveMarket(operator, market('GB', 'GBP'))
    expect(await daysOf()).toBe(0)
  })

  it('do not share a country', async () => {
    await expect(
      pricing.saveMarket(operator, market('EU', 'EUR', { countries: ['AT', 'DE'] })),
    ).rejects.toMatchObject({ status: 409, code: 'pricing.country-taken', params: { country: 'DE' } })
    expect((await pricing.listAllMarkets(operator, {})).items.map((item) => item.code)).not.toContain('EU')
  })

  it('name their ways to pay in order, which a quote carries; saying none again allows all', async () => {
    const swedish = market('SE', 'SEK')
    await pricing.saveTaxRate(operator, rate('SE', '25'))
    const quoted = async () => {
      const line = { quantity: 1, taxCategory: 'standard' as const, hsCode: null, originCountry: null }
      const { paymentMethods } = await pricing.quote(system, {
        market: 'SE',
        country: 'SE',
        currency: 'SEK',
        lines: [{ ...line, offerId: krona, storeId: kyoto, weightGrams: 100, shipsFrom: 'SE' }],
        shipping: [],
      })
      return paymentMethods
    }
    const krona = newId('off')
    await pricing.importPrices(system, {
      prices: [{ offerId: krona, storeId: kyoto, price: { minor: 100, currency: 'SEK' }, isBase: true }],
    })
    await pricing.saveMarket(operator, { ...swedish, paymentMethods: ['voucher', 'card', 'voucher'] })
    expect((await pricing.resolveMarket(host.ctx(), { country: 'SE' })).paymentMethods).toEqual([
      'voucher',
      'card',
    ])
    expect(await quoted()).toEqual(['voucher', 'card'])
    await pricing.saveMarket(operator, swedish)
    expect(await quoted()).toBeUndefined()
  })

  it('have zones, named to each in their language', async () => {
    const north = { code: 'north', name: { en: 'The north', de: 'Der Norden' }, countries: ['FI'] }
    const nordic = market('FI', 'EUR', { countries: ['FI', 'NO'], zones: [north] })
    await pricing.saveMarket(operator, nordic)
    const { zones } = await pricing.resolveMarket(host.ctx({ locale: 'de' }), { country: 'NO' })
    expect(zones).toEqual([{ ...north, name: 'Der Norden' }])
    const all = await pricing.listAllMarkets(operator, {})
    expect(all.items.find(({ code }) => code === 'FI')?.zones).toEqual([north])
  })

  it('refuse zones that overlap, reach beyond them or share a code, at the field', async () => {
    const zone = (code: string, ...countries: string[]) => ({ code, name: {}, countries })
    const zones = [zone('a', 'FI'), zone('b', 'FI', 'NO'), zone('a', 'DK')]
    await expect(
      pricing.saveMarket(operator, market('FI', 'EUR', { countries: ['FI', 'NO'], zones })),
    ).rejects.toMatchObject({
      status: 400,
      fields: [
        { path: 'zones.1.countries', code: 'pricing.zone-overlap', params: { country: 'FI' } },
        { path: 'zones.2.code', code: 'pricing.zone-code-twice' },
        { path: 'zones.2.countries', code: 'pricing.zone-outside', params: { country: 'DK' } },
      ],
    })
  })

  it('that are closed are seen by operators only', async () => {
    await pricing.saveMarket(operator, market('KR', 'KRW', { open: false }))
    expect((await pricing.listMarkets(host.ctx(), {})).items.map((item) => item.code)).not.toContain('KR')
    expect((await pricing.listAllMarkets(operator, {})).items.map((item) => item.code)).toContain('KR')
  })
})

describe('tax rates', () => {
  it('end on the day before the next one begins, in whichever order they are told', async () => {
    const save = (validFrom: string, percent: string) =>
      pricing.saveTaxRate(operator, { ...rate('EE', percent), validFrom })
    await save('2009-07-01', '20')
    await save('2025-07-01', '24')
    await save('2024-01-01', '22')
    const { items } = await pricing.listTaxRates(operator, { country: 'EE' })
    expect(items.map(({ percent, validFrom, validTo }) => [percent, validFrom, validTo])).toEqual([
      ['20', '2009-07-01', '2023-12-31'],
      ['22', '2024-01-01', '2025-06-30'],
      ['24', '2025-07-01', null],
    ])
  })

  it('are at most the whole price', async () => {
    await expect(pricing.saveTaxRate(operator, rate('EE', '100.1'))).rejects.toMatchObject({ status: 400 })
  })
})

describe('rates of exchange', () => {
  it('in force are those of the latest day that is not in the future', async () => {
    const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
    const before = await pricing.listFx(host.ctx(), {})
    await pricing.setFx(operator, { ...demo.fx, date: tomorrow, rates: { USD: '2' } })
    expect((await pricing.listFx(host.ctx(), {})).rateSetId).toBe(before.rateSetId)
    const { rateSetId } = await pricing.setFx(operator, {
      ...demo.fx,
      date: '2025-07-01',
      rates: { USD: '1.2', JPY: '170', VND: '30583', GBP: '0.86' },
    })
    expect((await pricing.listFx(host.ctx(), {})).rateSetId).toBe(rateSetId)
  })

  it('cannot be zero, or of a currency that does not exist', async () => {
    await expect(
      pricing.setFx(operator, { ...demo.fx, rates: { USD: '0', XXX: '1' } }),
    ).rejects.toMatchObject({ status: 400, fields: [{ path: 'rates.USD' }, { path: 'rates.XXX' }] })
  })

  it('are never changed afterwards', async () => {
    await expect(host.db.pool.query('update pricing.rates set rate = 1')).rejects.toThrow('append-only')
  })
})

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
