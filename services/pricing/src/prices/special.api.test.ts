import { newId } from '@tradewind/kernel'
import { countQueries, eventually, testHost } from '@tradewind/platform/testing'
import { beforeAll, describe, expect, it } from 'vitest'
import { pricingService } from '../service.ts'
import type { PricingTables } from '../tables.ts'
import { forgetPrices } from './forget-prices.ts'

const host = await testHost({ services: [pricingService] })
const { pricing } = host.calls
const system = host.ctx({ actor: host.system() })
const operator = host.ctx({ actor: host.operator() })
const [kyoto, saigon] = [newId('sto'), newId('sto')]
const asKyoto = host.ctx({ actor: host.merchant(kyoto) })
const asSaigon = host.ctx({ actor: host.merchant(saigon) })

const market = (code: string, currency: string, currencies = [currency]) => ({
  code,
  name: { en: code },
  countries: [code],
  locales: ['en' as const],
  currency,
  currencies,
  taxDisplay: 'included' as const,
  open: true,
})
const eur = (minor: number) => ({ minor, currency: 'EUR' })
const inMs = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString()
const DAY_MS = 86_400_000

/** An offer of the store in Kyoto that has cost the same for as long as anybody knows. */
async function offered(minor: number, currency = 'EUR'): Promise<string> {
  const offerId = newId('off')
  await pricing.importPrices(system, {
    prices: [{ offerId, storeId: kyoto, price: { minor, currency }, isBase: true }],
  })
  await host.db.pool.query(
    `update pricing.price_history set since = now() - interval '90 days' where offer_id = $1`,
    [offerId],
  )
  return offerId
}
const seenIn = async (code: string, offerId: string) => {
  const [view] = await pricing.getPrices(system, { offerIds: [offerId], markets: [code], withPrior: true })
  return view && { minor: view.price.minor, basis: view.basis, prior: view.prior?.minor ?? null }
}
const toldAbout = async (offerId: string) =>
  (
    await host.db.pool.query(
      `select 1 from pricing.outbox where type = 'pricing.prices-changed.v1' and payload -> 'offerIds' ? $1`,
      [offerId],
    )
  ).rows.length

beforeAll(async () => {
  await pricing.importMarkets(system, {
    markets: [market('DE', 'EUR', ['EUR', 'JPY']), market('FR', 'EUR'), market('JP', 'JPY')],
    taxRates: ['DE', 'FR', 'JP'].map((country) => ({
      country,
      category: 'standard' as const,
      percent: '10',
      validFrom: '2020-01-01',
      source: 'a law',
    })),
    fx: { date: '2025-06-30', source: 'ECB', base: 'EUR', rates: { JPY: '160' } },
  })
  await host.db.pool.query(`alter table pricing.rate_sets disable trigger append_only`)
  await host.db.pool.query(`update pricing.rate_sets set created_at = now() - interval '90 days'`)
})

