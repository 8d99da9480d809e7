import { readFileSync } from 'node:fs'
import { newId } from '@tradewind/kernel'
import { countQueries, eventually } from '@tradewind/platform/testing'
import { describe, expect, it } from 'vitest'
import { openMall, named, names } from '../mall.testing.ts'
import { tellOvertaking } from './overtaking.testing.ts'
import { tellTwoIndexers } from './two-indexers.testing.ts'

const mall = await openMall()
const {
  host,
  catalog,
  merchants,
  fulfilment,
  inventory,
  pricing,
  search,
  system,
  operator,
  inGermany,
  inJapan,
  kilnId,
  ofenId,
  price,
  sell,
  settled,
  moon,
  sun,
  pot,
} = mall

tellOvertaking(mall)

describe('the index follows', () => {
  const card = async (productId: string | undefined) =>
    (await search.getCards(inGermany, { productIds: [productId ?? ''] })).items[0]

  it('a price within five seconds', async () => {
    const offerId = sun?.variants[0]?.offerId ?? ''
    await price([[offerId, kilnId, 28]])
    await eventually(async () => expect((await card(sun?.productId))?.price.minor).toBe(2800), {
      withinSeconds: 5,
    })
    expect(names(await search.listProducts(inGermany, { sort: 'price-up' }))).toEqual([
      'Mondbecher',
      'Sonnenbecher',
      'Winterkanne',
    ])
  })

  it('a planned reduction, within seconds of its begin and of its end, with what it is reduced from', async () => {
    const offerId = pot?.variants[0]?.offerId ?? ''
    const kiln = host.ctx({ actor: host.merchant(kilnId) })
    const inMs = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString()
    await pricing.addSpecialPrice(kiln, {
      offerId,
      market: 'DE',
      price: { minor: 4500, currency: 'EUR' },
      startsAt: inMs(500),
      endsAt: inMs(6_000),
    })
    await eventually(
      async () =>
        expect(await card(pot?.productId)).toMatchObject({ price: { minor: 4500 }, prior: { minor: 6000 } }),
      { withinSeconds: 5 },
    )
    const { items } = await search.listOffers(inGermany, { productId: pot?.productId ?? '' })
    expect(items[0]).toMatchObject({ price: { minor: 4500 }, prior: { minor: 6000, currency: 'EUR' } })
    const inYen = { ...inGermany, currency: 'JPY' }
    expect((await search.getCards(inYen, { productIds: [pot?.productId ?? ''] })).items[0]).toMatchObject({
      price: { minor: 7200, currency: 'JPY' },
      prior: { minor: 9600, currency: 'JPY' },
    })
    await eventually(
      async () => expect(await card(pot?.productId)).toMatchObject({ price: { minor: 6000 }, prior: null }),
      { withinSeconds: 11 },
    )
  })

  it('prices of larger quantities, which offers tell and lists do not', async () => {
    const offerId = pot?.variants[0]?.offerId ?? ''
    const kiln = host.ctx({ actor: host.merchant(kilnId) })
    const tier = { offerId, market: 'DE', minQuantity: 3, price: { minor: 5000, currency: 'EUR' } }
    const { id } = await pricing.addSpecialPrice(kiln, tier)
    const offer = async (over = {}) =>
      (await search.listOffers({ ...inGermany, ...over }, { productId: pot?.productId ?? '' })).items[0]
    await eventually(
      async () => expect((await offer())?.tiers).toEqual([{ minQuantity: 3, price: tier.price }]),
      { withinSeconds: 5 },
    )
    expect(await offer()).toMatchObject({ price: { minor: 6000 } })
    expect((await offer({ currency: 'JPY' }))?.tiers).toMatchObject([
      { minQuantity: 3, price: { minor: 8000, currency: 'JPY' } },
    ])
    expect(await card(pot?.productId)).toMatchObject({ price: { minor: 6000 }, priceFrom: false })
    await pricing.endSpecialPrice(kiln, { id })
    await eventually(async () => expect((await offer())?.tiers).toEqual([]), { withinSeconds: 5 })
  })

  it('stock, sold out and come back', async () => {
    const offerId = sun?.variants[0]?.offerId ?? ''
    const kiln = host.ctx({ actor: host.merchant(kilnId) })
    const [warehouse] = (await inventory.listWarehouses(kiln, {})).items
    const adjust = (onHand: number) =>
      inventory.adjustStock(kiln, { offerId, warehouseId: warehouse?.id ?? '', onHand })
    await adjust(3)
    await eventually(async () => expect((await card(sun?.productId))?.available).toBe(true), {
      withinSeconds: 5,
    })
    await adjust(0)
    await eventually(async () => expect((await card(sun?.productId))?.available).toBe(false), {
      withinSeconds: 5,
    })
  })

  it('another store’s offer: the best is marked, in the list and in the comparison', async () => {
    const variantId = moon?.variants[0]?.variantId ?? ''
    const [offer] = await catalog.importOffers(system, {
      offers: [{ variantId, storeId: ofenId, sku: 'OFEN-1' }],
    })
    const offerId = offer?.offerId ?? ''
    await price([[offerId, ofenId, 24]])
    await inventory.importStock(system, { stock: [{ offerId, storeId: ofenId, country: 'DE', onHand: 1 }] })
    await settled()
    const { items } = await search.listOffers(inGermany, { productId: moon?.productId ?? '' })
    expect(items.filter((item) => item.variantId === variantId)).toMatchObject([
      // 24 and 4 for the parcel are less than 20 and 10.
      {
        storeName: 'Laden ofen',
        price: { minor: 2400 },
        shipping: { minor: 400, currency: 'EUR' },
        best: true,
        shipsFrom: 'DE',
        minDays: 2,
        maxDays: 4,
      },
      {
        storeName: 'Laden kiln',
        price: { minor: 2000 },
        shipping: { minor: 1000, currency: 'EUR' },
        best: false,
        available: 5,
      },
    ])
    // What weighs more than a kilogram costs twice as much to send.
    expect(items.find((item) => item.variantId !== variantId)?.shipping).toEqual({
      minor: 2000,
      currency: 'EUR',
    })
    expect(await card(moon?.productId)).toMatchObject({
      storeName: 'Laden ofen',
      priceFrom: true,
      offerCount: 2,
      price: { minor: 2400 },
    })
    const toJapan = await search.listOffers(inJapan, { productId: moon?.productId ?? '' })
    expect(toJapan.items.find(({ storeId }) => storeId === ofenId)).toMatchObject({
      shipping: null,
      best: false,
    })
  })

  /** Names of a list, marked with `-` where no store ships to the country. */
  const listTo = async (country: string, sort: 'popular' | 'price-down' = 'popular') =>
    (await search.listProducts(inGermany, { country, sort })).items.map(({ name, sent }) =>
      sent ? name : `-${name}`,
    )

  it('where stores ship to: what nobody sends there says so and comes last, but by price', async () => {
    expect((await search.listProducts(inGermany, {})).items[0]).not.toHaveProperty('sent')
    // The best offer is of a store that does not ship to Japan, another does.
    expect((await listTo('JP')).toSorted()).toEqual(['Mondbecher', 'Sonnenbecher', 'Winterkanne'])
    expect((await listTo('FR')).toSorted()).toEqual(['-Mondbecher', '-Sonnenbecher', '-Winterkanne'])
    const rates = [{ upToGrams: 2_000, price: { minor: 900, currency: 'EUR' } }]
    await fulfilment.saveMethod(host.ctx({ actor: host.merchant(ofenId) }), {
      method: {
        name: { en: 'Abroad' },
        carrier: 'Post',
        active: true,
        zones: [{ countries: ['FR'], minDays: 3, maxDays: 6, rates }],
      },
    })
    await eventually(async () => expect((await listTo('FR'))[0]).toBe('Mondbecher'), { withinSeconds: 5 })
    expect(await listTo('FR', 'price-down')).toEqual(['-Winterkanne', '-Sonnenbecher', 'Mondbecher'])
    const found = await search.searchProducts(inGermany, { q: 'becher', country: 'FR' })
    expect(found.items.map(({ name, sent }) => [name, sent])).toEqual([
      ['Mondbecher', true],
      ['Sonnenbecher', false],
    ])
    expect((await countQueries(() => listTo('FR'))).statements).toBe(1)
    const goods = [sun, pot, moon].map((product) => product?.productId ?? '')
    const cards = await countQueries(() => search.getCards(inGermany, { productIds: goods, country: 'FR' }))
    expect(cards.statements).toBe(1)
    expect(cards.value.items.map(({ name, sent }) => [name, sent])).toEqual([
      ['Sonnenbecher', false],
      ['Winterkanne', false],
      ['Mondbecher', true],
    ])
    expect((await search.getCards(inGermany, { productIds: goods })).items[0]).not.toHaveProperty('sent')
    const suggested = await countQueries(() => search.suggest(inGermany, { q: 'sonnenb', country: 'FR' }))
    expect(suggested).toMatchObject({
      statements: 1,
      value: { products: [{ name: 'Sonnenbecher', sent: false }] },
    })
    expect((await search.suggest(inGermany, { q: 'sonnenb' })).products[0]).not.toHaveProperty('sent')
  })

  it('how heavy stores ship: what no method carries to a country is not sent there, its lighter variant is', async () => {
    const luxembourg = (upToGrams: number) => ({
      name: { en: 'By hand' },
      carrier: 'Post',
      active: true,
      zones: [
        {
          countries: ['LU' as const],
          minDays: 1,
          maxDays: 2,
          rates: [{ upToGrams, price: { minor: 500, currency: 'EUR' } }],
        },
      ],
    })
    const ofen = host.ctx({ actor: host.merchant(ofenId) })
    const { id } = await fulfilment.saveMethod(ofen, { method: luxembourg(299) })
    await settled()
    expect(await listTo('LU')).toContain('-Mondbecher')
    // One variant of it weighs 300 grams, the other 1,001.
    await fulfilment.saveMethod(ofen, { method: { ...luxembourg(300), id } })
    await settled()
    expect((await listTo('LU'))[0]).toBe('Mondbecher')
  })

  it('what an older installation does not know yet, once after its update', async () => {
    const offerId = pot?.variants[0]?.offerId ?? ''
    const kiln = host.ctx({ actor: host.merchant(kilnId) })
    const tier = { offerId, market: 'DE', minQuantity: 3, price: { minor: 5000, currency: 'EUR' } }
    const { id } = await pricing.addSpecialPrice(kiln, tier)
    await settled()
    const update = readFileSync(
      new URL('../../migrations/0012_learn_tiers_and_reach.sql', import.meta.url),
      'utf8',
    )
    await host.db.pool.query(`update search.offers set tiers = '{}'; update search.stores set ships_to = null;
      update search.names set version = version + 1; set search_path to search; ${update}; reset search_path`)
    // Its turn comes within half a minute, or with whatever is indexed next.
    const [noon] = await sell({ key: 'noon', euros: 12, stock: 1, name: named('Noon cup', 'Mittagsbecher') })
    await settled()
    await catalog.unpublishProduct(kiln, { productId: noon?.productId ?? '' })
    expect((await search.listOffers(inGermany, { productId: pot?.productId ?? '' })).items[0]?.tiers).toEqual(
      [{ minQuantity: 3, price: tier.price }],
    )
    expect((await listTo('FR')).slice(0, 1)).toEqual(['Mondbecher'])
    await pricing.endSpecialPrice(kiln, { id })
    await settled()
  })

  it('a suspended store at once, and its return', async () => {
    await merchants.suspend(operator, { storeId: kilnId, suspended: true, reason: 'papers' })
    await settled()
    expect(names(await search.listProducts(inGermany, {}))).toEqual(['Mondbecher'])
    expect((await search.listOffers(inGermany, { productId: moon?.productId ?? '' })).items).toHaveLength(1)
    await merchants.suspend(operator, { storeId: kilnId, suspended: false, reason: 'papers are here' })
    await settled()
    expect(names(await search.listProducts(inGermany, {}))).toHaveLength(3)
  })

  it('names of categories, and what left the mall', async () => {
    await catalog.saveCategory(operator, {
      key: 'pots',
      parent: 'home',
      name: named('Jugs', 'Krüge'),
      attributes: ['glaze'],
      filterable: ['glaze'],
    })
    await settled()
    expect(names(await search.searchProducts(inGermany, { q: 'krug' }))).toEqual(['Winterkanne'])
    expect(names(await search.searchProducts(inGermany, { q: 'krüge' }))).toEqual(['Winterkanne'])
    await catalog.unpublishProduct(host.ctx({ actor: host.merchant(kilnId) }), {
      productId: pot?.productId ?? '',
    })
    await settled()
    expect(names(await search.searchProducts(inGermany, { q: 'krüge' }))).toEqual([])
    expect((await search.listOffers(inGermany, { productId: pot?.productId ?? '' })).items).toEqual([])
  })

  it('reviews, by which popular goods come first', async () => {
    await host.db.pool.query('insert into reviews.outbox (type, key, payload) values ($1, $2, $3)', [
      'reviews.product-rated.v1',
      sun?.productId,
      { productId: sun?.productId, starCounts: [0, 0, 0, 0, 1] },
    ])
    await host.quiet()
    await settled()
    const { items } = await search.listProducts(inGermany, { sort: 'popular' })
    expect(items.map(({ name, rating, ratingCount }) => [name, rating, ratingCount])).toEqual([
      ['Sonnenbecher', 5, 1],
      ['Mondbecher', null, 0],
    ])
  })

  it('a rebuild, which changes nothing that was right', async () => {
    const before = await search.listProducts(inGermany, {})
    const { queued } = await search.rebuild(operator, {})
    expect(queued).toBeGreaterThanOrEqual(0)
    await settled()
    expect(await search.listProducts(inGermany, {})).toEqual(before)
    expect(await search.getIndexState(operator, {})).toMatchObject({ products: 2, listings: 4 })
  })

  it('a rebuild, while every query is answered as before', async () => {
    const ask = async () => [
      await search.searchProducts(inGermany, { q: 'becher' }),
      await search.listProducts(inGermany, {}),
      await search.listFacets(inGermany, { q: 'becher' }),
      await search.suggest(inGermany, { q: 'mond' }),
      await search.listOffers(inGermany, { productId: moon?.productId ?? '' }),
    ]
    const before = await ask()
    const client = await host.db.pool.connect()
    await client.query('begin; lock table search.documents in exclusive mode')
    await search.rebuild(operator, {})
    // The rebuild is in the middle of its writing.
    await eventually(async () => {
      const { rows } = await host.db.pool.query(
        `select from pg_locks where relation = 'search.documents'::regclass and not granted`,
      )
      expect(rows).not.toEqual([])
    })
    expect(await ask()).toEqual(before)
    await client.query('commit')
    client.release()
    const built = settled()
    for (let asked = 0; asked < 20; asked += 1) expect(await ask()).toEqual(before)
    await built
    expect(await ask()).toEqual(before)
  })

  it('a new name within five seconds', async () => {
    await sell({ key: 'dusk', euros: 12, stock: 1, name: named('Dusk cup', 'Abendbecher') })
    const find = async (q: string) => names(await search.searchProducts(inGermany, { q }))
    await eventually(async () => expect(await find('abendbecher')).toEqual(['Abendbecher']), {
      withinSeconds: 5,
    })
    await sell({ key: 'dusk', euros: 12, stock: 1, name: named('Dusk cup', 'Feierabendglas') })
    await eventually(async () => expect(await find('feierabendglas')).toEqual(['Feierabendglas']), {
      withinSeconds: 5,
    })
    expect(await find('abendbecher')).not.toContain('Abendbecher')
  })

  it('a price and stock that change while their goods are being indexed for the first time', async () => {
    const client = await host.db.pool.connect()
    // Whoever writes to the index waits, having read what was before.
    await client.query('begin; lock table search.documents in exclusive mode')
    const [dawn] = await sell({ key: 'dawn', euros: 40, stock: 0, name: named('Dawn cup', 'Morgenbecher') })
    await eventually(async () => {
      const { rows } = await host.db.pool.query(
        `select from pg_locks where relation = 'search.documents'::regclass and not granted`,
      )
      expect(rows).not.toEqual([])
    })
    const offerId = dawn?.variants[0]?.offerId ?? ''
    await price([[offerId, kilnId, 45]])
    await inventory.adjustStock(host.ctx({ actor: host.merchant(kilnId) }), {
      offerId,
      warehouseId:
        (await inventory.listWarehouses(host.ctx({ actor: host.merchant(kilnId) }), {})).items[0]?.id ?? '',
      onHand: 7,
    })
    await client.query('commit')
    client.release()
    await settled()
    expect(await card(dawn?.productId)).toMatchObject({ price: { minor: 4500 }, available: true })
  })

  it('nothing for what does not exist', async () => {
    expect((await search.listOffers(inGermany, { productId: newId('prd') })).items).toEqual([])
    expect((await search.getCards(inGermany, { productIds: [newId('prd')] })).items).toEqual([])
    expect((await search.listProducts(inGermany, { categoryId: newId('cat') })).items).toEqual([])
  })

  it('and leaves nothing behind: rows of lists stand where their products and best offers say', async () => {
    const { rows } = await host.db.pool.query(`
      select 'by price' as what, market, shelf, price_minor, number from (
        (select l.market, shelf, l.price_minor, l.number from search.listing l join search.products p using (number), unnest(p.shelves) shelf
          except select market, shelf, price_minor, number from search.price_places)
        union all
        (select market, shelf, price_minor, number from search.price_places
          except select l.market, shelf, l.price_minor, l.number from search.listing l join search.products p using (number), unnest(p.shelves) shelf)) x
      union all
      select 'by place', null, shelf, null, number from (
        (select shelf, number from search.products p, unnest(p.shelves) shelf where exists (select from search.listing l where l.number = p.number)
          except select shelf, number from search.places)
        union all
        (select shelf, number from search.places except select shelf, number from search.products p, unnest(p.shelves) shelf)) y`)
    expect(rows).toEqual([])
  })
})

tellTwoIndexers(mall)
