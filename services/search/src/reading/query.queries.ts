import { sql, type RawBuilder } from 'kysely'
import { decodeCursor, type Locale } from '@tradewind/kernel'
import type { Db } from '../parts.ts'
import { cardColumns, type CardRow } from './cards.ts'
import { countColumns, countsOf, type CountedRow, type Counts } from './facets.queries.ts'
import type { Hits, HitInput } from './hits.queries.ts'
import { allOf, firmConditions, missedFacets, productIfNeeded, storeOpen, type Scope } from './scope.ts'
import { sortKeyOf } from './score.ts'

type Sql = RawBuilder<unknown>

/**
 * Hits that the caller's market sells, with their sort key, price, facets and what they miss of the choice. Asked for
 * all numbers at once, the index of listings is walked through one time instead of thousands of times.
 */
function matched(hits: Hits, input: HitInput, scope: Scope): Sql {
  const missed = missedFacets(input, scope)
  return sql`${hits.tables},
    matched as materialized (
      select h.number, ${sortKeyOf(input.order, scope)} as sort_key, ${scope.price} as price, l.facets${missed ? sql`, ${missed} as missed` : sql``}
      from hit h
      join search.listing l on l.number = h.number
        and l.market = ${scope.market} and l.number = any ((select array_agg(number) from hit)::int[])
      ${productIfNeeded}
      where ${allOf([storeOpen, ...scope.priced, ...firmConditions(input)])})`
}

type Items = (CardRow & { sort_key: string })[]

export interface Found extends Counts {
  items: Items
}

/** A page of hits and the facets of all hits, in one statement. */
export async function findHits(
  db: Db,
  hits: Hits,
  input: HitInput,
  scope: Scope,
  locale: Locale,
): Promise<Found> {
  const conditions: Sql[] = []
  const chosen = missedFacets(input, scope) !== undefined
  if (chosen) conditions.push(sql`cardinality(missed) = 0`)
  if (input.cursor !== undefined) {
    const [at, number] = decodeCursor(input.cursor, 'int8', 'int4')
    conditions.push(sql`(sort_key, number) < (${at}::bigint, ${number}::int)`)
  }
  const { rows } = await sql<CountedRow & { items: Items; more: boolean; more_of: string[] }>`
    with ${scope.here}, ${matched(hits, input, scope)},
    page as (select * from matched where ${allOf(conditions)} order by sort_key desc, number desc limit ${sql.lit(input.limit + 1)}),
    cards as (
      select ${cardColumns(locale, { ...scope, price: sql`m.price` })}, m.sort_key::text as sort_key
      from page m
      join search.products p on p.number = m.number
      join search.listing l on l.market = ${scope.market} and l.number = m.number
      order by m.sort_key desc, m.number desc)
    select ${countColumns(chosen, scope)}, ${hits.more} as more, ${hits.moreOf} as more_of,
      (select coalesce(json_agg(cards), '[]') from cards) as items`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a search has no row')
  return { ...countsOf(row), more: row.more, moreOf: row.more_of, items: row.items }
}
