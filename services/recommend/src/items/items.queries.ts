import { sql } from 'kysely'
import type { Item } from '../neighbours/similar.rules.ts'
import type { Db } from '../parts.ts'

export async function upsertItems(tx: Db, items: readonly (Item & { popularity: number })[]): Promise<void> {
  if (items.length === 0) return
  await sql`insert into recommend.items (product_id, category_id, parent_id, brand, facets, words, price_minor, popularity)
    select "productId", "categoryId", "parentId", brand, facets, words, "priceMinor", popularity
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as t("productId" text, "categoryId" text, "parentId" text, brand text,
      facets text[], words text[], "priceMinor" bigint, popularity int)
    order by "productId"
    on conflict (product_id) do update set category_id = excluded.category_id, parent_id = excluded.parent_id, brand = excluded.brand,
      facets = excluded.facets, words = excluded.words, price_minor = excluded.price_minor, popularity = excluded.popularity`.execute(
    tx,
  )
}

/** Products that left the mall; lists of others lose them when they are next worked out, and never show them. */
export async function deleteItems(tx: Db, productIds: readonly string[]): Promise<void> {
  if (productIds.length === 0) return
  await sql`with gone as (delete from recommend.items where product_id = any(${[...productIds]}::text[]))
    delete from recommend.neighbours where product_id = any(${[...productIds]}::text[]) and kind = 'similar'`.execute(
    tx,
  )
}

const COLUMNS = sql`product_id as "productId", category_id as "categoryId", parent_id as "parentId", brand, facets, words,
  price_minor as "priceMinor"`

export async function listItems(db: Db, productIds: readonly string[]): Promise<Item[]> {
  const { rows } = await sql<Item>`select ${COLUMNS} from recommend.items
    where product_id = any(${[...productIds]}::text[])`.execute(db)
  return rows
}

/** The best known items of a category, and of its parent's other children where it has few; at most 400. */
export async function listCandidates(db: Db, categoryId: string, parentId: string | null): Promise<Item[]> {
  const { rows } = await sql<Item>`
    with own as (select * from recommend.items where category_id = ${categoryId} order by popularity desc limit 300),
      near as (select * from recommend.items where parent_id = ${parentId} and category_id <> ${categoryId}
        and (select count(*) from own) < 100 order by popularity desc limit 100)
    select ${COLUMNS} from (select * from own union all select * from near) found`.execute(db)
  return rows
}
