import { sql, type RawBuilder } from 'kysely'
import type { Locale } from '@tradewind/kernel'
import type { CallContext } from '@tradewind/platform/contract'
import { BRAND } from '../names/names.queries.ts'

/** What narrows a list, as callers give it. */
export interface Filters {
  facets?: string[]
  storeId?: string
  brand?: string
  minPrice?: number
  maxPrice?: number
  availableOnly?: boolean
  tag?: string
  /** The reader's language where goods may be hidden in it. */
  ruled?: Locale
}

type Sql = RawBuilder<unknown>

/** How a caller's market and currency enter a statement. */
export interface Scope {
  /** CTE `here`: the market, or the house's first where the caller's is none of ours. */
  here: Sql
  market: Sql
  currency: Sql
  /** The price a card shows, from listing `l`. */
  price: Sql
  /** What that price is reduced from; null where it is not. */
  prior: Sql
  /** The key of such prices in the columns of an offer. */
  pricedIn: Sql
  /** Conditions that there is such a price; none where every listing has one. */
  priced: readonly Sql[]
  /** Whether the price is the market's own, by which lists are sorted. */
  ownCurrency: Sql
}

/** Prices are in the market's own currency, or in another of those it offers that the caller wishes. */
export function scopeOf({ market, currency }: Pick<CallContext, 'market' | 'currency'>): Scope {
  const code = sql`(select code from here)`
  const chosen = (columns: Sql) =>
    sql`select code, ${columns} from search.markets order by code = ${market ?? ''} desc, position limit 1`
  const pricedIn = sql`(select priced_in from here)`
  const ofOffer = (column: Sql) =>
    sql`(select (o.${column} -> ${pricedIn})::bigint from search.offers o where o.offer_id = l.offer_id)`
  if (currency === undefined)
    return {
      here: sql`here as materialized (${chosen(sql`currency`)})`,
      market: code,
      currency: sql`(select currency from here)`,
      price: sql`l.price_minor`,
      prior: sql`l.prior_minor`,
      pricedIn: code,
      priced: [],
      ownCurrency: sql`true`,
    }
  const ownCurrency = sql`(select priced_in = code from here)`
  const other = sql`currency <> ${currency} and ${currency} = any(currencies)`
  return {
    here: sql`here as materialized (${chosen(sql`case when ${other} then code || ' ' || ${currency} else code end as priced_in,
      case when ${other} then ${currency} else currency end as currency`)})`,
    market: code,
    currency: sql`(select currency from here)`,
    price: ofOffer(sql`prices`),
    prior: ofOffer(sql`priors`),
    pricedIn,
    // Without a rate there is a price in the market's own currency alone.
    priced: [sql`(${ownCurrency} or ${ofOffer(sql`prices`)} is not null)`],
    ownCurrency,
  }
}

/** Facet values by facet, such as `material:oak` and `material:ash` under material; the brand is a facet like others. */
export function chosenFacets({ facets = [], brand }: Filters): Map<string, string[]> {
  const chosen = new Map<string, string[]>()
  for (const facet of facets) {
    const [key = '', value = ''] = facet.split(':')
    chosen.set(key, [...(chosen.get(key) ?? []), value])
  }
  if (brand !== undefined) chosen.set(BRAND, [brand])
  return chosen
}

/** Patterns that find facet values in a text of numbers with commas around; worked out once in a statement. */
const patternsOf = (key: string, values: readonly string[]): Sql =>
  sql`(select array_agg('%,' || facet || ',%') from search.facets where key = ${key} and value = any(${values}::text[]))`

/** Listings hold the facets as a text; with the products' arrays, each hit would cost another look-up. */
const hasFacet = (key: string, values: readonly string[]): Sql =>
  sql`coalesce((',' || l.facets || ',') like any (${patternsOf(key, values)}::text[]), false)`

export const shelfOf = (key: string): Sql => sql`(select shelf from search.shelves where key = ${key})`

/**
 * The store of the best offer is open: a closed one is out of sight before the lists have been worked out anew.
 * Within `coalesce`, the planner takes it for a coin's toss; an anti-join it would expect to leave nothing where one
 * store has all goods, and give up the order of the shelf.
 */
export const storeOpen: Sql = sql`not coalesce(l.store_id = any ((select array_agg(store_id) from search.stores where not open)::text[]), false)`

/** The product of listing `l`. As a left join it is left out by the planner where no condition or order asks for it. */
export const productIfNeeded: Sql = sql`left join search.products p on p.number = l.number`

/** Conditions that no facet group counts beyond: store, stock, tag, the language's rule. */
export function firmConditions({ storeId, availableOnly, tag, ruled }: Filters): Sql[] {
  return [
    ...(storeId === undefined ? [] : [sql`p.shelves @> array[${shelfOf(storeId)}]`]),
    ...(availableOnly === true ? [sql`l.available`] : []),
    ...(tag === undefined ? [] : [sql`p.tags @> array[${tag}]`]),
    ...(ruled === undefined ? [] : [sql`not ${ruled} = any(p.hidden_in)`]),
  ]
}

/** Conditions that facets and prices set, for lists. */
export function chosenConditions(filters: Filters, { price }: Scope): Sql[] {
  return [
    ...[...chosenFacets(filters)].map(([key, values]) => hasFacet(key, values)),
    ...(filters.minPrice === undefined ? [] : [sql`${price} >= ${filters.minPrice}`]),
    ...(filters.maxPrice === undefined ? [] : [sql`${price} <= ${filters.maxPrice}`]),
  ]
}

/** Stands for the price among the facets. */
export const PRICE = '#price'

/**
 * Which of the chosen facets a product misses, as an array: a facet's own values are counted over products that miss
 * nothing else, so that a second value of it can be chosen. Null when nothing was chosen.
 */
export function missedFacets(filters: Filters, { price }: Scope): Sql | undefined {
  const { minPrice, maxPrice } = filters
  const missed = [...chosenFacets(filters)].map(
    ([key, values]) => sql`case when not ${hasFacet(key, values)} then ${key} end`,
  )
  if (minPrice !== undefined || maxPrice !== undefined)
    missed.push(
      sql`case when not (${price} between ${minPrice ?? 0} and ${maxPrice ?? Number.MAX_SAFE_INTEGER}) then ${sql.lit(PRICE)} end`,
    )
  return missed.length === 0 ? undefined : sql`array_remove(array[${sql.join(missed)}]::text[], null)`
}

export const allOf = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? sql`true` : sql.join([...conditions], sql` and `)
