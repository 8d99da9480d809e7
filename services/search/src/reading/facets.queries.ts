import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../parts.ts'
import {
  allOf,
  firmConditions,
  missedFacets,
  PRICE,
  productIfNeeded,
  shelfOf,
  storeOpen,
  type Filters,
  type Scope,
} from './scope.ts'

type Sql = RawBuilder<unknown>

/** Facets of goods, as texts of numbers with commas between, by the one facet of the choice that the goods miss; null for those that miss nothing. */
export type FacetTexts = readonly (readonly [missed: string | null, facets: string])[]

/** What was counted of a choice of goods. */
export interface Counts {
  /** The least there are, where there are more. */
  total: number
  more: boolean
  /** Facets of which other values than those of the choice may have more goods than were counted. */
  moreOf: readonly string[] | 'all'
  facets: FacetTexts
  prices: [minimum: number | null, maximum: number | null]
  names_version: number
  currency: string
}

/** Counts of the goods that miss the same one facet of the choice, or none. */
interface CountedGroup {
  missed: string | null
  total: number
  facets: string | null
  minimum: number | null
  maximum: number | null
}

export interface CountedRow extends Pick<Counts, 'names_version' | 'currency'> {
  groups: CountedGroup[]
}

/**
 * Groups to be counted of a CTE `matched` with facets, price, and, where something was chosen, what each product misses
 * of it; version of names and currency. Read once, and facets as texts: counted here, they would take longer than all else.
 */
export function countColumns(chosen: boolean, scope: Scope): Sql {
  const missed = chosen ? sql`missed[1]` : sql`null`
  // Goods that miss the price alone tell of prices, not of facets.
  const telling = chosen ? sql`and ${missed} is distinct from ${sql.lit(PRICE)}` : sql``
  const missingOne = chosen ? sql`where cardinality(missed) <= 1 group by missed[1]` : sql``
  return sql`(select coalesce(json_agg(g), '[]') from (
      select ${missed} as missed, count(*)::int as total, string_agg(facets, ',') filter (where facets <> '' ${telling}) as facets,
        min(price) as minimum, max(price) as maximum
      from matched ${missingOne}) g) as groups,
    (select version from search.names) as names_version, ${scope.currency} as currency`
}

/** The price range is that of goods which miss nothing, or the chosen price alone. */
export function countsOf({ groups, names_version, currency }: CountedRow): Omit<Counts, 'more' | 'moreOf'> {
  const priced = groups.filter(({ missed }) => missed === null || missed === PRICE)
  const found = (key: 'minimum' | 'maximum') => priced.flatMap((group) => group[key] ?? [])
  const edge = (of: (...figures: number[]) => number, figures: number[]) =>
    figures.length > 0 ? of(...figures) : null
  return {
    total: groups.find(({ missed }) => missed === null)?.total ?? 0,
    facets: groups.flatMap(({ missed, facets }) => (facets === null ? [] : [[missed, facets] as const])),
    prices: [edge(Math.min, found('minimum')), edge(Math.max, found('maximum'))],
    names_version,
    currency,
  }
}

/** More products than this are not looked at: what is typical of a shelf shows long before. */
const MOST_COUNTED = 20_000
/** Where all of a shelf counts, their facets alone are read. */
const MOST_READ = 200_000

/** Facets of what stands on a shelf and fits the choice. */
export async function countShelf(db: Db, shelf: string, filters: Filters, scope: Scope): Promise<Counts> {
  const missed = missedFacets(filters, scope)
  const firm = firmConditions(filters)
  const whole = missed === undefined && firm.length === 0 ? await countWhole(db, shelf, scope) : undefined
  if (whole) return whole
  const { rows } = await sql<CountedRow & { more: boolean }>`
    with ${scope.here},
    on_shelf as materialized (
      select number from search.places where shelf = ${shelfOf(shelf)} limit ${sql.lit(MOST_COUNTED)}),
    matched as materialized (
      select l.facets, ${scope.price} as price${missed ? sql`, ${missed} as missed` : sql``}
      from search.listing l
      ${productIfNeeded}
      where l.market = ${scope.market} and l.number = any ((select array_agg(number) from on_shelf)::int[])
        and ${allOf([storeOpen, ...scope.priced, ...firm])})
    select ${countColumns(missed !== undefined, scope)},
      exists (select from search.places where shelf = ${shelfOf(shelf)} offset ${sql.lit(MOST_COUNTED)}) as more`.execute(
    db,
  )
  const [row] = rows
  if (!row) throw new Error('a count has no row')
  return { ...countsOf(row), more: row.more, moreOf: [] }
}

interface WholeRow {
  own: boolean
  total: number
  placed: number
  facets: string | null
  minimum: number | null
  maximum: number | null
  names_version: number
  currency: string
}

/**
 * Facets of a whole shelf, counted here from one text, several times quicker than row by row in SQL; undefined where
 * the market does not sell everything on it, or shows another currency, so that rows must be looked at.
 */
async function countWhole(db: Db, shelf: string, scope: Scope): Promise<Counts | undefined> {
  const { rows } = await sql<WholeRow>`
    with ${scope.here}, on_shelf as materialized (select ${shelfOf(shelf)} as shelf),
    priced as (select count(*)::int as total from search.price_places where market = ${scope.market} and shelf = (select shelf from on_shelf))
    select ${scope.ownCurrency} as own, priced.total, (select count(*)::int from search.places where shelf = (select shelf from on_shelf)) as placed,
      (select string_agg(facets, ',') from (select facets from search.places where shelf = (select shelf from on_shelf) and facets <> ''
        limit ${sql.lit(MOST_READ)}) x) as facets,
      (select min(price_minor) from search.price_places where market = ${scope.market} and shelf = (select shelf from on_shelf)) as minimum,
      (select max(price_minor) from search.price_places where market = ${scope.market} and shelf = (select shelf from on_shelf)) as maximum,
      (select version from search.names) as names_version, ${scope.currency} as currency
    from priced`.execute(db)
  const [row] = rows
  if (!row?.own || row.total !== row.placed) return undefined
  return {
    total: row.total,
    more: false,
    moreOf: row.total > MOST_READ ? 'all' : [],
    facets: row.facets === null ? [] : [[null, row.facets]],
    prices: [row.minimum, row.maximum],
    names_version: row.names_version,
    currency: row.currency,
  }
}
