import { sql } from 'kysely'
import { personRows, type PersonRow } from '@tradewind/platform/db'
import type { Db } from '../parts.ts'

export type Remembering = 'unasked' | 'yes' | 'no'

export interface ViewRow {
  productId: string
  kind: 'view' | 'cart'
  seenAt: Date
}

const MOST_VIEWS = sql.lit(200)

/** What these owners said, the first one's word before the others'. */
export async function findRemembering(db: Db, owners: readonly string[]): Promise<Remembering> {
  const { rows } = await sql<{
    remember: boolean
  }>`select remember from recommend.viewers where viewer = any(${[...owners]}::text[])
    order by array_position(${[...owners]}::text[], viewer) limit 1`.execute(db)
  const [row] = rows
  return row === undefined ? 'unasked' : row.remember ? 'yes' : 'no'
}

export async function agree(tx: Db, viewer: string): Promise<void> {
  await sql`insert into recommend.viewers (viewer, remember) values (${viewer}, true)
    on conflict (viewer) do update set remember = true, decided_at = now() where not viewers.remember`.execute(
    tx,
  )
}

/**
 * Whether the viewer agreed, who cannot take it back before the transaction ends. Who has said nothing yet goes by what
 * their browser said.
 */
export async function holdAgreement(tx: Db, viewer: string, browser: string | undefined): Promise<boolean> {
  if (browser !== undefined)
    await sql`insert into recommend.viewers (viewer, remember)
      select ${viewer}, true from recommend.viewers where viewer = ${browser} and remember for share
      on conflict (viewer) do nothing`.execute(tx)
  const { rows } = await sql<{ remember: boolean }>`
    select remember from recommend.viewers where viewer = ${viewer} for update`.execute(tx)
  return rows[0]?.remember === true
}

/** Nothing of these owners stays but their no. The views go last: those that were being written meanwhile go too. */
export async function refuse(tx: Db, owners: readonly string[]): Promise<void> {
  await sql`insert into recommend.viewers (viewer, remember) select id, false from unnest(${[...owners]}::text[]) as t(id)
    on conflict (viewer) do update set remember = false, decided_at = now()`.execute(tx)
  await sql`delete from recommend.views where viewer = any(${[...owners]}::text[])`.execute(tx)
}

export async function forgetOwners(db: Db, owners: readonly string[]): Promise<void> {
  await sql`delete from recommend.viewers where viewer = any(${[...owners]}::text[])`.execute(db)
}

/** What a browser remembered goes along with the person who logged in there. */
export async function adoptViews(tx: Db, guest: string, person: string): Promise<void> {
  await sql`with moved as (delete from recommend.views where viewer = ${guest} returning product_id, kind, country, seen_at)
    insert into recommend.views as v (viewer, product_id, kind, country, seen_at)
    select ${person}, product_id, kind, country, seen_at from moved
    on conflict (viewer, product_id, kind) do update set seen_at = greatest(v.seen_at, excluded.seen_at)`.execute(
    tx,
  )
}

/** Adds what was looked at, of goods that are known; answers which. The newest are kept. */
export async function insertViews(
  tx: Db,
  viewer: string,
  country: string | undefined,
  views: readonly { productId: string; kind: 'view' | 'cart' }[],
): Promise<string[]> {
  const { rows } = await sql<{ product_id: string }>`
    insert into recommend.views as v (viewer, product_id, kind, country)
    select distinct ${viewer}, i.product_id, t.kind, ${country ?? null}
    from jsonb_to_recordset(${JSON.stringify(views)}::jsonb) as t("productId" text, kind text)
    join recommend.items i on i.product_id = t."productId"
    on conflict (viewer, product_id, kind) do update set seen_at = now(), country = excluded.country
    returning product_id`.execute(tx)
  await sql`delete from recommend.views v using (
      select product_id, kind from recommend.views where viewer = ${viewer} order by seen_at desc offset ${MOST_VIEWS}) old
    where v.viewer = ${viewer} and v.product_id = old.product_id and v.kind = old.kind`.execute(tx)
  return rows.map((row) => row.product_id)
}

/** What these owners looked at, newest first. */
export async function listViews(db: Db, owners: readonly string[], most: number): Promise<ViewRow[]> {
  const { rows } =
    await sql<ViewRow>`select product_id as "productId", kind, seen_at as "seenAt" from recommend.views
    where viewer = any(${[...owners]}::text[]) order by seen_at desc, product_id limit ${sql.lit(most)}`.execute(
      db,
    )
  return rows
}

/** Products that these owners looked at, each once, the latest first. */
export async function listSeen(db: Db, owners: readonly string[], most: number): Promise<string[]> {
  const { rows } = await sql<{ productId: string }>`select product_id as "productId" from recommend.views
    where viewer = any(${[...owners]}::text[]) and kind = 'view'
    group by product_id order by max(seen_at) desc, product_id limit ${sql.lit(most)}`.execute(db)
  return rows.map(({ productId }) => productId)
}

/** Forgets what these owners looked at, all of it or one product. */
export async function deleteSeen(db: Db, owners: readonly string[], productId?: string): Promise<void> {
  const one = productId === undefined ? sql`` : sql`and product_id = ${productId}`
  await sql`delete from recommend.views where viewer = any(${[...owners]}::text[]) ${one}`.execute(db)
}

export async function exportPerson(db: Db, userId: string): Promise<Record<string, PersonRow[]>> {
  return {
    remembering: await personRows(
      db,
      sql`select to_jsonb(w) - 'viewer' as row from recommend.viewers w where viewer = ${userId}`,
    ),
    views: await personRows(
      db,
      sql`select to_jsonb(v) - 'viewer' as row from recommend.views v where viewer = ${userId} order by seen_at`,
    ),
  }
}

export interface Basket {
  orderId: string
  country: string
  at: string
  productIds: readonly string[]
  /** What the same buyer had paid for shortly before, and when last. */
  earlier?: readonly { productId: string; paidAt: string }[]
}

/** Adds what was bought together; answers the products of baskets that are new. */
export async function insertPurchases(tx: Db, baskets: readonly Basket[]): Promise<string[]> {
  const { rows } = await sql<{ product_id: string }>`
    insert into recommend.purchases (order_id, product_id, country, at, previous_on)
    select distinct "orderId", id, country, at, (
        select max(e."paidAt")::date from jsonb_to_recordset(t.earlier) as e("productId" text, "paidAt" timestamptz)
        where e."productId" = p.id)
    from jsonb_to_recordset(${JSON.stringify(baskets)}::jsonb)
      as t("orderId" text, country text, at timestamptz, "productIds" text[], earlier jsonb)
    cross join unnest(t."productIds") as p(id)
    on conflict do nothing returning product_id`.execute(tx)
  return rows.map((row) => row.product_id)
}

/** Lets go of what is older than it may be kept, and of answers that nobody has used for half a year. */
export async function forgetOld(tx: Db): Promise<void> {
  await sql`delete from recommend.views where seen_at < now() - interval '30 days'`.execute(tx)
  await sql`delete from recommend.purchases where at < now() - interval '1 year'`.execute(tx)
  await sql`delete from recommend.viewers w where decided_at < now() - interval '180 days'
    and not exists (select from recommend.views v where v.viewer = w.viewer)`.execute(tx)
}
