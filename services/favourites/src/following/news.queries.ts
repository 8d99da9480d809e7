import { sql } from 'kysely'
import type { Db } from '../favourites.deps.ts'

/** The stores that somebody follows by mail. */
export async function listFollowedByMail(db: Db): Promise<Set<string>> {
  const { rows } = await sql<{ storeId: string }>`
    select distinct store_id as "storeId" from favourites.follows where mail_since is not null`.execute(db)
  return new Set(rows.map(({ storeId }) => storeId))
}

/** Notes new goods, each once for a store. */
export async function insertNews(
  tx: Db,
  news: readonly { storeId: string; productId: string; publishedAt: string }[],
): Promise<void> {
  if (news.length === 0) return
  await sql`insert into favourites.news (store_id, product_id, published_at)
    select distinct on ("storeId", "productId") "storeId", "productId", "publishedAt"
    from jsonb_to_recordset(${JSON.stringify(news)}::jsonb) as t("storeId" text, "productId" text, "publishedAt" timestamptz)
    on conflict do nothing`.execute(tx)
}

export interface DueRow {
  owner: string
  stores: { storeId: string; productIds: string[] }[]
}

/** Who is to be told of what: new since they agreed and since they were last told, not oftener than once in twenty hours. */
export async function listDue(db: Db, limit: number): Promise<DueRow[]> {
  const { rows } = await sql<DueRow>`
    select owner, jsonb_agg(jsonb_build_object('storeId', store_id, 'productIds', products) order by store_id) as stores
    from (select f.owner, f.store_id, jsonb_agg(n.product_id order by n.published_at desc, n.product_id) as products
      from favourites.follows f join favourites.news n on n.store_id = f.store_id
      left join favourites.letters l on l.owner = f.owner
      where f.mail_since is not null and n.published_at > f.mail_since and n.noted_at > coalesce(l.told_at, '-infinity')
        and coalesce(l.told_at, '-infinity') < now() - interval '20 hours'
      group by f.owner, f.store_id) due
    group by owner order by owner limit ${sql.lit(limit)}`.execute(db)
  return rows
}

/** Notes that these are told; answers those whom nobody else told meanwhile. */
export async function markTold(tx: Db, owners: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ owner: string }>`
    insert into favourites.letters as l (owner, told_at) select unnest(${[...owners]}::text[]), now()
    on conflict (owner) do update set told_at = now() where l.told_at < now() - interval '20 hours'
    returning owner`.execute(tx)
  return new Set(rows.map(({ owner }) => owner))
}

export async function forgetOld(db: Db): Promise<void> {
  await sql`delete from favourites.news where noted_at < now() - interval '31 days'`.execute(db)
  await sql`delete from favourites.letters where told_at < now() - interval '31 days'`.execute(db)
  // A browser's key lives for half a year.
  await sql`delete from favourites.kept where owner like 'gst\_%' and kept_at < now() - interval '1 year'`.execute(
    db,
  )
}
