import { join, resolve } from 'node:path'
import { systemContext } from '@tradewind/platform/contract'
import type {
  Catalogue,
  CatalogueProduct,
  CatalogueReview,
  CatalogueVariant,
  RowFault,
} from './catalogues/catalogue.ts'
import { digestOf } from './catalogues/words.ts'
import type { LoadCalls } from './contracts.ts'
import { demoRates, tagPrice } from './demo-prices.ts'
import { untilIndexed } from './load-demo.ts'
import { faultAt, sendSound, withoutRepeats } from './load-rows.ts'
import { loadStores, type SellingStore } from './load-stores.ts'
import { joined, missingFrom } from './load-taxonomy.ts'
import type { Progress } from './progress.ts'

/** Small enough that a kill loses little, and that none takes long. */
const PRODUCTS_AT_ONCE = 100
const PICTURES_AT_ONCE = 10
const ROWS_AT_ONCE = 500
/** Most pictures of one product or variant. */
const MOST_PICTURES = 20

const context = () => systemContext('seeds', { deadline: Date.now() + 60_000 })

/** What came of one catalogue. */
export interface LoadReport {
  name: string
  products: number
  variants: number
  /** Products and reviews that were not there before. */
  created: { products: number; reviews: number }
  pictures: number
  /** Variants of which no weight is known; the lowest rate of shipping applies to them. */
  weightless: number
  seconds: number
  skipped: Catalogue['skipped']
  faults: RowFault[]
}

/** Loads catalogues through contracts and waits for the index; what is there already and as it was stays untouched. */
export async function loadCatalogues(
  calls: LoadCalls,
  catalogues: readonly Catalogue[],
  progress: Progress,
): Promise<LoadReport[]> {
  const stores = await progress.step('stores and shipping', () => loadStores(calls))
  // All at once: every change of the taxonomy has everything indexed again.
  await progress.step('categories, attributes, options, brands', async () => {
    const wanted = joined(catalogues.map(({ taxonomy }) => taxonomy))
    await calls.catalog.importTaxonomy(
      context(),
      missingFrom(await calls.catalog.getTaxonomy(context(), {}), wanted),
    )
  })
  const reports: LoadReport[] = []
  for (const catalogue of catalogues) reports.push(await loadOne(calls, catalogue, stores, progress))
  await progress.step('index', async (tick) => {
    let most = 0
    await untilIndexed(calls, (behind) => tick((most = Math.max(most, behind)) - behind, most))
  })
  return reports
}

async function loadOne(
  calls: LoadCalls,
  catalogue: Catalogue,
  stores: readonly SellingStore[],
  progress: Progress,
): Promise<LoadReport> {
  const began = performance.now()
  const { name, skipped } = catalogue
  const faults = [...catalogue.faults]
  const products = withoutRepeats(catalogue.products, faults)
  const pictures = await progress.step(`${name}: pictures`, (tick) =>
    loadPictures(calls, catalogue, products, faults, tick),
  )
  const productIds = new Map<string, string>()
  let created = 0
  await progress.step(`${name}: products`, (tick) =>
    inBatches(products, PRODUCTS_AT_ONCE, tick, async (batch) => {
      for (const product of await loadProducts(calls, catalogue, batch, stores, pictures, faults)) {
        productIds.set(product.key, product.productId)
        if (product.created) created += 1
      }
    }),
  )
  const reviews = await progress.step(`${name}: reviews`, () =>
    loadReviews(calls, name, catalogue.reviews, productIds, faults),
  )
  const variants = products.flatMap((product) => (productIds.has(product.key) ? product.variants : []))
  return {
    name,
    products: productIds.size,
    variants: variants.length,
    created: { products: created, reviews },
    pictures: pictures.size,
    weightless: variants.filter(({ weightGrams }) => weightGrams === 0).length,
    seconds: (performance.now() - began) / 1_000,
    skipped,
    faults,
  }
}

/** The ids of all pictures that the products show, by file. */
async function loadPictures(
  calls: LoadCalls,
  { name, folder }: Catalogue,
  products: readonly CatalogueProduct[],
  faults: RowFault[],
  tick: Tick,
): Promise<Map<string, string>> {
  const files = new Set(
    products.flatMap(({ pictures, variants }) => [...pictures, ...variants.flatMap((one) => one.pictures)]),
  )
  const keyOf = (file: string) => `${name}/${file}`
  const ids = new Map<string, string>()
  await inBatches([...files], PICTURES_AT_ONCE, tick, async (batch) => {
    const answer = await calls.catalog.importPictures(context(), {
      storeId: null,
      pictures: batch.map((file) => ({ key: keyOf(file), file: join(resolve(folder), file) })),
    })
    for (const { key, id } of answer.pictures) ids.set(key.slice(keyOf('').length), id)
    for (const { key, code } of answer.errors)
      faults.push(faultAt({ file: key.slice(keyOf('').length), line: 0 }, code, undefined))
  })
  return ids
}