describe('a special price', () => {
  it('of one market holds there from the start, and its end brings the old one back', async () => {
    const offerId = await offered(1000)
    const { id } = await pricing.addSpecialPrice(asKyoto, { offerId, market: 'DE', price: eur(800) })
    expect(await seenIn('DE', offerId)).toEqual({ minor: 800, basis: 'special', prior: 1000 })
    expect(await seenIn('FR', offerId)).toEqual({ minor: 1000, basis: 'list', prior: null })
    expect((await pricing.listSpecialPrices(asKyoto, { offerIds: [offerId] })).items).toMatchObject([
      { id, market: 'DE', minQuantity: 1, endsAt: null },
    ])
    await pricing.endSpecialPrice(asKyoto, { id })
    expect(await seenIn('DE', offerId)).toEqual({ minor: 1000, basis: 'list', prior: null })
    expect((await pricing.listSpecialPrices(asKyoto, { offerIds: [offerId] })).items).toEqual([])
  })

  it('that is planned begins and ends by itself, within seconds, and says so', async () => {
    const offerId = await offered(1000)
    const before = await toldAbout(offerId)
    await pricing.addSpecialPrice(asKyoto, {
      offerId,
      price: eur(700),
      startsAt: inMs(1_000),
      endsAt: inMs(2_500),
    })
    expect(await seenIn('DE', offerId)).toMatchObject({ minor: 1000 })
    expect(await toldAbout(offerId)).toBe(before)
    await eventually(
      async () => expect(await seenIn('DE', offerId)).toMatchObject({ minor: 700, prior: 1000 }),
      {
        withinSeconds: 5,
      },
    )
    await eventually(async () => expect(await seenIn('DE', offerId)).toMatchObject({ minor: 1000 }), {
      withinSeconds: 5,
    })
    await eventually(async () => expect(await toldAbout(offerId)).toBe(before + 2), { withinSeconds: 5 })
  })

  it('that has not begun is taken back without a trace', async () => {
    const offerId = await offered(1000)
    const { id } = await pricing.addSpecialPrice(asKyoto, {
      offerId,
      price: eur(700),
      startsAt: inMs(DAY_MS),
    })
    await pricing.endSpecialPrice(asKyoto, { id })
    const { rows } = await host.db.pool.query('select 1 from pricing.special_prices where id = $1', [id])
    expect(rows).toEqual([])
  })

  it('from a quantity on is what a quote charges for so many', async () => {
    const offerId = await offered(1000)
    await pricing.addSpecialPrice(asKyoto, { offerId, price: eur(900), minQuantity: 10 })
    const line = {
      offerId,
      storeId: kyoto,
      taxCategory: 'standard' as const,
      hsCode: null,
      originCountry: null,
      weightGrams: 100,
      shipsFrom: 'DE',
    }
    const goodsOf = async (quantity: number) =>
      (
        await pricing.quote(system, {
          market: 'DE',
          country: 'DE',
          lines: [{ ...line, quantity }],
          shipping: [],
        })
      ).goods
    expect(await goodsOf(9)).toEqual(eur(9000))
    expect(await goodsOf(10)).toEqual(eur(9000))
    expect(await seenIn('DE', offerId)).toMatchObject({ minor: 1000, prior: null })
  })

  it('of a demo is loaded once, and never again after somebody ended it', async () => {
    const offerId = await offered(1000)
    const load = () =>
      pricing.importSpecialPrices(system, {
        specials: [{ offerId, storeId: kyoto, price: eur(800) }],
        endsAt: inMs(DAY_MS),
      })
    expect(await load()).toEqual({ added: 1 })
    expect(await seenIn('DE', offerId)).toEqual({ minor: 800, basis: 'special', prior: 1000 })
    const [planned] = (await pricing.listSpecialPrices(asKyoto, { offerIds: [offerId] })).items
    await pricing.endSpecialPrice(asKyoto, { id: planned?.id ?? '' })
    expect(await load()).toEqual({ added: 0 })
    expect(await seenIn('DE', offerId)).toMatchObject({ minor: 1000 })
  })

  it('is nobody else’s to set, to see or to end, and must make sense', async () => {
    const offerId = await offered(1000)
    const { id } = await pricing.addSpecialPrice(asKyoto, { offerId, price: eur(800) })
    await expect(pricing.addSpecialPrice(asSaigon, { offerId, price: eur(1) })).rejects.toMatchObject({
      status: 404,
    })
    await expect(pricing.endSpecialPrice(asSaigon, { id })).rejects.toMatchObject({ status: 404 })
    expect((await pricing.listSpecialPrices(asSaigon, { offerIds: [offerId] })).items).toEqual([])
    await expect(
      pricing.addSpecialPrice(asKyoto, { offerId, price: eur(1), market: 'XX' }),
    ).rejects.toMatchObject({ code: 'pricing.unknown-market' })
    await expect(
      pricing.addSpecialPrice(asKyoto, {
        offerId,
        price: eur(1),
        startsAt: inMs(DAY_MS),
        endsAt: inMs(1000),
      }),
    ).rejects.toMatchObject({ status: 400, fields: [{ path: 'endsAt', code: 'pricing.ends-before-start' }] })
  })
})

