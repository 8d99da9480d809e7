import { sql, type Kysely } from 'kysely'
import type { Static } from 'typebox'
import { newId } from '@tradewind/kernel'
import type { InputOf } from '@tradewind/platform/contract'
import type { Review, reviews as contract } from '../contract/index.ts'
import type { CatalogTables } from '../tables.ts'

type Db = Kysely<CatalogTables>
type Row = Omit<Static<typeof Review>, 'createdAt'> & { createdAt: Date; at: string }

/** Reviews of a product on sale, newest first, one more than asked for. */
export async function listReviewRows(
  db: Db,
  productId: string,
  limit: number,
  after?: { at: string; id: string },
): Promise<Row[]> {
  const from = after ? sql`and (created_at, id) < (${after.at}::timestamptz, ${after.id})` : sql``
  const { rows } = await sql<Row>`
    select id, product_id as "productId", author, rating, title, body, locale, verified, created_at as "createdAt", created_at::text as at
    from catalog.reviews where product_id = ${productId} ${from}
    order by created_at desc, id desc limit ${sql.lit(limit + 1)}`.execute(db)
  return rows
}

/** How many reviews give 1 to 5 stars; undefined when there is no such product on sale. */
export async function findStarCounts(db: Db, productId: string): Promise<number[] | undefined> {
  const row = await db
    .selectFrom('catalog.products')
    .select('star_counts')
    .where('id', '=', productId)
    .where('status', '=', sql<'published'>`'published'`)
    .executeTakeFirst()
  return row?.star_counts
}

/** Adds reviews whose key is new and whose product exists; answers the product of each. */
export async function insertReviews(
  tx: Db,
  reviews: InputOf<(typeof contract)['importReviews']>['reviews'],
): Promise<string[]> {
  const rows = reviews.map(({ key, productId, createdAt, ...review }) => ({
    ...review,
    id: newId('rev'),
    import_key: key,
    product_id: productId,
    created_at: createdAt,
  }))
  const written = await sql<{ product_id: string }>`
    insert into catalog.reviews (id, product_id, import_key, author, rating, title, body, locale, verified, created_at)
    select t.id, t.product_id, t.import_key, t.author, t.rating, t.title, t.body, t.locale, false, t.created_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(id text, product_id text, import_key text, author text, rating int,
      title text, body text, locale text, created_at timestamptz)
    join catalog.products p on p.id = t.product_id
    on conflict (import_key) do nothing returning product_id`.execute(tx)
  return written.rows.map((row) => row.product_id)
}

/** Counts the stars of these products anew. */
export async function countStars(tx: Db, productIds: readonly string[]): Promise<void> {
  // The lock first: two writers of one product's reviews would each miss what the other is adding.
  await sql`select from catalog.products where id = any(${productIds}::text[]) order by id for no key update`.execute(
    tx,
  )
  await sql`update catalog.products p set star_counts = array[n.one, n.two, n.three, n.four, n.five]
    from (select product_id, count(*) filter (where rating = 1) as one, count(*) filter (where rating = 2) as two,
      count(*) filter (where rating = 3) as three, count(*) filter (where rating = 4) as four, count(*) filter (where rating = 5) as five
      from catalog.reviews where product_id = any(${productIds}::text[]) group by product_id) n
    where p.id = n.product_id`.execute(tx)
}

/** How many reviews of a store's goods give 1 to 5 stars; of a store without goods, none. */
export async function countStarsOfStores(
  db: Db,
  storeIds: readonly string[],
): Promise<{ storeId: string; starCounts: number[] }[]> {
  const { rows } = await sql<{ storeId: string; starCounts: number[] }>`
    select s.id as "storeId", array[coalesce(sum(p.star_counts[1]), 0)::int, coalesce(sum(p.star_counts[2]), 0)::int,
      coalesce(sum(p.star_counts[3]), 0)::int, coalesce(sum(p.star_counts[4]), 0)::int, coalesce(sum(p.star_counts[5]), 0)::int] as "starCounts"
    from unnest(${[...storeIds]}::text[]) as s(id) left join catalog.products p on p.store_id = s.id
    group by s.id`.execute(db)
  return rows
}
