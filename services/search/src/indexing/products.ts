import { sql } from 'kysely'
import { LOCALES } from '@tradewind/kernel'
import { systemContext } from '@tradewind/platform/contract'
import type { Names } from '../names/names.ts'
import { numberFacets } from '../names/names.queries.ts'
import type { Db, IndexingParts, Tx } from '../parts.ts'
import type { Titles } from '../tables.ts'
import { deriveListings, unlist } from './derive.queries.ts'
import { composeDocuments, facetsOf, storesOf, writeDocuments, type Indexed } from './documents.ts'
import { drawLook } from './looks.queries.ts'
import { readPrices, readStock } from './offers.ts'
import { findShelves } from './shelves.queries.ts'
import { readStores } from './terms.ts'
import { stopWaiting, type Waiting } from './waiting.queries.ts'

/**
 * Reads products anew from all services and works out everything the index holds of them. Others are asked first, in
 * no transaction; what they said is then written unless a later look was.
 */
export async function indexProducts(parts: IndexingParts, taken: readonly Waiting[]): Promise<void> {
  const { db } = parts
  const productIds = taken.map(({ productId }) => productId)
  const look = await drawLook(db)
  const all = await parts.deps.calls.catalog.getIndexed(systemContext('search'), {
    productIds,
  })
  const published = all.filter((product) => product.published)
  await knowStores(parts, published)
  await knowProducts(db, productIds, published)
  const offerIds = published.flatMap(({ offers }) => offers.map(({ offerId }) => offerId))
  const takings = [await readPrices(parts, offerIds), await readStock(parts, offerIds)]
  const names = await nameFacets(parts, published)
  const shelves = await findShelves(db, published.flatMap(shelfKeys))
  const documents = await composeDocuments(parts, published, names)

  await db.transaction().execute(async (tx) => {
    const locked = await lockProducts(tx, productIds)
    const numbers = new Map(
      locked.filter((row) => row.look < look).map((row) => [row.product_id, row.number]),
    )
    const written = published.filter(({ id }) => numbers.has(id))
    const left = all.filter((product) => !product.published).flatMap(({ id }) => numbers.get(id) ?? [])
    await updateLooks(tx, [...numbers.values()], look)
    await withdrawProducts(tx, left)
    await writeOffers(tx, written, numbers)
    const changed = new Set(written.flatMap(({ id }) => numbers.get(id) ?? []))
    for (const take of takings) for (const number of await take(tx)) changed.add(number)
    await writeProducts(tx, written, { numbers, names, shelves })
    await writeDocuments(tx, documents, new Map([...numbers].filter(([, number]) => changed.has(number))))
    await deriveListings(tx, [...changed])
    await stopWaiting(tx, taken)
  })
}

/**
 * Makes products and their offers known, before their prices and stock are asked for: what changes from now on is told
 * of an offer that is known. A product that is not in the mall has its row too, which holds the look that said so.
 */
async function knowProducts(
  db: Db,
  productIds: readonly string[],
  published: readonly Indexed[],
): Promise<void> {
  await sql`insert into search.products (product_id) select id from unnest(${[...productIds]}::text[]) as t(id)
    where not exists (select from search.products p where p.product_id = t.id) order by id on conflict do nothing`.execute(
    db,
  )
  const offers = published.flatMap(({ id, offers }) => offers.map((offer) => ({ ...offer, productId: id })))
  await sql`insert into search.offers (offer_id, number, store_id, variant_id, on_sale)
    select "offerId", p.number, "storeId", "variantId", "onSale"
    from jsonb_to_recordset(${JSON.stringify(offers)}::jsonb)
      as t("offerId" text, "productId" text, "storeId" text, "variantId" text, "onSale" boolean)
    join search.products p on p.product_id = t."productId"
    where not exists (select from search.offers o where o.offer_id = t."offerId") order by "offerId" on conflict do nothing`.execute(
    db,
  )
}

interface LockedProduct {
  number: number
  product_id: string
  look: number
}

async function lockProducts(tx: Tx, productIds: readonly string[]): Promise<LockedProduct[]> {
  const { rows } = await sql<LockedProduct>`
    select number, product_id, look from search.products where product_id = any(${[...productIds]}::text[]) order by number for update`.execute(
    tx,
  )
  return rows
}

const updateLooks = (tx: Tx, numbers: readonly number[], look: number) =>
  sql`update search.products set look = ${look} where number = any(${[...numbers]}::int[])`.execute(tx)

async function withdrawProducts(tx: Tx, numbers: readonly number[]): Promise<void> {
  if (numbers.length === 0) return
  await unlist(tx, numbers)
  await sql`with offers as (delete from search.offers where number = any(${[...numbers]}::int[])),
      documents as (delete from search.documents where number = any(${[...numbers]}::int[]))
    update search.products set published = false, shelves = '{}' where number = any(${[...numbers]}::int[])`.execute(
    tx,
  )
}

