import { sql } from 'kysely'
import type { SearchParts, Tx } from '../parts.ts'
import { indexProducts } from './products.ts'

/** Indexed in one transaction, which holds up the relays of all facts: as many as take half a second here. */
const FEWEST = 5
const MOST = 50
const WANTED_MS = 500

/** The task that works off what waits. */
export const INDEX_TASK = 'index'

/** Has products indexed in the background, soon. */
export async function indexSoon({ deps }: SearchParts, tx: Tx, productIds: readonly string[]): Promise<void> {
  if (productIds.length === 0) return
  await sql`insert into search.waiting (product_id) select distinct id from unnest(${[...productIds]}::text[]) as t(id)
    order by id on conflict do nothing`.execute(tx)
  await deps.enqueue(tx, INDEX_TASK, {}, { key: 'search.index' })
}

/** Has every product, or those of some stores, indexed again. */
export async function indexAllSoon(
  { deps }: SearchParts,
  tx: Tx,
  storeIds?: readonly string[],
): Promise<void> {
  const which = storeIds
    ? sql`where exists (select from search.offers o where o.number = p.number and o.store_id = any(${[...storeIds]}::text[]))`
    : sql``
  await sql`insert into search.waiting (product_id) select p.product_id from search.products p ${which}
    order by p.product_id on conflict do nothing`.execute(tx)
  await deps.enqueue(tx, INDEX_TASK, {}, { key: 'search.index' })
}

/** Indexes what waits until nothing does. A product that cannot be indexed is tried again later and holds up no other. */
export async function workOff(parts: SearchParts): Promise<void> {
  let worked = 0
  for (let size = MOST / 2; ;) {
    const started = performance.now()
    const some = await indexSome(parts, size)
    if (some === 0) break
    worked += some
    const pace = WANTED_MS / (performance.now() - started)
    size = Math.round(Math.min(MOST, Math.max(FEWEST, some * pace)))
  }
  // New lexemes wait in a list that every search reads along, until they are sorted in together.
  if (worked > 0) await sql`select gin_clean_pending_list('search.documents_vector')`.execute(parts.db)
}

async function indexSome(parts: SearchParts, size: number): Promise<number> {
  try {
    return await parts.db.transaction().execute(async (tx) => {
      const ids = await take(tx, size)
      if (ids.length > 0) await indexProducts(parts, tx, ids)
      return ids.length
    })
  } catch (error) {
    parts.deps.log.warn({ err: error }, 'a batch could not be indexed; trying its products one by one')
    return indexOneByOne(parts, size)
  }
}

async function indexOneByOne(parts: SearchParts, size: number): Promise<number> {
  const { rows } = await sql<{ product_id: string }>`select product_id from search.waiting
    where since <= now() order by since, product_id limit ${size}`.execute(parts.db)
  for (const { product_id: productId } of rows) {
    try {
      await parts.db.transaction().execute(async (tx) => {
        const taken = await takeThis(tx, productId)
        if (taken) await indexProducts(parts, tx, [productId])
      })
    } catch (error) {
      parts.deps.log.error(
        { err: error, productId },
        'a product could not be indexed and is tried again in a minute',
      )
      await sql`update search.waiting set since = now() + interval '1 minute' where product_id = ${productId}`.execute(
        parts.db,
      )
    }
  }
  return rows.length
}

async function take(tx: Tx, limit: number): Promise<string[]> {
  const { rows } = await sql<{ product_id: string }>`delete from search.waiting where product_id in (
      select product_id from search.waiting where since <= now() order by since, product_id
      limit ${limit} for update skip locked)
    returning product_id`.execute(tx)
  return rows.map((row) => row.product_id).sort()
}

async function takeThis(tx: Tx, productId: string): Promise<boolean> {
  const { rows } =
    await sql`delete from search.waiting where product_id = ${productId} returning product_id`.execute(tx)
  return rows.length > 0
}
