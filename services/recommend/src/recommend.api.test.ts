import { newId } from '@tradewind/kernel'
import type { CallContext } from '@tradewind/platform/contract'
import { countQueries, eventually, testHost } from '@tradewind/platform/testing'
import { catalogService } from '@tradewind/catalog/service'
import { fulfilmentService } from '@tradewind/fulfilment/service'
import { inventoryService } from '@tradewind/inventory/service'
import { merchantsService } from '@tradewind/merchants/service'
import { ordersService } from '@tradewind/orders/service'
import { paymentsService } from '@tradewind/payments/service'
import { pricingService } from '@tradewind/pricing/service'
import { searchService } from '@tradewind/search/service'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { recommendService } from './service.ts'

const host = await testHost({
  services: [
    merchantsService,
    catalogService,
    pricingService,
    inventoryService,
    fulfilmentService,
    searchService,
    paymentsService,
    ordersService,
    recommendService,
  ],
  env: { CACHE: 'off' },
})
const { calls } = host
const system = host.ctx({ actor: host.system() })
const inGermany = host.ctx({ market: 'DE' })
const named = (en: string) => ({ en })

const [store] = await calls.merchants.importStores(system, {
  stores: [
    {
      slug: 'kiln',
      name: named('Kiln'),
      description: named('Kiln'),
      country: 'DE',
      currency: 'EUR',
      businessModel: 'recruited',
      commissionBasisPoints: 1_000,
      settlementPeriod: 'monthly',
    },
  ],
})
const storeId = store?.id ?? ''
const market = (code: string) => ({
  code,
  name: named(code),
  countries: [code],
  locales: ['en' as const],
  currency: 'EUR',
  currencies: ['EUR'],
  taxDisplay: 'included' as const,
  open: true,
})
await calls.pricing.importMarkets(system, { markets: [market('DE'), market('FR')], taxRates: [] })
await calls.fulfilment.importMethods(system, {
  methods: [
    {
      key: 'post',
      storeId,
      method: {
        name: named('Post'),
        carrier: 'Post',
        active: true,
        zones: [
          {
            countries: ['DE'],
            minDays: 1,
            maxDays: 3,
            rates: [{ upToGrams: 30_000, price: { minor: 400, currency: 'EUR' } }],
          },
        ],
      },
    },
  ],
})
await calls.catalog.importTaxonomy(system, {
  categories: ['cups', 'books', 'lamps'].map((key) => ({
    key,
    parent: null,
    name: named(key),
    attributes: [],
    filterable: [],
  })),
  attributes: [],
  options: [],
  brands: [],
})

/** Six cups and two books; the last cup is sold out. */
const GOODS = ['moon cup', 'sun cup', 'star cup', 'dawn cup', 'dusk cup', 'lost cup', 'tea book', 'clay book']
const KINDS = { cup: 'cups', book: 'books' }
const described = (name: string) => ({
  key: name,
  storeId,
  publish: true,
  categoryKey: Object.entries(KINDS).find(([end]) => name.endsWith(end))?.[1] ?? 'lamps',
  name: named(name),
  description: {},
  attributes: {},
  optionKeys: [],
  originCountry: 'DE' as const,
  taxCategory: 'standard' as const,
  variants: [{ sku: name, options: {}, weightGrams: 300 }],
  pictureIds: [],
})
const { products } = await calls.catalog.importProducts(system, {
  source: 'test',
  products: GOODS.map(described),
})
const offers = products.map(({ key, variants }) => ({ key, offerId: variants[0]?.offerId ?? '' }))
await calls.pricing.importPrices(system, {
  prices: offers.map(({ offerId }, nth) => ({
    offerId,
    storeId,
    price: { minor: 2_000 + 100 * nth, currency: 'EUR' },
    isBase: true,
  })),
})
await calls.inventory.importStock(system, {
  stock: offers.map(({ key, offerId }) => ({
    offerId,
    storeId,
    country: 'DE' as const,
    onHand: key === 'lost cup' ? 0 : 9,
  })),
})
const { behind } = await calls.search.settle(system, {})
if (behind > 0) throw new Error(`the index is behind by ${behind}`)
await host.quiet()
await calls.recommend.refresh(system, {})

