import { catalogService } from '@tradewind/catalog/service'
import { fulfilmentService } from '@tradewind/fulfilment/service'
import { inventoryService } from '@tradewind/inventory/service'
import { newId } from '@tradewind/kernel'
import { merchantsService } from '@tradewind/merchants/service'
import type { InputOf } from '@tradewind/platform/contract'
import type { catalog as catalogContract } from '@tradewind/catalog/contract'
import { countQueries, eventually, testHost } from '@tradewind/platform/testing'
import { pricingService } from '@tradewind/pricing/service'
import { describe, expect, it } from 'vitest'
import { searchService } from './service.ts'

const host = await testHost({
  services: [
    merchantsService,
    catalogService,
    pricingService,
    inventoryService,
    fulfilmentService,
    searchService,
  ],
})
const { catalog, merchants, pricing, inventory, fulfilment, search } = host.calls
const system = host.ctx({ actor: host.system() })
const operator = host.ctx({ actor: host.operator() })
const inGermany = host.ctx({ locale: 'de', market: 'DE' })
const inJapan = host.ctx({ locale: 'ja', market: 'JP' })

const store = (slug: string, country: 'DE' | 'JP', currency: string) => ({
  slug,
  name: { en: `Store ${slug}`, de: `Laden ${slug}` },
  description: { en: slug },
  country,
  currency,
  businessModel: 'recruited' as const,
  commissionBasisPoints: 1200,
  settlementPeriod: 'monthly' as const,
})
const stores = await merchants.importStores(system, {
  stores: [store('kiln', 'JP', 'JPY'), store('ofen', 'DE', 'EUR')],
})
const [kilnId = '', ofenId = ''] = stores.map(({ id }) => id)

await pricing.importMarkets(system, {
  markets: [
    {
      code: 'DE',
      name: { en: 'Germany' },
      countries: ['DE'],
      locales: ['de'],
      currency: 'EUR',
      currencies: ['EUR', 'JPY'],
      taxDisplay: 'included',
      open: true,
    },
    {
      code: 'JP',
      name: { en: 'Japan' },
      countries: ['JP'],
      locales: ['ja'],
      currency: 'JPY',
      currencies: ['JPY'],
      taxDisplay: 'included',
      open: true,
    },
  ],
  taxRates: [],
  fx: { date: '2026-11-20', source: 'test', base: 'EUR', rates: { JPY: '160' } },
})
const method = (country: 'DE' | 'JP', minor: number, currency: string) => ({
  name: { en: 'Post' },
  carrier: 'Post',
  active: true,
  zones: [
    {
      countries: [country],
      minDays: 2,
      maxDays: 4,
      rates: [{ upToGrams: 30_000, price: { minor, currency } }],
    },
  ],
})
await fulfilment.importMethods(system, {
  methods: [
    { key: 'kiln-de', storeId: kilnId, method: method('DE', 1600, 'JPY') },
    { key: 'ofen-de', storeId: ofenId, method: method('DE', 400, 'EUR') },
    { key: 'kiln-jp', storeId: kilnId, method: method('JP', 500, 'JPY') },
  ],
})
const named = (en: string, de: string) => ({ en, de })
await catalog.importTaxonomy(system, {
  categories: [
    { key: 'home', parent: null, name: named('Home', 'Zuhause'), attributes: [], filterable: [] },
    {
      key: 'cups',
      parent: 'home',
      name: named('Cups', 'Becher'),
      attributes: ['glaze', 'capacityMl'],
      filterable: ['glaze', 'capacityMl'],
    },
    {
      key: 'pots',
      parent: 'home',
      name: named('Pots', 'Kannen'),
      attributes: ['glaze'],
      filterable: ['glaze'],
    },
  ],
  attributes: [
    {
      key: 'glaze',
      type: 'select',
      name: named('Glaze', 'Glasur'),
      values: [
        { key: 'ash', name: named('Ash', 'Asche') },
        { key: 'celadon', name: named('Celadon', 'Seladon') },
      ],
    },
    { key: 'capacityMl', type: 'number', unit: 'ml', name: named('Capacity', 'Inhalt') },
  ],
  options: [
    {
      key: 'colour',
      name: named('Colour', 'Farbe'),
      values: [
        { key: 'jade', name: named('Jade', 'Jade'), swatch: '#3f7d68' },
        { key: 'plum', name: named('Plum', 'Pflaume'), swatch: '#6e3b4f' },
      ],
    },
  ],
  brands: [{ key: 'kilnhouse', name: 'Kilnhouse' }],
})

