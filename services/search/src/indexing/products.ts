import { sql } from 'kysely'
import { LOCALES } from '@tradewind/kernel'
import { systemContext } from '@tradewind/platform/contract'
import type { Names } from '../names/names.ts'
import { numberFacets } from '../names/names.queries.ts'
import type { SearchParts, Tx } from '../parts.ts'
import type { Titles } from '../tables.ts'
import { deriveListings, unlist } from './derive.queries.ts'
import { facetsOf, writeDocuments, type Indexed } from './documents.ts'
import { takePrices, takeStock } from './offers.ts'
import { findShelves } from './shelves.queries.ts'
import { refreshStores } from './terms.ts'

/**
 * Reads products anew from all services and works out everything the index holds of them. Their rows are locked
 * first: what is read afterwards is at least as new as what any other writer knew.
 */
export async function indexProducts(
  parts: SearchParts,
  tx: Tx,
  productIds: readonly string[],
): Promise<void> {
  const numbers = await lockProducts(tx, productIds)
  const all = await parts.deps.calls.catalog.getIndexed(systemContext('search'), {
    productIds: [...productIds],
  })
  const published = all.filter((product) => product.published)
  await removeProducts(
    tx,
    all.filter((product) => !product.published).map(({ id }) => numbers.get(id) ?? 0),
  )
  if (published.length === 0) return

  await knowStores(parts, tx, published)
  await writeOffers(tx, published, numbers)
  const offerIds = published.flatMap(({ offers }) => offers.map(({ offerId }) => offerId))
  await takePrices(parts, tx, offerIds)
  await takeStock(parts, tx, offerIds)
  const names = await nameFacets(parts, published)
  await writeProducts(parts, tx, published, numbers, names)
  await writeDocuments(parts, tx, published, numbers, names)
  await deriveListings(
    tx,
    published.map(({ id }) => numbers.get(id) ?? 0),
  )
}

async function lockProducts(tx: Tx, productIds: readonly string[]): Promise<Map<string, number>> {
  await sql`insert into search.products (product_id) select id from unnest(${[...productIds]}::text[]) as t(id)
    where not exists (select from search.products p where p.product_id = t.id) order by id on conflict do nothing`.execute(
    tx,
  )
  const { rows } = await sql<{ number: number; product_id: string }>`
    select number, product_id from search.products where product_id = any(${[...productIds]}::text[]) order by number for update`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.product_id, row.number]))
}

async function removeProducts(tx: Tx, numbers: readonly number[]): Promise<void> {
  if (numbers.length === 0) return
  await unlist(tx, numbers)
  await sql`delete from search.products where number = any(${[...numbers]}::int[])`.execute(tx)
}

/** Stores that the index has not met get their names and delivery first, in a transaction of its own, as facets their numbers. */
async function knowStores(parts: SearchParts, tx: Tx, products: readonly Indexed[]): Promise<void> {
  const ids = [...new Set(products.flatMap(({ offers }) => offers.map(({ storeId }) => storeId)))].sort()
  const { rows } = await sql<{ id: string }>`select id from unnest(${ids}::text[]) as t(id)
    where not exists (select from search.stores s where s.store_id = t.id)`.execute(tx)
  const unknown = rows.map(({ id }) => id)
  if (unknown.length > 0) await parts.db.transaction().execute((own) => refreshStores(parts, own, unknown))
}

async function writeOffers(
  tx: Tx,
  products: readonly Indexed[],
  numbers: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = products.flatMap(({ id, offers }) =>
    offers.map(({ offerId, variantId, storeId, onSale }) => ({
      offer_id: offerId,
      number: numbers.get(id),
      store_id: storeId,
      variant_id: variantId,
      on_sale: onSale,
    })),
  )
  await sql`with wanted as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as t(offer_id text, number int, store_id text, variant_id text, on_sale boolean)),
    gone as (delete from search.offers o where o.number = any(${products.map(({ id }) => numbers.get(id) ?? 0)}::int[])
      and not exists (select from wanted w where w.offer_id = o.offer_id))
    insert into search.offers as o (offer_id, number, store_id, variant_id, on_sale)
    select offer_id, number, store_id, variant_id, on_sale from wanted order by offer_id
    on conflict (offer_id) do update set number = excluded.number, store_id = excluded.store_id, variant_id = excluded.variant_id,
      on_sale = excluded.on_sale
    where (o.number, o.store_id, o.variant_id, o.on_sale) is distinct from
      (excluded.number, excluded.store_id, excluded.variant_id, excluded.on_sale)`.execute(tx)
}

/** Names that know every facet of these products. */
async function nameFacets({ db, names }: SearchParts, products: readonly Indexed[]): Promise<Names> {
  const current = await names.current()
  const unknown = products
    .flatMap(facetsOf)
    .filter(({ key, value }) => !current.facetsByKey.has(`${key}:${value}`))
  if (unknown.length === 0) return current
  await numberFacets(db, unknown)
  return names.current()
}

async function writeProducts(
  { db }: SearchParts,
  tx: Tx,
  products: readonly Indexed[],
  numbers: ReadonlyMap<string, number>,
  names: Names,
): Promise<void> {
  const shelfKeys = (product: Indexed) => [
    'all',
    ...product.categoryIds,
    ...new Set(product.offers.filter(({ onSale }) => onSale).map(({ storeId }) => storeId)),
  ]
  const shelves = await findShelves(db, products.flatMap(shelfKeys))
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
      picture = t.picture, tags = t.tags, swatches = t.swatches, facets = t.facets, shelves = t.shelves, rating = t.rating,
      rating_count = t.rating_count, popularity = t.popularity, indexed_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(number int, published_at timestamptz, titles jsonb, own_locale text, picture jsonb,
      tags text[], swatches text[], facets int[], shelves int[], rating real, rating_count int, popularity int)
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
