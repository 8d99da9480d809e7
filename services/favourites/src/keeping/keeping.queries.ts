import { sql } from 'kysely'
import type { Db } from '../favourites.deps.ts'
import { MOST_FOLLOWED } from '../following/following.queries.ts'

export const MOST_KEPT = 500

export interface KeptRow {
  productId: string
  market: string | null
  currency: string | null
  priceMinor: number | null
  keptAt: Date
  /** `keptAt` to the microsecond, for cursors. */
  at: string
}

/** What it cost, and where, when it was kept. */
export interface KeptPrice {
  market: string
  currency: string
  minor: number
}

/** What an owner keeps, the latest first, one more than asked for. */
export async function listKept(
  db: Db,
  owner: string,
  limit: number,
  after: { at: string; id: string } | undefined,
): Promise<KeptRow[]> {
  const from = after
    ? sql`and (kept_at < ${after.at}::timestamptz or (kept_at = ${after.at}::timestamptz and product_id > ${after.id}))`
    : sql``
  const { rows } = await sql<KeptRow>`select product_id as "productId", market, currency,
      price_minor as "priceMinor", kept_at as "keptAt", kept_at::text as at
    from favourites.kept where owner = ${owner} ${from}
    order by kept_at desc, product_id limit ${sql.lit(limit + 1)}`.execute(db)
  return rows
}

export async function countKept(db: Db, owner: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from favourites.kept where owner = ${owner}`.execute(db)
  return rows[0]?.count ?? 0
}

/** False when the owner keeps as much as one may; what is kept already stays as it was. */
export async function insertKept(
  db: Db,
  owner: string,
  productId: string,
  price: KeptPrice | undefined,
): Promise<boolean> {
  const { rows } = await sql<{ kept: boolean }>`with added as (
      insert into favourites.kept (owner, product_id, market, currency, price_minor)
      select ${owner}, ${productId}, ${price?.market ?? null}, ${price?.currency ?? null}, ${price?.minor ?? null}::bigint
      where (select count(*) from favourites.kept where owner = ${owner}) < ${sql.lit(MOST_KEPT)}
      on conflict do nothing returning 1)
    select exists (select from added) or exists (
      select from favourites.kept where owner = ${owner} and product_id = ${productId}) as kept`.execute(db)
  return rows[0]?.kept ?? false
}

export async function deleteKept(db: Db, owner: string, productId: string): Promise<void> {
  await sql`delete from favourites.kept where owner = ${owner} and product_id = ${productId}`.execute(db)
}

/** Everything that is marked for an owner on pages. */
export async function listMarks(
  db: Db,
  owner: string,
): Promise<{ productIds: string[]; storeIds: string[] }> {
  const { rows } = await sql<{ productIds: string[]; storeIds: string[] }>`select
    array(select product_id from favourites.kept where owner = ${owner} order by kept_at desc limit ${sql.lit(MOST_KEPT)}) as "productIds",
    array(select store_id from favourites.follows where owner = ${owner} order by followed_at desc limit ${sql.lit(MOST_FOLLOWED)}) as "storeIds"`.execute(
    db,
  )
  return rows[0] ?? { productIds: [], storeIds: [] }
}