const idOf = (name: string) => products.find(({ key }) => key === name)?.productId ?? ''
const namesIn = (items: readonly { card: { name: string } }[]) => items.map(({ card }) => card.name)
const guest = (): CallContext => {
  const actor = host.guest()
  return host.ctx({ market: 'DE', actor, guestId: actor.kind === 'anonymous' ? actor.guestId : undefined })
}
const look = (ctx: CallContext, ...names: string[]) =>
  calls.recommend.addViews(ctx, {
    country: 'DE',
    views: names.map((name) => ({ productId: idOf(name), kind: 'view' as const })),
  })

/** What is kept of these owners, as it stands in the table. */
const viewsOf = async (...owners: string[]) =>
  (
    await sql<{ productId: string; kind: string }>`select product_id as "productId", kind from recommend.views
      where viewer = any(${owners}::text[])`.execute(host.db.kysely<unknown>())
  ).rows

/** So many statements of this mall wait for another's lock. */
const untilWaiting = (count: number) =>
  eventually(async () => {
    const { rows } = await host.db.pool.query<{ waiting: number }>(
      `select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    expect(rows[0]?.waiting).toBe(count)
  })

/** Does something while another transaction has not yet committed what it did first. */
async function meanwhile<T>(
  first: [statement: string, values: string[]][],
  then: () => Promise<T>,
): Promise<T> {
  const other = await host.db.pool.connect()
  try {
    await other.query('begin')
    for (const [statement, values] of first) await other.query(statement, values)
    return await then()
  } finally {
    await other.query('commit')
    other.release()
  }
}

describe('goods like one', () => {
  test('are of its kind, named as the reason, without itself and what is sold out', async () => {
    const { items } = await calls.recommend.listSimilar(inGermany, { productId: idOf('moon cup') })
    expect(new Set(namesIn(items))).toEqual(new Set(['sun cup', 'star cup', 'dawn cup', 'dusk cup']))
    expect(items[0]?.reason).toEqual({
      code: 'recommend.because-similar',
      productId: idOf('moon cup'),
      name: 'moon cup',
    })
  })

  test('are not shown where nobody sends them', async () => {
    const inFrance = host.ctx({ market: 'FR' })
    expect(await calls.recommend.listSimilar(inFrance, { productId: idOf('moon cup') })).toEqual({
      items: [],
    })
    const toAustria = { productId: idOf('moon cup'), country: 'AT' as const }
    expect(await calls.recommend.listSimilar(inGermany, toAustria)).toEqual({ items: [] })
  })

  test('are found in few statements, however many there are', async () => {
    const { statements } = await countQueries(() =>
      calls.recommend.listSimilar(inGermany, { productId: idOf('moon cup'), country: 'DE' }),
    )
    expect(statements).toBeLessThanOrEqual(5)
  })
})

describe('many goods that come at once', () => {
  test('are each likened to all the others', async () => {
    const PAIRS = 30
    const lamps = Array.from({ length: 2 * PAIRS }, (_, nth) => `lamp ${nth} of pair${nth % PAIRS}`)
    const made = await calls.catalog.importProducts(system, {
      source: 'test',
      products: lamps.map(described),
    })
    await host.quiet()
    await calls.recommend.refresh(system, {})
    const idAt = (nth: number) => made.products.find(({ key }) => key === lamps[nth])?.productId ?? ''
    const { rows } = await host.db.pool.query<{ of: string; first: string }>(
      `select product_id as of, others[1] as first from recommend.neighbours where kind = 'similar' and product_id = any($1)`,
      [made.products.map(({ productId }) => productId)],
    )
    const firstOf = new Map(rows.map(({ of, first }) => [of, first]))
    const twins = lamps.map((_, nth) => idAt((nth + PAIRS) % lamps.length))
    expect(lamps.map((_, nth) => firstOf.get(idAt(nth)))).toEqual(twins)
  })
})

describe('what is bought together', () => {
  const basket = (nth: number, ...names: string[]) => ({
    orderId: `past-${nth}`,
    country: 'DE' as const,
    at: new Date().toISOString(),
    productIds: names.map(idOf),
  })

  test('is suggested once it is more than chance; one order alone betrays nobody', async () => {
    await calls.recommend.importPurchases(system, {
      orders: [
        basket(1, 'moon cup', 'tea book'),
        basket(2, 'moon cup', 'tea book'),
        basket(3, 'moon cup', 'clay book'),
        basket(4, 'sun cup', 'star cup'),
        ...Array.from({ length: 60 }, (_, nth) => basket(5 + nth, 'lost cup')),
      ],
    })
    await calls.recommend.refresh(system, {})
    const { items } = await calls.recommend.listTogether(inGermany, {
      productIds: [idOf('moon cup')],
      kind: 'bought',
    })
    expect(items.map(({ card, reason }) => [card.name, reason.code, reason.name])).toEqual([
      ['tea book', 'recommend.because-together', 'moon cup'],
    ])
  })

  test('leads what a cart is beside, and what is popular joins it; in the order that is measured', async () => {
    const productIds = [idOf('moon cup')]
    const { items } = await calls.recommend.listForCart(inGermany, { productIds, country: 'DE', limit: 4 })
    expect(items.map(({ reason }) => reason.code)).toEqual([
      'recommend.because-together',
      'recommend.popular',
      'recommend.popular',
      'recommend.popular',
    ])
    expect(items[0]?.card.name).toBe('tea book')
    expect(items.every(({ card }) => !productIds.includes(card.id))).toBe(true)
    const ranked = await calls.recommend.rankForCart(system, { productIds, country: 'DE' })
    const shown = items.map(({ card }) => card.id)
    // What is sold out stands in the measured order, and nobody is shown it.
    expect(ranked.filter((id) => id !== idOf('lost cup')).slice(0, 2)).toEqual(shown.slice(0, 2))
  })

  test('makes what is popular, which newcomers are shown', async () => {
    const { items } = await calls.recommend.listPopular(inGermany, { country: 'DE', limit: 3 })
    expect(namesIn(items)[0]).toBe('moon cup')
    expect(items[0]?.reason).toEqual({ code: 'recommend.popular', productId: null, name: null })
    const { remembering, items: forNobody } = await calls.recommend.listForYou(inGermany, { country: 'DE' })
    expect(remembering).toBe('unasked')
    expect(forNobody.every(({ reason }) => reason.code === 'recommend.popular')).toBe(true)
  })
})

describe('what somebody looks at', () => {
  test('is not remembered before they agreed, nor after they refused', async () => {
    const ctx = guest()
    expect(await look(ctx, 'moon cup')).toEqual({ kept: 0 })
    await calls.recommend.setRemembering(ctx, { remember: false })
    expect(await look(ctx, 'moon cup')).toEqual({ kept: 0 })
    expect(await calls.recommend.getRemembering(ctx, {})).toEqual({ remembering: 'no' })
  })

  test('makes suggestions of their own, each for the sake of what they looked at', async () => {
    const ctx = guest()
    await calls.recommend.setRemembering(ctx, { remember: true })
    expect(await look(ctx, 'tea book', 'tea book')).toEqual({ kept: 1 })
    const { remembering, items } = await calls.recommend.listForYou(ctx, { country: 'DE' })
    expect(remembering).toBe('yes')
    expect(items.map(({ card, reason }) => [card.name, reason.code, reason.name]).slice(0, 2)).toEqual([
      ['clay book', 'recommend.because-viewed', 'tea book'],
      ['moon cup', 'recommend.because-viewed', 'tea book'],
    ])
    expect(namesIn(items)).not.toContain('lost cup')
    expect(new Set(namesIn(items)).size).toBe(items.length)
  })

  test('is not remembered when their no comes at the same moment, which stays a no', async () => {
    const ctx = guest()
    await calls.recommend.setRemembering(ctx, { remember: true })
    const looking = await meanwhile(
      [['update recommend.viewers set remember = false where viewer = $1', [ctx.guestId ?? '']]],
      async () => {
        const answer = look(ctx, 'moon cup')
        await untilWaiting(1)
        return { answer }
      },
    )
    expect(await looking.answer).toEqual({ kept: 0 })
    expect(await calls.recommend.getRemembering(ctx, {})).toEqual({ remembering: 'no' })
  })

  test('is gone when they say no while it is being kept', async () => {
    const ctx = guest()
    await calls.recommend.setRemembering(ctx, { remember: true })
    const both = await meanwhile(
      [
        ['delete from recommend.stale', []],
        [`insert into recommend.stale (product_id, kind) values ($1, 'viewed')`, [idOf('moon cup')]],
      ],
      async () => {
        const looking = look(ctx, 'moon cup')
        await untilWaiting(1)
        const refusing = calls.recommend.setRemembering(ctx, { remember: false })
        await untilWaiting(2)
        return { answers: Promise.all([looking, refusing]) }
      },
    )
    await both.answers
    expect(await viewsOf(ctx.guestId ?? '')).toEqual([])
    expect(await calls.recommend.getRemembering(ctx, {})).toEqual({ remembering: 'no' })
  })

  test('goes along with them when they log in, and is gone when they say no', async () => {
    const browser = guest()
    await calls.recommend.setRemembering(browser, { remember: true })
    await look(browser, 'sun cup')
    const userId = newId('usr')
    const person: CallContext = { ...browser, actor: { kind: 'buyer', userId, sessionId: 'test' } }
    await look(person, 'star cup')
    const seen = await viewsOf(userId)
    expect(new Set(seen.map(({ productId }) => productId))).toEqual(
      new Set([idOf('sun cup'), idOf('star cup')]),
    )
    expect(await calls.recommend.setRemembering(person, { remember: false })).toEqual({ remembering: 'no' })
    expect(await viewsOf(userId, browser.guestId ?? '')).toEqual([])
  })

  test('is shown to them alone, the latest first, who may take it out', async () => {
    const ctx = guest()
    const seen = async (whose = ctx) =>
      (await calls.recommend.listSeen(whose, {})).items.map(({ name }) => name)
    await calls.recommend.setRemembering(ctx, { remember: true })
    for (const name of ['tea book', 'moon cup', 'tea book']) await look(ctx, name)
    expect(await seen()).toEqual(['tea book', 'moon cup'])
    expect(await seen(guest())).toEqual([])
    await calls.recommend.forgetSeen(guest(), { productId: idOf('tea book') })
    await calls.recommend.forgetSeen(ctx, { productId: idOf('tea book') })
    expect(await seen()).toEqual(['moon cup'])
    await calls.recommend.forgetAllSeen(ctx, {})
    expect(await calls.recommend.listSeen(ctx, {})).toEqual({ remembering: 'yes', items: [] })
  })

  test('by two people makes what is looked at together; unknown goods are not kept', async () => {
    for (const ctx of Array.from({ length: 30 }, guest)) {
      await calls.recommend.setRemembering(ctx, { remember: true })
      await look(ctx, 'lost cup')
    }
    for (const ctx of [guest(), guest()]) {
      await calls.recommend.setRemembering(ctx, { remember: true })
      await look(ctx, 'dawn cup', 'clay book')
      const unknown = { views: [{ productId: newId('prd'), kind: 'view' as const }] }
      expect(await calls.recommend.addViews(ctx, unknown)).toEqual({ kept: 0 })
    }
    await calls.recommend.refresh(system, {})
    const { items } = await calls.recommend.listTogether(inGermany, {
      productIds: [idOf('dawn cup')],
      kind: 'viewed',
    })
    expect(items.map(({ card, reason }) => [card.name, reason.code])).toEqual([
      ['clay book', 'recommend.because-seen-together'],
    ])
  })

  test('comes in handfuls: more than twenty at once are refused', async () => {
    const views = Array.from({ length: 21 }, () => ({ productId: idOf('sun cup'), kind: 'view' }))
    const answer = await fetch(`${host.http}/api/recommend/views`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ views }),
    })
    expect(answer.status).toBe(400)
  })
})
