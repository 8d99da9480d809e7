import { catalogService } from '@tradewind/catalog/service'
import { fulfilmentService } from '@tradewind/fulfilment/service'
import { inventoryService } from '@tradewind/inventory/service'
import { merchantsService } from '@tradewind/merchants/service'
import type { InputOf } from '@tradewind/platform/contract'
import type { catalog as catalogContract } from '@tradewind/catalog/contract'
import { testHost } from '@tradewind/platform/testing'
import { pricingService } from '@tradewind/pricing/service'
import { expect } from 'vitest'
import { searchService } from './service.ts'

export const named = (en: string, de: string) => ({ en, de })

export const names = (page: { items: { name: string }[] }) => page.items.map(({ name }) => name)

export const store = (slug: string, country: 'DE' | 'JP', currency: string) => ({
  slug,
  name: { en: `Store ${slug}`, de: `Laden ${slug}` },
  description: { en: slug },
  country,
  currency,
  businessModel: 'recruited' as const,
  commissionBasisPoints: 1200,
  settlementPeriod: 'monthly' as const,
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
      rates: [
        { upToGrams: 1_000, price: { minor, currency } },
        { upToGrams: 30_000, price: { minor: 2 * minor, currency } },
      ],
    },
  ],
})

type Imported = InputOf<(typeof catalogContract)['importProducts']>['products'][number]

interface Sample extends Partial<Imported> {
  key: string
  euros: number
  stock: number
}

export type Mall = Awaited<ReturnType<typeof openMall>>

/** A small mall of two stores, two markets and three goods, all in the index; stops after the test file. */
export async function openMall() {
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
  await fulfilment.importMethods(system, {
    methods: [
      { key: 'kiln-de', storeId: kilnId, method: method('DE', 1600, 'JPY') },
      { key: 'ofen-de', storeId: ofenId, method: method('DE', 400, 'EUR') },
      { key: 'kiln-jp', storeId: kilnId, method: method('JP', 500, 'JPY') },
    ],
  })
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
        name: { ...named('Pots', 'Kannen'), fr: 'Théières' },
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
    brands: [
      { key: 'kilnhouse', name: 'Kilnhouse' },
      { key: 'ofenwerk', name: 'Ofenwerk' },
    ],
  })

  /** Puts goods on sale, of the kiln unless told otherwise: product, price, stock. */
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
    await price(offers.map(({ offerId, sample }) => [offerId, sample?.storeId ?? kilnId, sample?.euros ?? 0]))
    await inventory.importStock(system, {
      stock: offers.map(({ offerId, sample }) => ({
        offerId,
        storeId: sample?.storeId ?? kilnId,
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
  // What a store says goes through the catalogue: search may be up to date with what has not come to it yet.
  const settled = async () => {
    await host.quiet()
    expect(await search.settle(system, {})).toEqual({ behind: 0 })
  }

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
        { sku: 'MOON-P', options: { colour: 'plum' }, weightGrams: 1_001 },
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

  return {
    host,
    catalog,
    merchants,
    pricing,
    inventory,
    fulfilment,
    search,
    system,
    operator,
    inGermany,
    inJapan,
    kilnId,
    ofenId,
    sell,
    price,
    settled,
    moon,
    sun,
    pot,
    categoryId,
  }
}
