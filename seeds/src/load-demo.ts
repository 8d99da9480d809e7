import { LOCALES, money, type LocalizedText } from '@tradewind/kernel'
import { systemContext } from '@tradewind/platform/contract'
import type { LoadCalls } from './contracts.ts'
import {
  pictureFile,
  readDemo,
  readGoods,
  readProductTexts,
  readTexts,
  type DemoProduct,
  type DemoStore,
} from './demo-files.ts'
import { DEMO_LOG_INS } from './demo-log-ins.ts'
import { loadDemoOffers, type LoadedVariant } from './demo-offers.ts'
import { demoRates } from './demo-prices.ts'
import { readReviews } from './demo-reviews.ts'
import { shippingMethodsOf } from './demo-shipping.ts'
import type { Progress } from './progress.ts'

export { DEMO_LOG_INS }

const BATCH = 50
const context = () => systemContext('seeds', { deadline: Date.now() + 60_000 })

/** Loads the demo through contracts; what is there already stays as it is. */
export async function loadDemo(calls: LoadCalls, progress: Progress): Promise<void> {
  const house = readTexts('texts/<locale>/house.json')
  const words = readTexts('vocabulary/<locale>.json')
  const stores = await progress.step('people and stores', () => loadStores(calls, house))
  await progress.step('categories, markets, shipping', async () => {
    await loadTaxonomy(calls, words)
    await loadMarkets(calls, house)
    await calls.fulfilment.importMethods(context(), {
      methods: shippingMethodsOf(stores, house('shipping.standard'), house('shipping.express'), demoRates()),
    })
  })
  const goods = readGoods()
  const pictures = await progress.step('pictures', () => loadPictures(calls, [...goods.values()].flat()))
  const variants = await progress.step('products', (tick) =>
    loadProducts(calls, goods, stores, pictures, tick),
  )
  await progress.step('prices, stock, offers', () => loadDemoOffers(calls, stores, variants, demoRates()))
  await progress.step('reviews and home page', async () => {
    await loadReviews(calls, variants)
    await loadHome(calls, house, variants)
  })
  await progress.step('index', () => untilIndexed(calls))
}

export interface LoadedStore extends DemoStore {
  id: string
}

async function loadStores(calls: LoadCalls, text: (key: string) => LocalizedText): Promise<LoadedStore[]> {
  const stores = readDemo<DemoStore[]>('stores.json')
  const people = await calls.identity.importPeople(context(), {
    people: Object.entries(DEMO_LOG_INS).map(([key, { email, password }]) => ({
      email,
      password,
      name: text(`store.${key}.name`).en ?? `Demo ${key}`,
      locale: 'en' as const,
      operator: key === 'operator',
      demo: true,
    })),
  })
  const idOf = new Map(people.map((person) => [person.email, person.id]))
  const created = await calls.merchants.importStores(context(), {
    stores: stores.map(
      ({ slug, key, country, currency, businessModel, commissionBasisPoints, returnAddress }) => ({
        slug,
        country,
        currency,
        businessModel,
        commissionBasisPoints,
        returnAddress,
        settlementPeriod: 'monthly' as const,
        name: text(`store.${key}.name`),
        description: text(`store.${key}.description`),
        ownerId: idOf.get(`${key}@demo.example`),
      }),
    ),
  })
  return stores.map((store) => ({ ...store, id: created.find((one) => one.slug === store.slug)?.id ?? '' }))
}

async function loadTaxonomy(calls: LoadCalls, word: (key: string) => LocalizedText): Promise<void> {
  const categories =
    readDemo<{ key: string; parent: string | null; attributes: string[]; filterable: string[] }[]>(
      'categories.json',
    )
  const attributes =
    readDemo<
      { key: string; type: 'select' | 'number' | 'boolean' | 'text'; unit?: string; values?: string[] }[]
    >('attributes.json')
  const options = readDemo<{ key: string; values: { key: string; swatch?: string }[] }[]>('options.json')
  await calls.catalog.importTaxonomy(context(), {
    categories: categories.map((category, position) => ({
      ...category,
      position,
      name: word(`category.${category.key}`),
    })),
    attributes: attributes.map(({ values, ...attribute }) => ({
      ...attribute,
      name: word(`attribute.${attribute.key}`),
      ...(values && { values: values.map((key) => ({ key, name: word(`${attribute.key}.${key}`) })) }),
    })),
    options: options.map((option) => ({
      key: option.key,
      name: word(`option.${option.key}`),
      values: option.values.map((value) => ({ ...value, name: word(`${option.key}.${value.key}`) })),
    })),
    brands: readDemo<{ key: string; name: string }[]>('brands.json'),
  })
}

