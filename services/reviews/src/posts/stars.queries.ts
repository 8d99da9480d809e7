import { sql, type Kysely } from 'kysely'

const NONE = [0, 0, 0, 0, 0]

/** How many published reviews of a product give 1 to 5 stars. */
export async function findStars(db: Kysely<unknown>, productId: string): Promise<number[]> {
  const { rows } = await sql<{
    counts: number[]
  }>`select counts from reviews.stars where product_id = ${productId}`.execute(db)
  return rows[0]?.counts ?? NONE
}

/** Holds the reviews of products still until the transaction ends; answers the products, each once. */
export async function lockStars(tx: Kysely<unknown>, productIds: readonly string[]): Promise<string[]> {
  const ids = [...new Set(productIds)].sort()
  await sql`insert into reviews.stars (product_id) select unnest(${ids}::text[]) on conflict do nothing`.execute(
    tx,
  )
  await sql`select from reviews.stars where product_id = any(${ids}::text[]) order by product_id for update`.execute(
    tx,
  )
  return ids
}

/** Counts the stars of these products anew; answers those whose counts changed. */
export async function countStars(
  tx: Kysely<unknown>,
  productIds: readonly string[],
): Promise<{ productId: string; starCounts: number[] }[]> {
  // The lock first: two writers of one product's reviews would each miss what the other is adding.
  const ids = await lockStars(tx, productIds)
  const { rows } = await sql<{ productId: string; starCounts: number[] }>`
    update reviews.stars s set counts = n.counts from (
      select t.product_id, array[count(*) filter (where rating = 1), count(*) filter (where rating = 2),
        count(*) filter (where rating = 3), count(*) filter (where rating = 4), count(*) filter (where rating = 5)]::int[] as counts
      from unnest(${ids}::text[]) as t(product_id)
      left join reviews.posts p on p.product_id = t.product_id and p.kind = 'review' and p.status = 'published'
      group by t.product_id) n
    where s.product_id = n.product_id and s.counts <> n.counts
    returning s.product_id as "productId", s.counts as "starCounts"`.execute(tx)
  return rows
}