/** Products with their prices and stock, so that what was brought can be bought even when the load ends here. */
async function loadProducts(
  calls: LoadCalls,
  { name }: Catalogue,
  batch: readonly CatalogueProduct[],
  stores: readonly SellingStore[],
  pictures: ReadonlyMap<string, string>,
  faults: RowFault[],
) {
  const byKey = new Map(batch.map((product) => [product.key, product]))
  const answer = await sendSound(batch, 'products', faults, (products) =>
    calls.catalog.importProducts(context(), {
      source: name,
      products: products.map((product) => ({
        ...fieldsOf(product, pictures),
        storeId: storeOf(name, product, stores).id,
        publish: true,
      })),
    }),
  )
  if (!answer) return []
  for (const { key, code, path } of answer.errors) {
    const product = byKey.get(key)
    const variant = product?.variants[Number(/^variants\.(\d+)/.exec(path ?? '')?.[1])]
    if (product) faults.push(faultAt(variant ?? product, code, path))
  }
  const offers = answer.products.flatMap(({ key, variants }) => {
    const product = byKey.get(key)
    return variants.flatMap(({ sku, offerId }) => {
      const variant = product?.variants.find((one) => one.sku === sku)
      return product && variant ? [{ offerId, variant, store: storeOf(name, product, stores) }] : []
    })
  })
  await inBatches(offers, ROWS_AT_ONCE, noTick, async (some) => {
    await calls.pricing.importPrices(context(), { prices: some.flatMap(pricesOf) })
    await calls.inventory.importStock(context(), {
      stock: some.map(({ offerId, variant, store }) => ({
        offerId,
        storeId: store.id,
        country: store.country,
        onHand: variant.onHand,
      })),
    })
  })
  return answer.products
}

/** The store of a product, the same at every load. */
function storeOf(name: string, { key }: CatalogueProduct, stores: readonly SellingStore[]): SellingStore {
  const store = stores[Number.parseInt(digestOf(`${name} ${key}`).slice(0, 8), 16) % stores.length]
  if (!store) throw new Error('there are no stores to sell loaded goods')
  return store
}

function fieldsOf(product: CatalogueProduct, pictures: ReadonlyMap<string, string>) {
  const { file: _file, line: _line, pictures: files, variants, ...fields } = product
  const idsOf = (names: readonly string[]) =>
    names.flatMap((name) => pictures.get(name) ?? []).slice(0, MOST_PICTURES)
  return {
    ...fields,
    tags: [...new Set(fields.tags)],
    pictureIds: idsOf(files),
    variants: variants.map(({ file: _of, line: _at, prices: _prices, onHand: _onHand, ...variant }) => ({
      ...variant,
      pictures: undefined,
      pictureIds: idsOf(variant.pictures),
    })),
  }
}

const RATES = demoRates()

/** The store's own price, converted where the catalogue states none in its currency, and the others that it states. */
function pricesOf({
  offerId,
  variant,
  store,
}: {
  offerId: string
  variant: CatalogueVariant
  store: SellingStore
}) {
  const [first] = variant.prices
  if (!first) return []
  const own = variant.prices.find(({ currency }) => currency === store.currency)
  const base = own ?? tagPrice(first, store.currency, RATES)
  const others = variant.prices.filter(({ currency }) => currency !== base.currency)
  return [base, ...others].map((price, index) => ({
    offerId,
    storeId: store.id,
    price: { minor: price.minor, currency: price.currency },
    isBase: index === 0,
  }))
}

/** Answers how many were new. */
async function loadReviews(
  calls: LoadCalls,
  name: string,
  reviews: readonly CatalogueReview[],
  productIds: ReadonlyMap<string, string>,
  faults: RowFault[],
): Promise<number> {
  let created = 0
  const known = reviews.filter(({ productKey }) => productIds.has(productKey))
  await inBatches(known, ROWS_AT_ONCE, noTick, async (batch) => {
    const answer = await sendSound(batch, 'reviews', faults, (some) =>
      calls.catalog.importReviews(context(), {
        reviews: some.map(({ key, productKey, author, rating, title, body, locale, createdAt }) => ({
          key: `${name}/${key}`,
          productId: productIds.get(productKey) ?? '',
          author,
          rating,
          title,
          body,
          locale,
          createdAt,
        })),
      }),
    )
    created += answer?.created ?? 0
  })
  return created
}

type Tick = (done: number, total: number) => void
const noTick: Tick = () => undefined

async function inBatches<T>(
  list: readonly T[],
  size: number,
  tick: Tick,
  work: (batch: readonly T[]) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < list.length; at += size) {
    await work(list.slice(at, at + size))
    tick(Math.min(at + size, list.length), list.length)
  }
}
