import { sql, type RawBuilder } from 'kysely'
import { decodeCursor, type Locale } from '@tradewind/kernel'
import type { Db } from '../parts.ts'
import type { Asked, QueryText } from '../text/query.ts'
import { cardColumns, type CardRow } from './cards.ts'
import { countColumns, countsOf, type CountedRow, type Counts } from './facets.queries.ts'
import { firstOnShelf } from './list.queries.ts'
import {
  allOf,
  firmConditions,
  missedFacets,
  productIfNeeded,
  shelfOf,
  storeOpen,
  type Filters,
  type Scope,
} from './scope.ts'
import { sortKeyOf, type HitOrder } from './score.ts'

type Sql = RawBuilder<unknown>

/** More hits than this are not told apart: nobody reads so far, and facets of all would take too long. */
const MOST_HITS = 2_000
/** With so many in the reader's language, hits in others are not looked for. */
const ENOUGH_HITS = 1_000
/** Of each word of a query of which some are enough; so that the frequent ones leave room for the rare. */
const MOST_HITS_A_WORD = 400

/** Of so many that an order has first, hits are told apart however many there are. */
const LEADING = 1_000

/** Brand, categories and facets count little beside the name; parts of compounds half of it. */
const WEIGHTS = sql.lit('{0, 0.5, 0.03, 1}')

const tsquery = (text: string): Sql => sql`${text}::tsquery`

const textRank = (query: string): Sql => sql`ts_rank(${WEIGHTS}, d.title, ${tsquery(query)})`

/**
 * How well a document `d`, whose rank by the words themselves is known, answers: by these, else also by what was
 * wanted for them, the more the shorter its name is. Decimals are doubles here and below, which PostgreSQL reckons
 * several times quicker with than with numerics.
 */
const rankOf = ({ exact, wanted }: Asked, byWords: Sql): Sql =>
  exact === wanted
    ? sql`float8 '1.1' * ${byWords} * d.brevity`
    : sql`(${byWords} + float8 '0.1' * case when d.title @@ ${tsquery(exact)} then ${byWords} else ${textRank(wanted)} end) * d.brevity`

/** A language other than the reader's counts less. */
const inLanguage = (locale: Locale): Sql =>
  sql`case when d.locale = ${locale} then float8 '1' else float8 '0.6' end`

/** Documents `d` of a source, each with its rank; ranked by the words in a select of its own, lest it be done twice. */
const scored = (documents: Sql, asked: Asked, locale: Locale): Sql =>
  sql`select d.number, (${rankOf(asked, sql`d.by_words`)} + float8 '0.002') * ${inLanguage(locale)} as rank
      from (select d.number, d.locale, d.title, d.brevity, ${textRank(asked.exact)} as by_words from ${documents}) d`

/** The first documents, as they come, that hold what is wanted. */
const holding = (wanted: string, limit: Sql): Sql =>
  sql`search.documents d where d.vector @@ ${tsquery(wanted)} limit ${limit}`

/** By what hits come in their order before others do, and of which store. */
type Lead = Pick<HitInput, 'order' | 'storeId'>

/** A CTE `hit` with whatever it stands on, and whether there are hits that it leaves out. */
interface Hits {
  tables: Sql
  more: Sql
}

/**
 * Hits with their rank: all that hold every word, in the reader's language before others. Where there are more than
 * are told apart, those that the order has first are among them: they would otherwise be those indexed first.
 */
export function wholeHits(query: QueryText, locale: Locale, lead: Lead, scope: Scope): Hits {
  const { own, others } = query
  const most = sql.lit(MOST_HITS)
  const room = sql`(select case when count(*) < ${sql.lit(ENOUGH_HITS)} then ${most} else 0 end from own_hit)`
  const leading = sql`(select case when count(*) < ${most} then 0 else ${sql.lit(LEADING)} end from own_hit)`
  // One look for each by its key: all that hold a word so frequent would take ten times as long.
  const led = sql`lead cross join lateral (
      select * from search.documents d where d.number = lead.number and d.locale = ${locale} limit 1) d
    where d.vector @@ ${tsquery(own)}`
  const branches = [
    sql`select * from own_hit`,
    sql`select * from (${scored(led, query, locale)}) led`,
    ...(others === undefined
      ? []
      : [sql`select * from (${scored(holding(others, room), query, locale)}) others`]),
  ]
  return {
    tables: sql`own_hit as materialized (${scored(holding(own, most), query, locale)}),
    lead as materialized (${firstOnShelf(lead.order === 'relevance' ? 'popular' : lead.order, lead.storeId ?? 'all', scope, leading)}),
    hit as materialized (
      select number, max(rank) as rank, 0 as whole, count(*) as documents
      from (${sql.join(branches, sql` union all `)}) s group by number)`,
    more: sql`(select greatest(own, coalesce((select sum(documents) from hit), 0) - own) >= ${most}
      from (select count(*) as own from own_hit) o)`,
  }
}

