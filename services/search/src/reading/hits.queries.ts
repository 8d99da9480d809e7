import { sql, type RawBuilder } from 'kysely'
import type { Locale } from '@tradewind/kernel'
import type { Asked, QueryText } from '../text/query.ts'
import { NO_CHOICE, type Choice } from './choice.ts'
import { firstOnShelf } from './list.queries.ts'
import { allOf, shelfOf, type Filters, type Scope } from './scope.ts'
import type { HitOrder } from './score.ts'

type Sql = RawBuilder<unknown>

/** More hits than this are not told apart: nobody reads so far, and facets of all would take too long. */
const MOST_HITS = 2_000
/** Of a search that something narrows: what is lost here may be all that is left. */
const FAR_HITS = 10_000
/** So many hits that miss one chosen facet are counted for its other values. */
const MOST_NEAR = sql.lit(1_000)
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

/**
 * Whether a document `d` holds what is wanted and has the marks. Each is a key of its own for the index, which then
 * skips through the frequent ones: as one query they would take several times as long.
 */
const holds = (wanted: string, marks: readonly string[]): Sql =>
  allOf([wanted, ...marks].map((one) => sql`d.vector @@ ${tsquery(one)}`))

/** The first documents, as they come, that hold what is wanted and have the marks. */
const holding = (wanted: string, marks: readonly string[], limit: Sql): Sql =>
  sql`search.documents d where ${holds(wanted, marks)} limit ${limit}`

/** A CTE `hit` with whatever it stands on, and what it leaves out. */
export interface Hits {
  tables: Sql
  /** Whether there are hits that it leaves out. */
  more: Sql
  /** Chosen facets of whose other values it leaves hits out. */
  moreOf: Sql
}

/** Which hits are looked for, besides their words. */
export interface Wish extends Pick<HitInput, 'order' | 'storeId'> {
  choice?: Choice
  /** Whether to look further than a search does that nothing narrows. */
  far?: boolean
}

/**
 * Hits with their rank: all that hold every word and have the marks of the choice, in the reader's language before
 * others. Where there are more than are told apart, those that the order has first are among them: they would
 * otherwise be those indexed first.
 */
export function wholeHits(query: QueryText, locale: Locale, wish: Wish, scope: Scope): Hits {
  const { choice = NO_CHOICE, far = false, order, storeId = 'all' } = wish
  const most = sql.lit(far ? FAR_HITS : MOST_HITS)
  const { own } = query
  const { marks } = choice
  const room = sql`(select case when count(*) < ${far ? most : sql.lit(ENOUGH_HITS)} then ${most} else 0 end from own_hit)`
  const leading = sql`(select case when count(*) < ${most} then 0 else ${sql.lit(LEADING)} end from own_hit)`
  // One look for each by its key: all that hold a word so frequent would take ten times as long.
  const led = sql`lead cross join lateral (
      select * from search.documents d where d.number = lead.number and d.locale = ${locale} limit 1) d
    where ${holds(own, marks)}`
  const others =
    query.others === undefined
      ? sql`select null::int as number, null::float8 as rank limit 0`
      : scored(holding(query.others, marks, room), query, locale)
  const near = [...choice.butFor].map(([key, butFor], index) => ({
    key,
    table: sql.ref(`near_${index}`),
    documents: holding(query.wanted, butFor, MOST_NEAR),
  }))
  const branches = [
    sql`select * from own_hit`,
    sql`select * from (${scored(led, query, locale)}) led`,
    sql`select * from other_hit`,
    ...near.map(({ table }) => sql`select number, float8 '0' from ${table}`),
  ]
  return {
    tables: sql`own_hit as materialized (${scored(holding(own, marks, most), query, locale)}),
    other_hit as materialized (${others}),
    lead as materialized (${firstOnShelf(order === 'relevance' ? 'popular' : order, storeId, scope, leading)}),
    ${sql.join(
      near.map((one) => sql`${one.table} as materialized (select d.number from ${one.documents}),`),
      sql` `,
    )}
    hit as materialized (
      select number, max(rank) as rank, 0 as whole from (${sql.join(branches, sql` union all `)}) s group by number)`,
    more: sql`(select greatest((select count(*) from own_hit), (select count(*) from other_hit)) >= ${most})`,
    moreOf: keysOf(
      near.map(({ key, table }) => ({ key, when: sql`(select count(*) from ${table}) >= ${MOST_NEAR}` })),
    ),
  }
}

const keysOf = (some: readonly { key: string; when: Sql }[]): Sql =>
  sql`array_remove(array[${sql.join(some.map(({ key, when }) => sql`case when ${when} then ${key} end`))}]::text[], null)`

const NO_KEYS = keysOf([])

/**
 * Hits with their rank: those that hold all that is wanted, if any do, then those that hold some of these words, the
 * rarer the better. How rare a word is shows in the hits themselves. What has the marks of the choice is looked for
 * beside what comes, of which the choice's other values are counted.
 */
export function partHits(each: readonly Asked[], locale: Locale, { marks }: Choice, wanted?: string): Hits {
  const words = [...(wanted === undefined ? [] : [wanted]), ...each.map((one) => one.wanted)]
  const some = (marks.length === 0 ? [[]] : [[], marks]).flatMap((having) =>
    words.map(
      (one) => sql`(select d.number, d.locale from ${holding(one, having, sql.lit(MOST_HITS_A_WORD))})`,
    ),
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
    moreOf: NO_KEYS,
  }
}

/** What stands on a shelf, the best known first. */
export function shelfHits(shelf: string, far: boolean): Hits {
  const most = sql.lit(far ? FAR_HITS : MOST_HITS)
  return {
    tables: sql`hit as materialized (
      select number, float8 '1' as rank, 0 as whole from search.places where shelf = ${shelfOf(shelf)}
      order by popularity desc, number desc limit ${most})`,
    more: sql`(select count(*) >= ${most} from hit)`,
    moreOf: NO_KEYS,
  }
}

/** What a query asks for besides its words. */
export interface HitInput extends Filters {
  order: HitOrder
  limit: number
  cursor?: string
}
