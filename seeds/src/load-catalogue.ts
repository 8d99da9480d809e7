import { join, resolve } from 'node:path'
import type { Catalogue, CatalogueProduct, CatalogueReview, RowFault } from './catalogues/catalogue.ts'
import { seedsContext, type LoadCalls } from './contracts.ts'
import { untilIndexed } from './until-indexed.ts'
import { loadProducts } from './load-products.ts'
import { faultAt, inBatches, noTick, sendSound, withoutRepeats, type Tick } from './load-rows.ts'
import { loadStores, type SellingStore } from './load-stores.ts'
import { joined, missingFrom } from './load-taxonomy.ts'
import type { Progress } from './progress.ts'

/** Small enough that a kill loses little, and that none takes long. */
const PRODUCTS_AT_ONCE = 100
const PICTURES_AT_ONCE = 10
const REVIEWS_AT_ONCE = 500

/** What came of one catalogue. */
export interface LoadReport {
  name: string
  products: number
  variants: number
  /** Products and reviews that were not there before. */
  created: { products: number; reviews: number }
  pictures: number
  /** Variants of which no weight is known; each ships as what its store's shipping method assumes. */
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
      seedsContext(),
      missingFrom(await calls.catalog.getTaxonomy(seedsContext(), {}), wanted),
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
  const shownBy = new Map<string, CatalogueProduct>()
  for (const product of products)
    for (const file of [...product.pictures, ...product.variants.flatMap(({ pictures }) => pictures)])
      if (!shownBy.has(file)) shownBy.set(file, product)
  const prefix = `${name}/`
  const ids = new Map<string, string>()
  await inBatches([...shownBy.keys()], PICTURES_AT_ONCE, tick, async (batch) => {
    const { pictures, errors } = await calls.catalog.importPictures(seedsContext(), {
      storeId: null,
      pictures: batch.map((file) => ({ key: `${prefix}${file}`, file: join(resolve(folder), file) })),
    })
    for (const { key, id } of pictures) ids.set(key.slice(prefix.length), id)
    for (const { key, code } of errors) {
      const file = key.slice(prefix.length)
      const product = shownBy.get(file)
      if (product) faults.push(faultAt(product, code, file))
    }
  })
  return ids
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
  await inBatches(known, REVIEWS_AT_ONCE, noTick, async (batch) => {
    const answer = await sendSound(batch, 'reviews', faults, (some) =>
      calls.reviews.importReviews(seedsContext(), {
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
