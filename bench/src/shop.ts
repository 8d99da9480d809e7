import { systemContext } from '@tradewind/platform/contract'
import type { LoadCalls } from '../../seeds/src/contracts.ts'

export interface Shop {
  storeIds: string[]
  /** Offers by store, in the order of their products. */
  offers: { offerId: string; productId: string; storeId: string }[]
}

export interface ShopSize {
  stores: number
  products: number
  /** Pieces of each offer. */
  stock: number
  variants?: number
}

const BATCH = 100
const COLOURS = ['clay', 'moss', 'sea', 'ash']
const context = () => systemContext('bench', { deadline: Date.now() + 60_000 })

/** A mall made by rule: always the same goods, in one category, sold in Germany. */
export async function openShop(
  calls: LoadCalls,
  { stores, products, stock, variants = 1 }: ShopSize,
): Promise<Shop> {
  const text = { en: 'Bench', de: 'Bank' }
  const made = await calls.merchants.importStores(context(), {
    stores: Array.from({ length: stores }, (_, at) => ({
      slug: `bench-${at}`,
      name: text,
      description: text,
      country: 'DE',
      currency: 'EUR',
      businessModel: 'recruited' as const,
      commissionBasisPoints: 1000,
      settlementPeriod: 'monthly' as const,
    })),
  })
  const storeIds = made.map((store) => store.id)
  await calls.catalog.importTaxonomy(context(), {
    categories: [{ key: 'bench', parent: null, name: text, attributes: [], filterable: [] }],
    attributes: [],
    brands: [],
    options: [
      { key: 'colour', name: { en: 'Colour' }, values: COLOURS.map((key) => ({ key, name: { en: key } })) },
    ],
  })
  await calls.pricing.importMarkets(context(), {
    markets: [
      {
        code: 'DE',
        name: text,
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
  await calls.fulfilment.importMethods(context(), {
    methods: storeIds.map((storeId) => ({
      key: 'post',
      storeId,
      method: {
        name: text,
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
  const offers: Shop['offers'] = []
  for (let at = 0; at < products; at += BATCH)
    offers.push(...(await loadBatch(calls, storeIds, at, Math.min(BATCH, products - at), variants, stock)))
  return { storeIds, offers }
}

async function loadBatch(
  calls: LoadCalls,
  storeIds: readonly string[],
  from: number,
  count: number,
  variants: number,
  stock: number,
): Promise<Shop['offers']> {
  const storeOf = (index: number) => storeIds[index % storeIds.length] ?? ''
  const { products, errors } = await calls.catalog.importProducts(context(), {
    source: 'bench',
    products: Array.from({ length: count }, (_, at) => {
      const index = from + at
      return {
        key: `bench-${index}`,
        storeId: storeOf(index),
        publish: true,
        categoryKey: 'bench',
        attributes: {},
        originCountry: 'DE',
        taxCategory: 'standard' as const,
        pictureIds: [],
        name: { en: `Bench product ${index}`, de: `Bankartikel ${index}` },
        description: {
          en: `The plain thing with number ${index}.`,
          de: `Das schlichte Ding mit Nummer ${index}.`,
        },
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
  const offers = products.flatMap((product) =>
    product.variants.map(({ offerId }) => ({
      offerId,
      productId: product.productId,
      storeId: storeOf(Number(product.key.slice('bench-'.length))),
    })),
  )
  await calls.pricing.importPrices(context(), {
    prices: offers.map(({ offerId, storeId }, at) => ({
      offerId,
      storeId,
      price: { minor: 1_000 + ((from + at) % 97) * 10, currency: 'EUR' },
      isBase: true,
    })),
  })
  await calls.inventory.importStock(context(), {
    stock: offers.map(({ offerId, storeId }) => ({ offerId, storeId, country: 'DE', onHand: stock })),
  })
  return offers
}

const choiceOf = (colour: string, variants: number): Record<string, string> =>
  variants > 1 ? { colour } : {}
