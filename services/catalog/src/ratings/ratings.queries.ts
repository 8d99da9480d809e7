import { sql, type Kysely } from 'kysely'
import type { CatalogTables } from '../tables.ts'

type Db = Kysely<CatalogTables>

/** Takes over how many reviews of products give 1 to 5 stars; answers the products that there are. */
export async function setStarCounts(
  tx: Db,
  rated: readonly { productId: string; starCounts: readonly number[] }[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update catalog.products p set star_counts = r."starCounts"
    from jsonb_to_recordset(${JSON.stringify(rated)}::jsonb) as r("productId" text, "starCounts" int[])
    where p.id = r."productId" and p.star_counts <> r."starCounts" returning p.id`.execute(tx)
  return rows.map((row) => row.id)
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
