import { hash } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import type { FieldError } from '@tradewind/kernel'
import type { InputOf, OutputOf } from '@tradewind/platform/contract'
import { allowSeconds } from '@tradewind/platform/db'
import type { internalProducts } from '../contract/index.ts'
import type { CatalogParts } from '../parts.ts'
import type { CatalogTables } from '../tables.ts'
import { layOut, withKeptLanguages, type KeptProduct, type ProductRows } from './draft.ts'
import { faultsOf, pictureIdsOf } from './products.rules.ts'
import { findKept, findTakenSlugs, findUnusablePictures, writeProducts } from './products.queries.ts'
import type { ProductState } from './products.states.ts'
import { retrySlugs, tellOf } from './write.ts'

type Input = InputOf<(typeof internalProducts)['importProducts']>
type Output = OutputOf<(typeof internalProducts)['importProducts']>
type Imported = Input['products'][number]

/** Two hundred products in seventeen languages, on a machine that does other things besides. */
const IMPORT_SECONDS = 10

/** What an earlier run of the same import left under a key. */
interface Earlier {
  id: string
  import_key: string
  import_hash: string
}

/**
 * Brings products to what the import says, new and changed ones in one transaction of few statements. Rows with
 * faults are named and left out; a key that is as it was is answered and not touched.
 */
export async function importProducts(parts: CatalogParts, { source, products }: Input): Promise<Output> {
  const current = await parts.taxonomy.current()
  const wanted = products.map((product) => ({
    product,
    digest: hash('sha256', JSON.stringify(product)).slice(0, 32),
  }))
  const earlier = await findEarlier(parts.db, source, products)
  const kept = await findKept(
    parts.db,
    [...earlier.values()].map(({ id }) => id),
  )
  const faults = await findFaults(parts, products, earlier, (product) => faultsOf(product, current))

  const sound = wanted.filter(({ product }) => !faults.has(product.key))
  const differing = sound.filter(({ product, digest }) => earlier.get(product.key)?.import_hash !== digest)
  const written = await retrySlugs(async () => {
    const isTaken = await findTakenSlugs(
      parts.db,
      differing.map(({ product }) => product),
    )
    const rows = differing.map(({ product, digest }) => {
      const before = kept.get(earlier.get(product.key)?.id ?? '')
      const origin = { source, key: product.key, hash: digest }
      const storeId = before?.storeId ?? product.storeId
      const whole = withKeptLanguages(product, before)
      return layOut(whole, storeId, statusOf(product, before), current, isTaken, before, origin)
    })
    await parts.db.transaction().execute(async (tx) => {
      await allowSeconds(tx, IMPORT_SECONDS)
      await writeProducts(tx, rows)
      await tellOf(tx, parts.deps, rows)
    })
    return new Map(rows.map((row) => [row.product.import_key ?? '', row]))
  })
  return {
    products: sound.map(({ product }) =>
      answerOf(product.key, written.get(product.key), kept.get(earlier.get(product.key)?.id ?? '')),
    ),
    errors: [...faults].map(([key, { code, path }]) => ({ key, code, path })),
  }
}

/** An import publishes; it never takes off sale, nor puts back what a person took off. */
const statusOf = ({ publish }: Imported, before?: KeptProduct): ProductState => {
  if (before && before.status !== 'draft') return before.status
  return publish ? 'published' : 'draft'
}

function answerOf(key: string, rows?: ProductRows, kept?: KeptProduct): Output['products'][number] {
  if (rows)
    return {
      key,
      productId: rows.product.id,
      created: kept === undefined,
      variants: rows.variants.map(({ id, offer_id, sku }) => ({ sku, variantId: id, offerId: offer_id })),
    }
  return {
    key,
    productId: kept?.id ?? '',
    created: false,
    variants: (kept?.variants ?? []).map(({ id, offerId, sku }) => ({ sku, variantId: id, offerId })),
  }
}

async function findEarlier(
  db: Kysely<CatalogTables>,
  source: string,
  products: readonly Imported[],
): Promise<Map<string, Earlier>> {
  const { rows } = await sql<Earlier>`select id, import_key, import_hash from catalog.products
    where import_source = ${source} and import_key = any(${products.map(({ key }) => key)}::text[])`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.import_key, row]))
}

/** The first fault of each product that has one: by its own rules, or beside what the database and the batch hold. */
async function findFaults(
  { db }: CatalogParts,
  products: readonly Imported[],
  earlier: ReadonlyMap<string, Earlier>,
  faultsAlone: (product: Imported) => FieldError[],
): Promise<Map<string, FieldError>> {
  const wantedPictures = products.flatMap((product) =>
    pictureIdsOf(product).map((fileId) => ({ fileId, storeId: product.storeId })),
  )
  const unusable = await findUnusablePictures(db, wantedPictures)
  const owners = await findSkuOwners(db, products)
  const faults = new Map<string, FieldError>()
  const keys = new Set<string>()
  for (const product of products) {
    const own = earlier.get(product.key)?.id
    const taken = product.variants.findIndex(({ sku }) => {
      const owner = owners.get(`${product.storeId} ${sku}`)
      return owner !== undefined && owner !== (own ?? product.key)
    })
    const fault =
      (keys.has(product.key) ? { path: 'key', code: 'catalog.key-twice' } : undefined) ??
      faultsAlone(product)[0] ??
      (pictureIdsOf(product).some((fileId) => unusable.has(`${product.storeId} ${fileId}`))
        ? { path: 'pictureIds', code: 'catalog.file-missing' }
        : undefined) ??
      (taken >= 0 ? { path: `variants.${taken}.sku`, code: 'catalog.sku-taken' } : undefined)
    keys.add(product.key)
    if (fault) faults.set(product.key, fault)
    else for (const { sku } of product.variants) owners.set(`${product.storeId} ${sku}`, own ?? product.key)
  }
  return faults
}

/** Which product has an article number of a store already. */
async function findSkuOwners(
  db: Kysely<CatalogTables>,
  products: readonly Imported[],
): Promise<Map<string, string>> {
  const wanted = products.flatMap(({ storeId, variants }) =>
    variants.map(({ sku }) => ({ store_id: storeId, sku })),
  )
  const { rows } = await sql<{ store_id: string; sku: string; product_id: string }>`
    select o.store_id, o.sku, o.product_id from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(store_id text, sku text)
    join catalog.offers o on o.store_id = w.store_id and o.sku = w.sku`.execute(db)
  return new Map(rows.map((row) => [`${row.store_id} ${row.sku}`, row.product_id]))
}
