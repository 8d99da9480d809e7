import { sql } from 'kysely'
import type { Locale } from '@tradewind/kernel'
import type { Db } from '../parts.ts'
import type { QueryText } from '../text/query.ts'
import { wholeHits } from './hits.queries.ts'
import { allOf, firmConditions, storeOpen, type Filters, type Scope } from './scope.ts'
import { AVAILABILITY, POPULARITY, sortKeyOf } from './score.ts'

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
  filters: Pick<Filters, 'ruled'>,
): Promise<ExplainedRow | undefined> {
  const { rows } = await sql<ExplainedRow>`
    with ${scope.here}, ${wholeHits(query, locale, { order: 'relevance' }, scope).tables},
    scored as (
      select p.number, p.product_id, h.rank as text, ${POPULARITY} as popularity, ${AVAILABILITY} as availability,
        ${sortKeyOf('relevance', scope)} as sort_key
      from hit h
      join search.products p on p.number = h.number
      join search.listing l on l.market = ${scope.market} and l.number = h.number
      where ${allOf([storeOpen, ...scope.priced, ...firmConditions(filters)])}),
    placed as (select *, row_number() over (order by sort_key desc, number desc) as position from scored)
    select position::int, text::float8, popularity::float8, availability::float8,
      (select coalesce(json_agg(d.locale order by d.locale), '[]') from search.documents d
        where d.number = placed.number and d.vector @@ ${query.wanted}::tsquery) as locales
    from placed where product_id = ${productId}`.execute(db)
  return rows[0]
}
