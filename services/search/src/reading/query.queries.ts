import { sql, type RawBuilder } from 'kysely'
import { decodeCursor, type Locale } from '@tradewind/kernel'
import type { Db } from '../parts.ts'
import { cardColumns, type CardRow } from './cards.ts'
import { allOf, firmConditions, missedFacets, PRICE, shelfOf, type Filters, type Scope } from './scope.ts'

type Sql = RawBuilder<unknown>

export type HitOrder = 'relevance' | 'popular' | 'new' | 'price-up' | 'price-down' | 'rating'

/** More hits than this are not told apart: nobody reads so far, and facets of all would take too long. */
const MOST_HITS = 5_000

const SORT_KEYS: Readonly<Record<HitOrder, Sql>> = {
  relevance: sql`m.score`,
  popular: sql`p.popularity`,
  new: sql`(extract(epoch from p.published_at) * 1000)::bigint`,
  'price-up': sql`- m.price`,
  'price-down': sql`m.price`,
  rating: sql`(coalesce(p.rating, 0) * 100)::int`,
}

/** Where products come from: hits of a query, or everything on a shelf. */
export type Source = { wanted: string } | { shelf: string }

/** Products of the source that the caller's market sells, with their score, price, facets and what they miss of the choice. */
function matched(source: Source, filters: Filters, scope: Scope, locale: Locale): Sql {
  const hits =
    'wanted' in source
      ? sql`select d.number, max((ts_rank('{0, 0, 0.4, 1}', d.title, ${source.wanted}::tsquery) + 0.01)
            * case when d.locale = ${locale} then 1 else 0.6 end) as rank
          from (select number, locale, title from search.documents where vector @@ ${source.wanted}::tsquery
            limit ${sql.lit(MOST_HITS)}) d group by d.number`
      : sql`select x.number, 1 as rank from search.places x where x.shelf = ${shelfOf(source.shelf)} limit ${sql.lit(MOST_HITS)}`
  // What is said of a product weighs most; then whether it can be had, then what others think of it.
  const score = sql`(h.rank * (1 + least(p.popularity, 3000) / 6000.0) * case when l.available then 1 else 0.3 end * 1000000)::bigint`
  const missed = missedFacets(filters, scope)
  return sql`hit as materialized (${hits}),
    matched as materialized (
      select h.number, ${score} as score, ${scope.price} as price, p.facets${missed ? sql`, ${missed} as missed` : sql``}
      from hit h
      join search.products p on p.number = h.number
      join search.listing l on l.market = ${scope.market} and l.number = h.number
      join search.stores s on s.store_id = l.store_id and s.open
      where ${allOf(firmConditions(filters))})`
}

/** Total, counts by facet number, price range and version of names, of `matched`. */
function counted(filters: Filters, scope: Scope): Sql {
  const chosen = missedFacets(filters, scope) !== undefined
  const fits = chosen ? sql`where cardinality(m.missed) = 0` : sql``
  const counts = chosen
    ? sql`select f.facet, count(*)::int as n from matched m cross join unnest(m.facets) as one(facet) join search.facets f on f.facet = one.facet
        where cardinality(m.missed) = 0 or m.missed = array[f.key]::text[] group by f.facet`
    : sql`select facet, count(*)::int as n from matched m cross join unnest(m.facets) as one(facet) group by facet`
  return sql`(select count(*)::int from matched m ${fits}) as total,
    (select coalesce(json_agg(json_build_array(facet, n) order by n desc, facet), '[]') from (${counts}) c) as counts,
    (select json_build_array(min(price), max(price)) from matched m
      ${chosen ? sql`where cardinality(m.missed) = 0 or m.missed = array[${sql.lit(PRICE)}]::text[]` : sql``}) as prices,
    (select version from search.names) as names_version, ${scope.currency} as currency`
}

export interface CountedRow {
  total: number
  counts: [facet: number, count: number][]
  prices: [minimum: number | null, maximum: number | null]
  names_version: number
  currency: string
}

/** Facets of what a source holds, in one statement. */
export async function countFacets(
  db: Db,
  source: Source,
  filters: Filters,
  scope: Scope,
  locale: Locale,
): Promise<CountedRow> {
  const { rows } = await sql<CountedRow>`
    with ${scope.here}, ${matched(source, filters, scope, locale)} select ${counted(filters, scope)}`.execute(
    db,
  )
  const [row] = rows
  if (!row) throw new Error('a count has no row')
  return row
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
  const key = SORT_KEYS[input.order]
  const conditions: Sql[] = []
  if (missedFacets(input, scope)) conditions.push(sql`cardinality(m.missed) = 0`)
  if (input.cursor !== undefined) {
    const [at, number] = decodeCursor(input.cursor, 2)
    conditions.push(sql`(${key}, m.number) < (${String(at)}::bigint, ${Number(number)}::int)`)
  }
  const { rows } = await sql<FoundRow>`
    with ${scope.here}, ${matched({ wanted }, input, scope, locale)},
    page as (
      select ${cardColumns(locale, sql`m.price`, scope.currency)}, (${key})::text as sort_key
      from matched m
      join search.products p on p.number = m.number
      join search.listing l on l.market = ${scope.market} and l.number = m.number
      join search.stores s on s.store_id = l.store_id
      where ${allOf(conditions)} order by ${key} desc, m.number desc limit ${sql.lit(input.limit + 1)})
    select ${counted(input, scope)}, (select coalesce(json_agg(page), '[]') from page) as items`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a search has no row')
  return row
}
