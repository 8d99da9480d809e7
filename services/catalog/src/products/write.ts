import { AppError, notFound, refused, stale } from '@tradewind/kernel'
import { asStore, violated } from '@tradewind/platform/db'
import { offerCreated, productChanged } from '../contract/index.ts'
import type { CatalogParts } from '../parts.ts'
import type { CatalogTables } from '../tables.ts'
import { layOut, type ProductRows } from './draft.ts'
import { getEdit, type Edit } from './edit.queries.ts'
import { faultsOf, pictureIdsOf, type ProductInput } from './products.rules.ts'
import { findKept, findTakenSlugs, findUnusablePictures, writeProducts } from './products.queries.ts'
import { stateAfter } from './products.states.ts'
import type { Transaction } from 'kysely'

type Tx = Transaction<CatalogTables>

/** Says what has to be said about products that were just written. */
export async function tellOf(tx: Tx, deps: CatalogParts['deps'], all: readonly ProductRows[]): Promise<void> {
  await deps.emitAll(
    tx,
    offerCreated,
    all.flatMap(({ product, newOfferIds }) =>
      newOfferIds.map((offerId) => ({ key: offerId, payload: { offerId, storeId: product.store_id } })),
    ),
  )
  await tellChanged(
    tx,
    deps,
    all.map(({ product }) => product.id),
  )
}

export async function tellChanged(
  tx: Tx,
  deps: CatalogParts['deps'],
  productIds: readonly string[],
): Promise<void> {
  await deps.emitAll(
    tx,
    productChanged,
    [...new Set(productIds)].map((productId) => ({ key: productId, payload: { productId } })),
  )
}

/** Checks a product against the taxonomy and the store's files; throws 422 with every fault. */
async function check({ db, taxonomy }: CatalogParts, input: ProductInput, storeId: string): Promise<void> {
  const faults = faultsOf(input, await taxonomy.current())
  const unusable = await findUnusablePictures(
    db,
    pictureIdsOf(input).map((fileId) => ({ fileId, storeId })),
  )
  input.pictureIds.forEach((fileId, index) => {
    if (unusable.has(`${storeId} ${fileId}`))
      faults.push({ path: `pictureIds.${index}`, code: 'catalog.file-missing' })
  })
  input.variants.forEach(({ pictureIds = [] }, index) => {
    if (pictureIds.some((fileId) => unusable.has(`${storeId} ${fileId}`)))
      faults.push({ path: `variants.${index}.pictureIds`, code: 'catalog.file-missing' })
  })
  const [first] = faults
  if (first) throw new AppError(422, first.code, { params: first.params, fields: faults })
}

export async function createProduct(
  parts: CatalogParts,
  storeId: string,
  input: ProductInput,
): Promise<Edit> {
  await check(parts, input, storeId)
  return retrySlugs(async () => {
    const current = await parts.taxonomy.current()
    const isTaken = await findTakenSlugs(parts.db, [input])
    const rows = layOut(input, storeId, 'draft', current, isTaken)
    return asStore(parts.db, storeId, async (tx) => {
      await writeProducts(tx, [rows])
      await tellOf(tx, parts.deps, [rows])
      return getEdit(tx, rows.product.id, current)
    })
  })
}

export async function updateProduct(
  parts: CatalogParts,
  storeId: string,
  productId: string,
  input: ProductInput,
  ifMatch?: number,
): Promise<Edit> {
  const kept = (await findKept(parts.db, [productId])).get(productId)
  if (kept?.storeId !== storeId) throw notFound()
  await check(parts, input, storeId)
  checkVariants(input, kept.variants)
  return retrySlugs(async () => {
    const current = await parts.taxonomy.current()
    const isTaken = await findTakenSlugs(parts.db, [input])
    return asStore(parts.db, storeId, async (tx) => {
      const locked = await tx
        .selectFrom('catalog.products')
        .select(['version', 'status'])
        .where('id', '=', productId)
        .forUpdate()
        .executeTakeFirst()
      if (!locked) throw notFound()
      if (locked.version !== kept.version || (ifMatch !== undefined && ifMatch !== locked.version))
        throw stale(await getEdit(tx, productId, current))
      const next = stateAfter(locked.status, 'edit')
      if (next === 'gone') throw notFound()
      const rows = layOut(input, storeId, next, current, isTaken, kept)
      await writeProducts(tx, [rows])
      await tellOf(tx, parts.deps, [rows])
      return getEdit(tx, productId, current)
    })
  })
}

/** A variant may not be named that is none of the product's, nor leave while other stores sell it. */
function checkVariants(
  input: ProductInput,
  kept: readonly { id: string; sku: string; alsoSoldByOthers: boolean }[],
): void {
  input.variants.forEach(({ id }, index) => {
    if (id !== undefined && !kept.some((variant) => variant.id === id)) {
      const fault = { path: `variants.${index}.id`, code: 'platform.not-found' }
      throw new AppError(422, fault.code, { fields: [fault] })
    }
  })
  const stays = ({ id, sku }: { id: string; sku: string }) =>
    input.variants.some((variant) => variant.id === id || (variant.id === undefined && variant.sku === sku))
  if (kept.some((variant) => variant.alsoSoldByOthers && !stays(variant)))
    throw refused('catalog.variant-sold-by-others')
}

const SLUG_RACES = 3

/** Another product took the slug between the look and the writing: look again. An article number taken is the caller's to mend. */
export async function retrySlugs<T>(write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write()
    } catch (error) {
      const constraint = violated(error)
      if (constraint === 'offers_store_id_sku_key') throw refused('catalog.sku-taken')
      if (constraint !== 'product_texts_slug_locale_key' || attempt === SLUG_RACES) throw error
    }
  }
}