type Imported = InputOf<(typeof catalogContract)['importProducts']>['products'][number]
interface Sample extends Partial<Imported> {
  key: string
  euros: number
  stock: number
}

/** Puts goods of the kiln on sale: product, price, stock. */
async function sell(...samples: Sample[]) {
  const { products, errors } = await catalog.importProducts(system, {
    source: 'test',
    products: samples.map(({ euros: _euros, stock: _stock, ...change }) => ({
      storeId: kilnId,
      publish: true,
      categoryKey: 'cups',
      name: named('Cup', 'Becher'),
      description: {},
      attributes: {},
      optionKeys: [],
      originCountry: 'JP',
      taxCategory: 'standard',
      variants: [{ sku: change.key, options: {}, weightGrams: 300 }],
      pictureIds: [],
      ...change,
    })),
  })
  expect(errors).toEqual([])
  const offers = products.flatMap(({ variants }, index) =>
    variants.map(({ offerId }) => ({ offerId, sample: samples[index] })),
  )
  await price(offers.map(({ offerId, sample }) => [offerId, kilnId, sample?.euros ?? 0]))
  await inventory.importStock(system, {
    stock: offers.map(({ offerId, sample }) => ({
      offerId,
      storeId: kilnId,
      country: 'JP' as const,
      onHand: sample?.stock ?? 0,
    })),
  })
  return products
}
const price = (rows: readonly (readonly [string, string, number])[]) =>
  pricing.importPrices(system, {
    prices: rows.map(([offerId, storeId, euros]) => ({
      offerId,
      storeId,
      price: { minor: Math.round(euros * 100), currency: 'EUR' },
      isBase: true,
    })),
  })
const settled = async () => expect(await search.settle(system, {})).toEqual({ behind: 0 })

const [moon, sun, pot] = await sell(
  {
    key: 'moon',
    euros: 20,
    stock: 5,
    name: { en: 'Moon cup', de: 'Mondbecher', ja: '月の湯のみ' },
    brandKey: 'kilnhouse',
    attributes: { glaze: 'celadon', capacityMl: 250 },
    optionKeys: ['colour'],
    variants: [
      { sku: 'MOON-J', gtin: '4012345000016', options: { colour: 'jade' }, weightGrams: 300 },
      { sku: 'MOON-P', options: { colour: 'plum' }, weightGrams: 300 },
    ],
    tags: ['new'],
  },
  {
    key: 'sun',
    euros: 30,
    stock: 0,
    name: named('Sun cup', 'Sonnenbecher'),
    attributes: { glaze: 'ash', capacityMl: 80 },
  },
  {
    key: 'pot',
    euros: 60,
    stock: 2,
    name: named('Winter teapot', 'Winterkanne'),
    categoryKey: 'pots',
    attributes: { glaze: 'ash' },
  },
)
await settled()
const { items: categories } = await catalog.listCategories(inGermany, {})
const categoryId = (key: string) => categories.find((category) => category.key === key)?.id ?? ''
const names = (page: { items: { name: string }[] }) => page.items.map(({ name }) => name)

