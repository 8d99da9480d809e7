import { sql } from 'kysely'
import type { Db, Kind } from '../parts.ts'
import type { NeighbourRow } from './suggest.rules.ts'

/** The lists of some products, of some kinds. */
export async function listNeighbours(
  db: Db,
  productIds: readonly string[],
  kinds: readonly Kind[],
): Promise<NeighbourRow[]> {
  const { rows } =
    await sql<NeighbourRow>`select product_id as "productId", kind, others, strengths from recommend.neighbours
    where product_id = any(${[...productIds]}::text[]) and kind = any(${[...kinds]}::text[])`.execute(db)
  return rows
}

/** What a country wants most, then what all want; of all alone without a country. */
export async function listPopular(
  db: Db,
  country: string | undefined,
  most: number,
): Promise<{ productId: string; share: number }[]> {
  const { rows } = await sql<{ productId: string; share: number }>`
    select product_id as "productId", max(share) as share from recommend.popular
    where country in (${country ?? '*'}, '*')
    group by product_id order by max(country) filter (where country <> '*') is null, max(score) desc, product_id limit ${sql.lit(most)}`.execute(
    db,
  )
  return rows
}