describe('a reduction', () => {
  /** A sale that was, so many days ago. */
  const pastSale = (offerId: string, minor: number, fromDaysAgo: number, toDaysAgo: number) =>
    host.db.pool.query(
      `insert into pricing.special_prices (id, offer_id, store_id, currency, min_quantity, minor, starts_at, ends_at)
       values ($1, $2, $3, 'EUR', 1, $4, now() - make_interval(days => $5), now() - make_interval(days => $6))`,
      [newId('spp'), offerId, kyoto, minor, fromDaysAgo, toDaysAgo],
    )

  it('is measured from the lowest price of thirty days, not from the last one (C-330/23)', async () => {
    const offerId = await offered(169)
    await pastSale(offerId, 129, 20, 10)
    await pricing.addSpecialPrice(asKyoto, { offerId, price: eur(129) })
    expect(await seenIn('DE', offerId)).toEqual({ minor: 129, basis: 'special', prior: null })
    await pricing.addSpecialPrice(asKyoto, { offerId, price: eur(99) })
    expect(await seenIn('DE', offerId)).toEqual({ minor: 99, basis: 'special', prior: 129 })
  })

  it('forgets what was longer ago, and is none where the offer is new', async () => {
    const offerId = await offered(169)
    await pastSale(offerId, 99, 60, 40)
    await pricing.addSpecialPrice(asKyoto, { offerId, price: eur(129) })
    expect(await seenIn('DE', offerId)).toMatchObject({ minor: 129, prior: 169 })
    const fresh = newId('off')
    await pricing.importPrices(system, {
      prices: [{ offerId: fresh, storeId: kyoto, price: eur(500), isBase: true }],
    })
    await host.db.pool.query(
      `update pricing.price_history set since = now() + interval '1 second' where offer_id = $1`,
      [fresh],
    )
    await pricing.addSpecialPrice(asKyoto, { offerId: fresh, price: eur(400) })
    expect(await seenIn('DE', fresh)).toMatchObject({ minor: 400, prior: null })
  })

  it('is measured in the market’s own money, at the rates and by the rule of each past day', async () => {
    const offerId = await offered(1000)
    await pricing.addSpecialPrice(asKyoto, { offerId, price: eur(900) })
    expect(await seenIn('JP', offerId)).toEqual({ minor: 1440, basis: 'converted', prior: 1600 })
  })

  it('is not shown where the market does not ask for it', async () => {
    const offerId = await offered(1000)
    await pricing.saveMarket(operator, { ...market('FR', 'EUR'), priorPriceDays: 0 })
    await pricing.addSpecialPrice(asKyoto, { offerId, price: eur(900) })
    expect(await seenIn('FR', offerId)).toMatchObject({ minor: 900, prior: null })
    expect(await seenIn('DE', offerId)).toMatchObject({ minor: 900, prior: 1000 })
  })

  it('costs one statement more where it is asked for, however many offers are reduced', async () => {
    const offerIds = await Promise.all([1, 2, 3].map(() => offered(1000)))
    for (const offerId of offerIds) await pricing.addSpecialPrice(asKyoto, { offerId, price: eur(900) })
    const ask = (withPrior: boolean) => countQueries(() => pricing.getPrices(system, { offerIds, withPrior }))
    const { value, statements } = await ask(true)
    expect(value.every(({ market, prior }) => market === 'FR' || prior !== null)).toBe(true)
    expect(statements).toBeLessThanOrEqual(3)
    const without = await ask(false)
    expect(without.value.every(({ prior }) => prior === null)).toBe(true)
    expect(without.statements).toBeLessThan(statements)
  })
})

describe('what prices were', () => {
  it('is forgotten after a year, but for what still held then and what a reduction is measured from', async () => {
    const [plain, reduced] = [await offered(500), await offered(500)]
    const ago = (days: number) => new Date(Date.now() - days * DAY_MS)
    for (const offerId of [plain, reduced])
      for (const [days, minor] of [
        [900, 100],
        [880, 300],
        [520, 200],
        [400, 400],
        [300, 450],
      ] as const)
        await host.db.pool.query(
          `insert into pricing.price_history (offer_id, currency, since, store_id, minor, is_base) values ($1, 'EUR', $2, $3, $4, true)`,
          [offerId, ago(days), kyoto, minor],
        )
    await host.db.pool.query(
      `insert into pricing.special_prices (id, offer_id, store_id, currency, min_quantity, minor, starts_at)
       values ($1, $2, $3, 'EUR', 1, 150, $4)`,
      [newId('spp'), reduced, kyoto, ago(500)],
    )
    const before = await seenIn('DE', reduced)
    expect(before).toEqual({ minor: 150, basis: 'special', prior: 200 })

    await forgetPrices(host.db.kysely<PricingTables>())
    const kept = async (offerId: string) =>
      (
        await host.db.pool.query<{ minor: number }>(
          `select minor from pricing.price_history where offer_id = $1 order by since`,
          [offerId],
        )
      ).rows.map(({ minor }) => Number(minor))
    expect(await kept(plain)).toEqual([400, 450, 500])
    expect(await kept(reduced)).toEqual([300, 200, 400, 450, 500])
    expect(await seenIn('DE', reduced)).toEqual(before)
  })
})