describe('a list', () => {
  it('shows products of a category and of those below it, in the reader’s language and the market’s money', async () => {
    const cups = await search.listProducts(inGermany, { categoryId: categoryId('cups'), sort: 'price-up' })
    expect(cups.items).toMatchObject([
      {
        id: moon?.productId,
        slug: 'mondbecher',
        name: 'Mondbecher',
        price: { minor: 2000, currency: 'EUR' },
        priceFrom: false,
        storeName: 'Laden kiln',
        shipsFrom: 'JP',
        available: true,
        offerCount: 1,
        tags: ['new'],
        swatches: ['#3f7d68', '#6e3b4f'],
      },
      { name: 'Sonnenbecher', available: false },
    ])
    expect(
      names(await search.listProducts(inGermany, { categoryId: categoryId('home'), sort: 'price-down' })),
    ).toEqual(['Winterkanne', 'Sonnenbecher', 'Mondbecher'])
    const japanese = await search.listProducts(inJapan, { categoryId: categoryId('cups'), sort: 'price-up' })
    expect(japanese.items.map(({ name, price: { minor, currency } }) => [name, minor, currency])).toEqual([
      ['月の湯のみ', 3200, 'JPY'],
      ['Sun cup', 4800, 'JPY'],
    ])
  })

  it('is narrowed by facets, price, stock, tag and store, and shows another currency where a market sells in it', async () => {
    const list = async (filters: object) =>
      names(await search.listProducts(inGermany, { sort: 'price-up', ...filters }))
    expect(await list({ facets: ['glaze:ash'] })).toEqual(['Sonnenbecher', 'Winterkanne'])
    expect(await list({ facets: ['glaze:ash', 'glaze:celadon', 'colour:plum'] })).toEqual(['Mondbecher'])
    expect(await list({ facets: ['glaze:gold'] })).toEqual([])
    expect(await list({ brand: 'kilnhouse' })).toEqual(['Mondbecher'])
    expect(await list({ minPrice: 2500, maxPrice: 5000 })).toEqual(['Sonnenbecher'])
    expect(await list({ availableOnly: true })).toEqual(['Mondbecher', 'Winterkanne'])
    expect(await list({ tag: 'new' })).toEqual(['Mondbecher'])
    expect(await list({ storeId: kilnId })).toHaveLength(3)
    expect(await list({ storeId: ofenId })).toEqual([])
    const inYen = await search.listProducts(
      { ...inGermany, currency: 'JPY' },
      { sort: 'price-up', maxPrice: 3300 },
    )
    expect(inYen.items.map(({ price: shown }) => shown)).toEqual([{ minor: 3200, currency: 'JPY' }])
    const inPounds = await search.listProducts(
      { ...inGermany, currency: 'GBP' },
      { sort: 'price-up', limit: 1 },
    )
    expect(inPounds.items[0]?.price).toEqual({ minor: 2000, currency: 'EUR' })
  })

  it('is one statement', async () => {
    const input = { categoryId: categoryId('cups') }
    await search.listProducts(inGermany, input)
    expect((await countQueries(() => search.listProducts(inGermany, input))).statements).toBe(1)
  })

  it('has facets with counts that leave room for a second value', async () => {
    const facets = await search.listFacets(inGermany, {
      categoryId: categoryId('home'),
      facets: ['glaze:ash'],
    })
    expect(facets.total).toBe(2)
    expect(facets.price).toEqual({
      min: { minor: 3000, currency: 'EUR' },
      max: { minor: 6000, currency: 'EUR' },
    })
    expect(
      facets.groups.map(({ name, values }) => [
        name,
        values.map((value) => [value.name, value.count, value.selected]),
      ]),
    ).toEqual([
      [
        'Glasur',
        [
          ['Asche', 2, true],
          ['Seladon', 1, false],
        ],
      ],
      ['Inhalt', [['80 ml', 1, false]]],
    ])
    const all = await search.listFacets(inGermany, {})
    expect(all.groups.map(({ key }) => key)).toEqual(['brand', 'glaze', 'capacityMl', 'colour'])
    expect(all.groups.at(-1)?.values.map(({ swatch }) => swatch)).toEqual(['#3f7d68', '#6e3b4f'])
    expect(all.groups[2]?.values.map(({ key, name }) => [key, name])).toEqual([
      ['80', '80 ml'],
      ['250', '250 ml'],
    ])
  })
})