/** Stores that the index has not met, or not since it knows where they ship to and how heavy, get their names and delivery first. */
async function knowStores(parts: IndexingParts, products: readonly Indexed[]): Promise<void> {
  const ids = [...new Set(products.flatMap(({ offers }) => offers.map(({ storeId }) => storeId)))].sort()
  const { rows } = await sql<{ id: string }>`select id from unnest(${ids}::text[]) as t(id)
    where not exists (select from search.stores s where s.store_id = t.id and s.ships_to is not null and s.ships_grams is not null)`.execute(
    parts.db,
  )
  if (rows.length === 0) return
  const write = await readStores(
    parts,
    rows.map(({ id }) => id),
  )
  await parts.db.transaction().execute(write)
}

async function writeOffers(
  tx: Tx,
  products: readonly Indexed[],
  numbers: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = products.flatMap(({ id, offers }) =>
    offers.map(({ offerId, variantId, storeId, weightGrams, onSale }) => ({
      offer_id: offerId,
      number: numbers.get(id),
      store_id: storeId,
      variant_id: variantId,
      weight_grams: weightGrams,
      on_sale: onSale,
    })),
  )
  await sql`with wanted as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as t(offer_id text, number int, store_id text, variant_id text, weight_grams int, on_sale boolean)),
    gone as (delete from search.offers o where o.number = any(${products.map(({ id }) => numbers.get(id) ?? 0)}::int[])
      and not exists (select from wanted w where w.offer_id = o.offer_id))
    insert into search.offers as o (offer_id, number, store_id, variant_id, weight_grams, on_sale)
    select offer_id, number, store_id, variant_id, weight_grams, on_sale from wanted order by offer_id
    on conflict (offer_id) do update set number = excluded.number, store_id = excluded.store_id, variant_id = excluded.variant_id,
      weight_grams = excluded.weight_grams, on_sale = excluded.on_sale
    where (o.number, o.store_id, o.variant_id, o.weight_grams, o.on_sale) is distinct from
      (excluded.number, excluded.store_id, excluded.variant_id, excluded.weight_grams, excluded.on_sale)`.execute(
    tx,
  )
}

/** Names that know every facet of these products. */
async function nameFacets({ db, names }: IndexingParts, products: readonly Indexed[]): Promise<Names> {
  const current = await names.current()
  const unknown = products
    .flatMap(facetsOf)
    .filter(({ key, value }) => !current.facetsByKey.has(`${key}:${value}`))
  if (unknown.length === 0) return current
  await numberFacets(db, unknown)
  return names.current()
}

const shelfKeys = (product: Indexed): string[] => ['all', ...product.categoryIds, ...storesOf(product)]

interface Numbering {
  numbers: ReadonlyMap<string, number>
  names: Names
  shelves: ReadonlyMap<string, number>
}

async function writeProducts(
  tx: Tx,
  products: readonly Indexed[],
  { numbers, names, shelves }: Numbering,
): Promise<void> {
  const rows = products.map((product) => {
    const facets = facetsOf(product).flatMap(
      ({ key, value }) => names.facetsByKey.get(`${key}:${value}`) ?? [],
    )
    return {
      number: numbers.get(product.id),
      published_at: product.publishedAt,
      titles: titlesOf(product),
      own_locale: LOCALES.find((locale) => product.name[locale]) ?? 'en',
      picture: product.picture,
      tags: product.tags,
      hidden_in: product.hiddenIn,
      swatches: facets.sort((a, b) => a.position - b.position).flatMap(({ swatch }) => swatch ?? []),
      facets: facets.map(({ facet }) => facet),
      shelves: shelfKeys(product).flatMap((key) => shelves.get(key) ?? []),
      rating: product.rating.average,
      rating_count: product.rating.count,
      popularity: popularityOf(product.rating),
    }
  })
  await unlist(
    tx,
    await findMoved(
      tx,
      rows.map(({ number, shelves: on }) => ({ number, shelves: on })),
    ),
  )
  await sql`update search.products p set published = true, published_at = coalesce(t.published_at, now()), titles = t.titles, own_locale = t.own_locale,
      picture = t.picture, tags = t.tags, hidden_in = t.hidden_in, swatches = t.swatches, facets = t.facets, shelves = t.shelves, rating = t.rating,
      rating_count = t.rating_count, popularity = t.popularity, indexed_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(number int, published_at timestamptz, titles jsonb, own_locale text, picture jsonb,
      tags text[], hidden_in text[], swatches text[], facets int[], shelves int[], rating real, rating_count int, popularity int)
    where p.number = t.number`.execute(tx)
}

/** Products that stand on other shelves than before: they leave the lists and are put in anew. */
async function findMoved(
  tx: Tx,
  wanted: readonly { number: number | undefined; shelves: readonly number[] }[],
): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`select p.number
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as t(number int, shelves int[])
    join search.products p on p.number = t.number where p.published and p.shelves <> t.shelves`.execute(tx)
  return rows.map(({ number }) => number)
}

/** Only languages that have a name: where one has none, readers are shown the next. */
const titlesOf = ({ name, slugs }: Indexed): Titles =>
  Object.fromEntries(
    LOCALES.flatMap((locale) => (name[locale] ? [[locale, [name[locale], slugs[locale] ?? '']]] : [])),
  )

/** Good reviews count, each further one less than the one before. */
export const popularityOf = ({ average, count }: Indexed['rating']): number =>
  average === null ? 0 : Math.round(average * 100 * Math.log2(1 + count))