describe('why a price is what it is', () => {
  it('is told step by step, with the rate, the margin, the rounding and the tax', async () => {
    const offerId = await offered(1000)
    await pricing.setPriceFloor(asKyoto, { offerId, floorMinor: 950 })
    await pricing.saveMarket(operator, {
      ...market('JP', 'JPY'),
      conversion: {
        marginPercent: '2.5',
        mostDownPercent: '3',
        rounding: { JPY: { step: 100, ending: 80, toward: 'nearest' } },
      },
    })
    const reason = await pricing.explainPrice(operator, { offerId, market: 'JP' })
    expect(reason).toMatchObject({
      price: { minor: 1680, currency: 'JPY' },
      basis: 'converted',
      prior: null,
      steps: [
        { step: 'base', amount: eur(1000) },
        { step: 'rate', amount: { minor: 1600 }, rate: '160.000', date: '2025-06-30', source: 'ECB' },
        { step: 'margin', amount: { minor: 1640 }, percent: '2.5' },
        { step: 'rounding', amount: { minor: 1680 }, floor: { minor: 1591 } },
        { step: 'tax-included', amount: { minor: 1680 }, percent: '10', tax: { minor: 153 } },
      ],
    })
    expect(reason.price.minor).toBe((await seenIn('JP', offerId))?.minor)
  })

  it('shows six digits of a rate, however small it is', async () => {
    const offerId = await offered(10_000, 'JPY')
    const { steps } = await pricing.explainPrice(operator, { offerId, market: 'DE' })
    expect(steps[1]).toMatchObject({ step: 'rate', amount: eur(6250), rate: '0.00625000' })
  })

  it('names the special price that won, to its store and to operators alone', async () => {
    const offerId = await offered(1000)
    await pricing.addSpecialPrice(asKyoto, { offerId, market: 'DE', price: eur(800), minQuantity: 3 })
    const why = (quantity: number) => pricing.explainOwnPrice(asKyoto, { offerId, market: 'DE', quantity })
    expect((await why(1)).steps[0]).toEqual({ step: 'base', amount: eur(1000) })
    expect((await why(3)).steps[0]).toMatchObject({ step: 'special', market: 'DE', minQuantity: 3 })
    await expect(pricing.explainOwnPrice(asSaigon, { offerId, market: 'DE' })).rejects.toMatchObject({
      status: 404,
    })
  })

  it('is not told to the world: a market’s margin is its own affair', async () => {
    const { items } = await pricing.listMarkets(host.ctx(), {})
    expect(JSON.stringify(items)).not.toContain('marginPercent')
    expect(
      (await pricing.listAllMarkets(operator, {})).items.find(({ code }) => code === 'JP')?.conversion,
    ).toMatchObject({
      marginPercent: '2.5',
    })
  })

  it('agrees with what is charged, in every currency that a market offers', async () => {
    const offerId = await offered(1000)
    const views = await pricing.getPrices(system, { offerIds: [offerId], allCurrencies: true })
    expect(views.map(({ market, price }) => `${market} ${price.currency}`)).toEqual([
      'DE EUR',
      'DE JPY',
      'FR EUR',
      'JP JPY',
    ])
    for (const view of views) {
      const { currency } = view.price
      const reason = await pricing.explainPrice(operator, { offerId, market: view.market, currency })
      expect(reason.price).toEqual(view.price)
    }
  })
})
