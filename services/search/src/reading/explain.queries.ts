import { sql } from 'kysely'
import type { Locale } from '@tradewind/kernel'
import type { Db } from '../parts.ts'
import type { QueryText } from '../text/query.ts'
import { wholeHits } from './query.queries.ts'
import { storeOpen, type Scope } from './scope.ts'

export interface ExplainedRow {
  /** Place among all hits, from 1. */
  position: number
  text: number
  popularity: number
  availability: number
  locales: Locale[]
}

/** What made the place of a product among the hits of a query; undefined when it is none of them. */
export async function explainHit(
  db: Db,
  query: QueryText,
  productId: string,
  scope: Scope,
  locale: Locale,
): Promise<ExplainedRow | undefined> {
  const { rows } = await sql<ExplainedRow>`
    with ${scope.here}, ${wholeHits(query, locale)},
    scored as (
      select p.number, p.product_id, h.rank as text, 1 + least(l.popularity, 3000) / 6000.0 as popularity,
        case when l.available then 1 else 0.3 end as availability
      from hit h
      join search.products p on p.number = h.number
      join search.listing l on l.market = ${scope.market} and l.number = h.number
      where ${storeOpen}),
    placed as (select *, row_number() over (order by (text * popularity * availability * 1000000)::bigint desc, number desc) as position from scored)
    select position::int, text::float8, popularity::float8, availability::float8,
      (select coalesce(json_agg(d.locale order by d.locale), '[]') from search.documents d
        where d.number = placed.number and d.vector @@ ${query.wanted}::tsquery) as locales
    from placed where product_id = ${productId}`.execute(db)
  return rows[0]
}