describe('a search', () => {
  it('finds by words, article number and GTIN, with facets, in one statement', async () => {
    const find = (q: string) => search.searchProducts(inGermany, { q })
    await find('Mondbecher')
    const counted = await countQueries(() => find('Mondbecher'))
    expect(counted.statements).toBe(1)
    expect(counted.value).toMatchObject({
      total: 1,
      correctedTo: null,
      nextCursor: null,
      items: [{ name: 'Mondbecher' }],
    })
    expect(counted.value.groups.map(({ key }) => key)).toEqual(['brand', 'glaze', 'capacityMl', 'colour'])
    expect(names(await find('MOON-P'))).toEqual(['Mondbecher'])
    expect(names(await find('04012345000016'))).toEqual(['Mondbecher'])
    expect(names(await find('kilnhouse'))).toEqual(['Mondbecher'])
    expect(names(await find('asche becher'))).toEqual(['Sonnenbecher'])
    expect(await find('…!?')).toMatchObject({ total: 0, items: [], groups: [] })
  })

  it('puts what can be had before what is sold out', async () => {
    expect(names(await search.searchProducts(inGermany, { q: 'becher' }))).toEqual([
      'Mondbecher',
      'Sonnenbecher',
    ])
    expect(names(await search.searchProducts(inGermany, { q: 'becher', sort: 'price-down' }))).toEqual([
      'Sonnenbecher',
      'Mondbecher',
    ])
  })

  it('corrects what nobody wrote, and knows compounds and other languages', async () => {
    expect(await search.searchProducts(inGermany, { q: 'Sonenbecher' })).toMatchObject({
      total: 1,
      correctedTo: 'sonnenbecher',
    })
    expect(await search.searchProducts(inGermany, { q: 'kanne' })).toMatchObject({
      total: 1,
      correctedTo: null,
    })
    expect(await search.searchProducts(inJapan, { q: 'Mondbecher' })).toMatchObject({
      total: 1,
      correctedTo: null,
    })
    expect(await search.searchProducts(inGermany, { q: 'xylophon' })).toMatchObject({
      total: 0,
      correctedTo: null,
    })
  })

  it('pages without repeating or leaving out', async () => {
    const seen: string[] = []
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await search.searchProducts(inGermany, {
        q: 'kilnhouse becher',
        limit: 1,
        ...(cursor ? { cursor } : {}),
      })
      seen.push(...names(page))
      cursor = page.nextCursor
    }
    expect(seen).toEqual(['Mondbecher'])
    const first = await search.searchProducts(inGermany, { q: 'becher', limit: 1 })
    const second = await search.searchProducts(inGermany, {
      q: 'becher',
      limit: 1,
      cursor: first.nextCursor ?? '',
    })
    expect([...names(first), ...names(second), second.nextCursor]).toEqual([
      'Mondbecher',
      'Sonnenbecher',
      null,
    ])
    await expect(search.searchProducts(inGermany, { q: 'becher', cursor: 'nonsense' })).rejects.toMatchObject(
      { status: 400 },
    )
  })

  it('suggests while typing', async () => {
    expect(await search.suggest(inGermany, { q: 'mondb' })).toMatchObject({
      products: [{ name: 'Mondbecher', slug: 'mondbecher' }],
      categories: [],
      stores: [],
    })
    expect((await search.suggest(inGermany, { q: 'Bech' })).categories).toMatchObject([
      { name: 'Becher', slug: 'becher' },
    ])
    expect((await search.suggest(inGermany, { q: 'laden k' })).stores).toEqual([
      { name: 'Laden kiln', slug: 'kiln' },
    ])
  })

  it('keeps its calm with hostile queries', async () => {
    for (const q of [
      'a'.repeat(500),
      'ab '.repeat(160),
      '壳'.repeat(500),
      "'\\".repeat(250),
      '%_'.repeat(250),
    ]) {
      await search.searchProducts(inGermany, { q })
      const started = performance.now()
      await search.searchProducts(inGermany, { q })
      expect(performance.now() - started).toBeLessThan(200)
    }
  })
})

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
    await catalog.importReviews(system, {
      reviews: [
        {
          key: 'r',
          productId: sun?.productId ?? '',
          author: 'A reader',
          rating: 5,
          title: 'Good',
          body: '',
          locale: 'en',
          createdAt: '2026-10-01T00:00:00.000Z',
        },
      ],
    })
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