/**
 * Hits with their rank: those that hold all that is wanted, if any do, then those that hold some of these words, the
 * rarer the better. How rare a word is shows in the hits themselves.
 */
export function partHits(each: readonly Asked[], locale: Locale, wanted?: string): Hits {
  const some = [...(wanted === undefined ? [] : [wanted]), ...each.map((one) => one.wanted)].map(
    (one) =>
      sql`(select number, locale from search.documents where vector @@ ${tsquery(one)} limit ${sql.lit(MOST_HITS_A_WORD)})`,
  )
  const whole = wanted === undefined ? sql`0` : sql`(d.vector @@ ${tsquery(wanted)})::int`
  const found = each.map(
    (one, index) => sql`d.vector @@ ${tsquery(one.wanted)} as ${sql.ref(`found_${index}`)}`,
  )
  const rarity = each.map(
    (_, index) =>
      sql`ln(1 + count(*)::float8 / (1 + count(*) filter (where ${sql.ref(`found_${index}`)}))) as ${sql.ref(`rare_${index}`)}`,
  )
  const oftenest = each.map((_, index) => sql`count(*) filter (where ${sql.ref(`found_${index}`)})`)
  const ranks = each.map(
    (one, index) =>
      sql`case when ${sql.ref(`found_${index}`)} then ${sql.ref(`rare_${index}`)} * (float8 '0.01' + ${rankOf(one, textRank(one.exact))}) else 0 end`,
  )
  return {
    tables: sql`part as materialized (
      select d.number, d.locale, d.title, d.brevity, ${whole} as whole, ${sql.join(found)}
      from (${sql.join(some, sql` union `)}) s join search.documents d on d.number = s.number and d.locale = s.locale),
    rare as materialized (select ${sql.join(rarity)}, greatest(${sql.join(oftenest)}) as oftenest from part),
    hit as materialized (
      select d.number, max((${sql.join(ranks, sql` + `)}) * ${inLanguage(locale)}) as rank, max(d.whole) as whole
      from part d cross join rare group by d.number)`,
    more: sql`(select oftenest >= ${sql.lit(MOST_HITS_A_WORD)} from rare)`,
  }
}

/** All that stands on a shelf, the best known first. */
export const shelfHits = (shelf: string): Hits => ({
  tables: sql`hit as materialized (
      select number, float8 '1' as rank, 0 as whole from search.places where shelf = ${shelfOf(shelf)}
      order by popularity desc, number desc limit ${sql.lit(MOST_HITS)})`,
  more: sql`(select count(*) >= ${sql.lit(MOST_HITS)} from hit)`,
})

/** What a query asks for besides its words. */
export interface HitInput extends Filters {
  order: HitOrder
  limit: number
  cursor?: string
}

/**
 * Hits that the caller's market sells, with their sort key, price, facets and what they miss of the choice. Asked for
 * all numbers at once, the index of listings is walked through one time instead of two thousand times.
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
  const { rows } = await sql<CountedRow & { items: Items; more: boolean }>`
    with ${scope.here}, ${matched(hits, input, scope)},
    page as (select * from matched where ${allOf(conditions)} order by sort_key desc, number desc limit ${sql.lit(input.limit + 1)}),
    cards as (
      select ${cardColumns(locale, { ...scope, price: sql`m.price` })}, m.sort_key::text as sort_key
      from page m
      join search.products p on p.number = m.number
      join search.listing l on l.market = ${scope.market} and l.number = m.number
      order by m.sort_key desc, m.number desc)
    select ${countColumns(chosen, scope)}, ${hits.more} as more,
      (select coalesce(json_agg(cards), '[]') from cards) as items`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a search has no row')
  return { ...countsOf(row), more: row.more, items: row.items }
}