interface MarketFile {
  markets: Omit<Parameters<LoadCalls['pricing']['importMarkets']>[1]['markets'][number], 'name' | 'open'>[]
  taxRates: {
    country: string
    standard: string
    reduced: string
    books: string
    food: string
    validFrom: string
    source: string
  }[]
  fx: { date: string; source: string; base: string; rates: Record<string, string> }
}

async function loadMarkets(calls: LoadCalls, text: (key: string) => LocalizedText): Promise<void> {
  const { markets, taxRates, fx } = readDemo<MarketFile>('markets.json')
  await calls.pricing.importMarkets(context(), {
    markets: markets.map((market) => ({ ...market, name: text(`market.${market.code}`), open: true })),
    taxRates: taxRates.flatMap(({ country, validFrom, source, ...rates }) =>
      (['standard', 'reduced', 'books', 'food'] as const).map((category) => ({
        country,
        category,
        percent: rates[category],
        validFrom,
        source,
      })),
    ),
    fx,
  })
}

async function loadPictures(calls: LoadCalls, goods: DemoProduct[]): Promise<Map<string, string>> {
  const names = [...new Set(goods.flatMap((product) => product.pictures))]
  const known = names.flatMap((name) => {
    const file = pictureFile(name)
    return file === undefined ? [] : [{ key: `demo/${name}`, file }]
  })
  const ids = new Map<string, string>()
  for (let at = 0; at < known.length; at += BATCH) {
    const { pictures, errors } = await calls.catalog.importPictures(context(), {
      storeId: null,
      pictures: known.slice(at, at + BATCH),
    })
    for (const error of errors) throw new Error(`picture ${error.key}: ${error.code}`)
    for (const picture of pictures) ids.set(picture.key.slice('demo/'.length), picture.id)
  }
  return ids
}

async function loadProducts(
  calls: LoadCalls,
  goods: Map<string, DemoProduct[]>,
  stores: readonly LoadedStore[],
  pictures: ReadonlyMap<string, string>,
  tick: (done: number, total: number) => void,
): Promise<LoadedVariant[]> {
  const textOf = readProductTexts(goods.keys())
  const all = [...goods].flatMap(([region, products]) => {
    const store = stores.find((one) => one.regions.includes(region))
    if (!store) throw new Error(`no store sells the goods of ${region}`)
    return products.map((product) => ({ product, store }))
  })
  const loaded: LoadedVariant[] = []
  for (let at = 0; at < all.length; at += BATCH) {
    const batch = all.slice(at, at + BATCH)
    const answer = await calls.catalog.importProducts(context(), {
      source: 'demo',
      products: batch.map(({ product, store }) => ({
        ...fieldsOf(product, pictures),
        ...textOf(product.key),
        storeId: store.id,
        publish: true,
      })),
    })
    for (const error of answer.errors) throw new Error(`${error.key}: ${error.code} ${error.path ?? ''}`)
    for (const { key, productId, variants } of answer.products) {
      const entry = batch.find((one) => one.product.key === key)
      if (!entry) continue
      for (const { sku, variantId, offerId } of variants) {
        const variant = entry.product.variants.find((one) => one.sku === sku)
        if (variant)
          loaded.push({
            productKey: key,
            productId,
            variantId,
            offerId,
            sku,
            store: entry.store,
            euro: money(variant.price.minor, variant.price.currency),
          })
      }
    }
    tick(Math.min(at + BATCH, all.length), all.length)
  }
  return loaded
}

