import { systemContext } from '@tradewind/platform/contract'
import type { LoadCalls } from '../../seeds/src/contracts.ts'
import { untilIndexed } from '../../seeds/src/until-indexed.ts'
import { COLOURS, PLAIN_GOODS, type Goods } from './goods.ts'

export interface Shop {
  storeIds: string[]
  /** Offers by store, in the order of their products. */
  offers: Offer[]
}

export interface Offer {
  offerId: string
  productId: string
  storeId: string
}

export interface ShopSize {
  stores: number
  products: number
  /** Pieces of each offer of the product with this number. */
  stock(product: number): number
  variants?: number
  goods?: Goods
}

const BATCH = 100
const NAME = { en: 'Bench', de: 'Bank' }
const context = () => systemContext('bench', { deadline: Date.now() + 60_000 })

/** A mall made by rule: always the same goods, sold in Germany; ready when they are found. */
export async function openShop(
  calls: LoadCalls,
  { stores, products, stock, variants = 1, goods = PLAIN_GOODS }: ShopSize,
): Promise<Shop> {
  const storeIds = await openStores(calls, stores)
  await describeGoods(calls, goods)
  await openMarket(calls)
  await offerShipping(calls, storeIds)
  const offers: Offer[] = []
  for (let from = 0; from < products; from += BATCH) {
    const batch = { from, count: Math.min(BATCH, products - from) }
    offers.push(...(await loadBatch(calls, storeIds, batch, { variants, stock, goods })))
  }
  await untilIndexed(calls)
  return { storeIds, offers }
}

async function openStores(calls: LoadCalls, count: number): Promise<string[]> {
  const made = await calls.merchants.importStores(context(), {
    stores: Array.from({ length: count }, (_, at) => ({
      slug: `bench-${at}`,
      name: NAME,
      description: NAME,
      country: 'DE',
      currency: 'EUR',
      businessModel: 'recruited' as const,
      commissionBasisPoints: 1000,
      settlementPeriod: 'monthly' as const,
    })),
  })
  return made.map((store) => store.id)
}

async function describeGoods(calls: LoadCalls, { categories, facets }: Goods): Promise<void> {
  const filterable = Object.keys(facets)
  await calls.catalog.importTaxonomy(context(), {
    categories: categories.map((key) => ({
      key,
      parent: null,
      name: { en: key, de: key },
      attributes: filterable,
      filterable,
    })),
    attributes: Object.entries(facets).map(([key, values]) => ({
      key,
      type: 'select' as const,
      name: { en: key },
      values: values.map((value) => ({ key: value, name: { en: value } })),
    })),
    brands: [],
    options: [
      { key: 'colour', name: { en: 'Colour' }, values: COLOURS.map((key) => ({ key, name: { en: key } })) },
    ],
  })
}

async function openMarket(calls: LoadCalls): Promise<void> {
  await calls.pricing.importMarkets(context(), {
    markets: [
      {
        code: 'DE',
        name: NAME,
        countries: ['DE'],
        locales: ['en', 'de'],
        currency: 'EUR',
        currencies: ['EUR'],
        taxDisplay: 'included',
        open: true,
      },
    ],
    taxRates: [
      { country: 'DE', category: 'standard', percent: '19', validFrom: '2021-01-01', source: 'UStG § 12' },
    ],
    fx: { date: '2025-06-30', source: 'bench', base: 'EUR', rates: { USD: '1.172' } },
  })
}

async function offerShipping(calls: LoadCalls, storeIds: readonly string[]): Promise<void> {
  await calls.fulfilment.importMethods(context(), {
    methods: storeIds.map((storeId) => ({
      key: 'post',
      storeId,
      method: {
        name: NAME,
        carrier: 'Post',
        active: true,
        zones: [
          {
            countries: ['*'],
            minDays: 2,
            maxDays: 5,
            rates: [{ upToGrams: 100_000, price: { minor: 490, currency: 'EUR' } }],
          },
        ],
      },
    })),
  })
}

async function loadBatch(
  calls: LoadCalls,
  storeIds: readonly string[],
  { from, count }: { from: number; count: number },
  { variants, stock, goods }: Required<Pick<ShopSize, 'variants' | 'stock' | 'goods'>>,
): Promise<Offer[]> {
  const storeOf = (index: number) => storeIds[index % storeIds.length] ?? ''
  const { products, errors } = await calls.catalog.importProducts(context(), {
    source: 'bench',
    products: Array.from({ length: count }, (_, at) => {
      const index = from + at
      return {
        key: `bench-${index}`,
        storeId: storeOf(index),
        publish: true,
        originCountry: 'DE',
        taxCategory: 'standard' as const,
        pictureIds: [],
        description: {
          en: `The plain thing with number ${index}.`,
          de: `Das schlichte Ding mit Nummer ${index}.`,
        },
        ...goods.describe(index),
        optionKeys: variants > 1 ? ['colour'] : [],
        variants: COLOURS.slice(0, variants).map((colour) => ({
          sku: `BENCH-${index}-${colour}`,
          options: choiceOf(colour, variants),
          weightGrams: 300,
        })),
      }
    }),
  })
  const [first] = errors
  if (first) throw new Error(`${first.key}: ${first.code}`)
  const offers = products.flatMap((product) => {
    const index = Number(product.key.slice('bench-'.length))
    const { productId } = product
    return product.variants.map(({ offerId }) => ({ offerId, productId, storeId: storeOf(index), index }))
  })
  await calls.pricing.importPrices(context(), {
    prices: offers.map(({ offerId, storeId }, at) => ({
      offerId,
      storeId,
      price: { minor: 1_000 + ((from + at) % 97) * 10, currency: 'EUR' },
      isBase: true,
    })),
  })
  await calls.inventory.importStock(context(), {
    stock: offers.map(({ offerId, storeId, index }) => ({
      offerId,
      storeId,
      country: 'DE',
      onHand: stock(index),
    })),
  })
  return offers
}

const choiceOf = (colour: string, variants: number): Record<string, string> =>
  variants > 1 ? { colour } : {}
