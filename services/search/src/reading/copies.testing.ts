import { newId } from '@tradewind/kernel'
import type { Pool } from 'pg'

/** A product many times over, straight into the index: sold out, and better known than the original. */
export async function copyInIndex(pool: Pool, productId: string, times: number): Promise<void> {
  await pool.query(
    `insert into search.products (product_id, published, published_at, titles, tags, facets, shelves, popularity)
      select id, true, published_at, titles, tags || '{copy}', facets, shelves, popularity + 10
      from search.products, unnest($2::text[]) id where product_id = $1`,
    [productId, Array.from({ length: times }, () => newId('prd'))],
  )
  for (const statement of [
    `insert into search.documents select c.number, d.locale, d.title, d.vector || array_to_tsvector('{~copy}'), d.brevity
      from search.products c, search.documents d, search.products p where ${OF}`,
    `insert into search.listing select copied.* from search.products c, search.listing d, search.products p,
      jsonb_populate_record(d, jsonb_build_object('number', c.number, 'available', false, 'popularity', c.popularity)) copied where ${OF}`,
    `insert into search.places select copied.* from search.products c, search.places d, search.products p,
      jsonb_populate_record(d, jsonb_build_object('number', c.number, 'popularity', c.popularity)) copied where ${OF}`,
    `insert into search.price_places select d.market, unnest(p.shelves), d.price_minor, c.number
      from search.products c, search.listing d, search.products p where ${OF}`,
  ])
    await pool.query(statement, [productId])
}

/** Copies `c` and each row `d` of their original `p`. */
const OF = `'copy' = any(c.tags) and p.product_id = $1 and d.number = p.number`

export const forgetCopies = (pool: Pool) =>
  pool.query(`with gone as (delete from search.products where 'copy' = any(tags) returning number),
    unpriced as (delete from search.price_places where number in (select number from gone)),
    unplaced as (delete from search.places where number in (select number from gone))
    delete from search.listing where number in (select number from gone)`)