function fieldsOf(product: DemoProduct, pictures: ReadonlyMap<string, string>) {
  const idsOf = (names: (string | undefined)[]) =>
    names.flatMap((name) => (name === undefined ? [] : (pictures.get(name) ?? [])))
  return {
    key: product.key,
    categoryKey: product.category,
    brandKey: product.brand ?? undefined,
    attributes: product.attributes,
    optionKeys: product.options,
    originCountry: product.origin,
    hsCode: product.hsCode,
    taxCategory: taxCategoryOf(product.hsCode),
    tags: product.tags ?? [],
    pictureIds: idsOf(product.pictures),
    variants: product.variants.map(
      ({ sku, options, weightGrams, lengthMm, widthMm, heightMm, picture }, index) => ({
        sku,
        options,
        weightGrams,
        lengthMm,
        widthMm,
        heightMm,
        gtin: index === 0 ? product.gtin : undefined,
        pictureIds: idsOf([picture]),
      }),
    ),
  }
}

/** Food by chapters 2 to 21 of the Harmonized System, books by chapter 49, all else standard. */
function taxCategoryOf(hsCode: string): 'food' | 'books' | 'standard' {
  const chapter = Number(hsCode.slice(0, 2))
  if (chapter >= 2 && chapter <= 21) return 'food'
  return hsCode.startsWith('4901') ? 'books' : 'standard'
}

async function loadReviews(calls: LoadCalls, variants: readonly LoadedVariant[]): Promise<void> {
  const productId = new Map(variants.map((variant) => [variant.productKey, variant.productId]))
  for (const locale of LOCALES) {
    const reviews = readReviews(locale).flatMap((review, index) => {
      const id = productId.get(review.product)
      const createdAt = new Date(Date.UTC(2026, index % 10, 1 + ((index * 7) % 27))).toISOString()
      return id
        ? [
            {
              key: `demo/${locale}/${index}`,
              productId: id,
              author: '',
              rating: review.rating,
              title: review.title,
              body: review.body,
              locale,
              createdAt,
            },
          ]
        : []
    })
    if (reviews.length > 0) await calls.catalog.importReviews(context(), { reviews })
  }
}

interface HomeBlock {
  kind: string
  text?: string
  title?: string
  body?: string
  href?: string
  /** Whose picture a hero shows. */
  product?: string
  keys?: string[]
  source?: string
  limit?: number
}

async function loadHome(
  calls: LoadCalls,
  text: (key: string) => LocalizedText,
  variants: readonly LoadedVariant[],
): Promise<void> {
  const file = readDemo<HomeBlock[]>('home.json')
  const productIds = file.flatMap(
    (block) => variants.find((one) => one.productKey === block.product)?.productId ?? [],
  )
  const [shown] = await calls.catalog.getIndexed(context(), { productIds })
  const blocks = file.map((block) => {
    const title = text(block.title ?? '')
    switch (block.kind) {
      case 'hero':
        return {
          kind: 'hero' as const,
          title: text(`${block.text}.title`),
          text: text(`${block.text}.text`),
          action: text(`${block.text}.action`),
          href: block.href ?? '/',
          picture: shown?.picture?.url ?? '',
        }
      case 'categories':
        return { kind: 'categories' as const, title, keys: block.keys ?? [] }
      case 'products':
        return { kind: 'products' as const, title, source: block.source ?? 'new', limit: block.limit ?? 8 }
      case 'stores':
        return { kind: 'stores' as const, title }
      default:
        return { kind: 'text' as const, title, body: text(block.body ?? '') }
    }
  })
  await calls.content.importPages(context(), { pages: [{ slug: 'home', blocks }] })
}

/** Longest that the index may stand still. */
const STANDSTILL_MS = 120_000

/** Waits until the index has read everything that was loaded; `left` hears how much it has before it. */
export async function untilIndexed(
  calls: Pick<LoadCalls, 'search'>,
  left: (behind: number) => void = () => undefined,
): Promise<void> {
  let least = Infinity
  let deadline = Date.now() + STANDSTILL_MS
  for (;;) {
    const { behind } = await calls.search.settle(context(), {})
    if (behind === 0) return
    left(behind)
    if (behind < least) deadline = Date.now() + STANDSTILL_MS
    least = Math.min(least, behind)
    if (Date.now() > deadline) throw new Error('the index has not moved for two minutes')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
