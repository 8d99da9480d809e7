import { sql, type RawBuilder } from 'kysely'
import { decodeCursor, type Locale } from '@tradewind/kernel'
import type { Db } from '../parts.ts'
import { cardColumns, type CardRow } from './cards.ts'
import { countColumns, type CountedRow } from './facets.queries.ts'
import { allOf, firmConditions, missedFacets, storeOpen, type Filters, type Scope } from './scope.ts'

type Sql = RawBuilder<unknown>

export type HitOrder = 'relevance' | 'popular' | 'new' | 'price-up' | 'price-down' | 'rating'

/** More hits than this are not told apart: nobody reads so far, and facets of all would take too long. */
const MOST_HITS = 5_000

/** What is said of a product weighs most; then whether it can be had, then what others think of it. */
const SCORE = sql`(h.rank * (1 + least(p.popularity, 3000) / 6000.0) * case when l.available then 1 else 0.3 end * 1000000)::bigint`

/** Whole numbers, of which the greatest comes first. */
const sortKeyOf = (order: HitOrder, { price }: Scope): Sql =>
  ({
    relevance: SCORE,
    popular: sql`p.popularity::bigint`,
    new: sql`(extract(epoch from p.published_at) * 1000)::bigint`,
    'price-up': sql`- ${price}`,
    'price-down': price,
    rating: sql`(coalesce(p.rating, 0) * 100)::bigint`,
  })[order]

/** Hits that the caller's market sells, with their sort key, price, facets and what they miss of the choice. */
function matched(wanted: string, input: Filters & { order: HitOrder }, scope: Scope, locale: Locale): Sql {
  const missed = missedFacets(input, scope)
  return sql`hit as materialized (
      select d.number, max((ts_rank('{0, 0, 0.4, 1}', d.title, ${wanted}::tsquery) + 0.01)
        * case when d.locale = ${locale} then 1 else 0.6 end) as rank
      from (select number, locale, title from search.documents where vector @@ ${wanted}::tsquery
        limit ${sql.lit(MOST_HITS)}) d group by d.number),
    matched as materialized (
      select h.number, ${sortKeyOf(input.order, scope)} as sort_key, ${scope.price} as price, p.facets${missed ? sql`, ${missed} as missed` : sql``}
      from hit h
      join search.products p on p.number = h.number
      join search.listing l on l.market = ${scope.market} and l.number = h.number
      where ${allOf([storeOpen, ...firmConditions(input)])})`
}

export interface FoundRow extends CountedRow {
  items: (CardRow & { sort_key: string })[]
}

/** A page of hits and the facets of all hits, in one statement. */
export async function findHits(
  db: Db,
  wanted: string,
  input: Filters & { order: HitOrder; limit: number; cursor?: string },
  scope: Scope,
  locale: Locale,
): Promise<FoundRow> {
  const conditions: Sql[] = []
  const chosen = missedFacets(input, scope) !== undefined
  if (chosen) conditions.push(sql`cardinality(missed) = 0`)
  if (input.cursor !== undefined) {
    const [at, number] = decodeCursor(input.cursor, 'int8', 'int4')
    conditions.push(sql`(sort_key, number) < (${at}::bigint, ${number}::int)`)
  }
  const { rows } = await sql<FoundRow>`
    with ${scope.here}, ${matched(wanted, input, scope, locale)},
    page as (select * from matched where ${allOf(conditions)} order by sort_key desc, number desc limit ${sql.lit(input.limit + 1)}),
    cards as (
      select ${cardColumns(locale, sql`m.price`, scope.currency)}, m.sort_key::text as sort_key
      from page m
      join search.products p on p.number = m.number
      join search.listing l on l.market = ${scope.market} and l.number = m.number
      order by m.sort_key desc, m.number desc)
    select ${countColumns(chosen, scope)}, (select coalesce(json_agg(cards), '[]') from cards) as items`.execute(
    db,
  )
  const [row] = rows
  if (!row) throw new Error('a search has no row')
  return row
}

/** Facets of all hits, without a page of them. */
export async function countHits(
  db: Db,
  wanted: string,
  filters: Filters,
  scope: Scope,
  locale: Locale,
): Promise<CountedRow> {
  const chosen = missedFacets(filters, scope) !== undefined
  const { rows } = await sql<CountedRow>`
    with ${scope.here}, ${matched(wanted, { ...filters, order: 'relevance' }, scope, locale)}
    select ${countColumns(chosen, scope)}`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a count has no row')
  return row
}
