import { sql } from 'kysely'
import type { Db, SearchParts, Tx } from '../parts.ts'

/** The task that works off what waits. */
export const INDEX_TASK = 'index'

/** Has products indexed in the background, soon; those that are just being indexed, once more. */
export async function indexSoon({ deps }: SearchParts, tx: Tx, productIds: readonly string[]): Promise<void> {
  if (productIds.length === 0) return
  await sql`insert into search.waiting (product_id) select distinct id from unnest(${[...productIds]}::text[]) as t(id)
    order by id ${AGAIN}`.execute(tx)
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
    order by p.product_id ${AGAIN}`.execute(tx)
  await deps.enqueue(tx, INDEX_TASK, {}, { key: 'search.index' })
}

const AGAIN = sql`on conflict (product_id) do update set queued = excluded.queued, since = excluded.since`

/** A product and the request for it, of which there may be a later one by the time it is answered. */
export interface Waiting {
  productId: string
  queued: number
}

/** Those that wait longest. They stay in the list until they are written; others leave them alone for a while. */
export async function takeWaiting(db: Db, limit: number): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    update search.waiting set since = now() + interval '15 seconds' where product_id in (
      select product_id from search.waiting where since <= now() order by since, product_id
      limit ${limit} for update skip locked)
    returning product_id as "productId", queued`.execute(db)
  return rows.toSorted((a, b) => (a.productId < b.productId ? -1 : 1))
}

/** Ends the wait of products whose request is answered. One that was not committed yet when they were taken stays. */
export async function stopWaiting(tx: Tx, answered: readonly Waiting[]): Promise<void> {
  await sql`delete from search.waiting where product_id in (
    select w.product_id from search.waiting w
    join jsonb_to_recordset(${JSON.stringify(answered)}::jsonb) as t("productId" text, queued bigint)
      on t."productId" = w.product_id and t.queued = w.queued
    order by w.product_id for update of w)`.execute(tx)
}

/** How many wait, those that are just being indexed among them. */
export async function countWaiting(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from search.waiting`.execute(db)
  return rows[0]?.n ?? 0
}

/** Has a product that could not be indexed wait for a minute. */
export const putOff = (db: Db, productId: string) =>
  sql`update search.waiting set since = now() + interval '1 minute' where product_id = ${productId}`.execute(
    db,
  )
