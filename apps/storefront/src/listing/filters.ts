import { formatNumber, isCurrency, majorUnits, money, parseMoney, type Locale } from '@tradewind/kernel'
import type { LocationQuery } from 'vue-router'
import type { Query } from '../paths.ts'

export const SORTS = ['relevance', 'popular', 'new', 'price-up', 'price-down', 'rating'] as const
export type Sort = (typeof SORTS)[number]

/** What a listing shows, as its address says. */
export interface Filters {
  q?: string
  tag?: string
  /** Chosen values, such as `material:stoneware`. */
  facets: readonly string[]
  sort?: Sort
  /** In minor units of the reader's currency. */
  minPrice?: number
  maxPrice?: number
  availableOnly: boolean
  /** How many goods to show. */
  count: number
}

export const STEP = 24
const MOST = 240

/** Reads an address; what it cannot mean is left out. */
export function readFilters(query: LocationQuery, currency: string): Filters {
  const sort = SORTS.find((one) => one === query['sort'])
  const count = Math.ceil(Number(query['n'] ?? STEP) / STEP) * STEP
  return {
    ...(typeof query['q'] === 'string' && query['q'].trim() !== '' && { q: query['q'].trim().slice(0, 200) }),
    ...(typeof query['tag'] === 'string' && query['tag'] !== '' && { tag: query['tag'].slice(0, 64) }),
    facets: textsOf(query['f'])
      .filter((facet) => /^[a-zA-Z0-9-]{1,64}:[a-zA-Z0-9-]{1,64}$/.test(facet))
      .slice(0, 40),
    ...(sort && { sort }),
    minPrice: minorOf(query['min'], currency),
    maxPrice: minorOf(query['max'], currency),
    availableOnly: query['available'] === '1',
    count: count >= STEP && count <= MOST ? count : STEP,
  }
}

/** The query of an address that shows this. */
export function queryOf(filters: Filters, currency: string): Query {
  return {
    q: filters.q,
    tag: filters.tag,
    f: filters.facets,
    sort: filters.sort,
    min: majorOf(filters.minPrice, currency),
    max: majorOf(filters.maxPrice, currency),
    available: filters.availableOnly ? '1' : undefined,
    n: filters.count === STEP ? undefined : filters.count,
  }
}

/** The same listing with a value chosen, or no longer chosen, from its beginning. */
export function withFacet(filters: Filters, facet: string): Filters {
  const chosen = filters.facets.includes(facet)
  return {
    ...filters,
    facets: chosen ? filters.facets.filter((one) => one !== facet) : [...filters.facets, facet],
    count: STEP,
  }
}

/** The same listing without any filter. */
export const withoutFilters = ({ q, tag, sort }: Filters): Filters => ({
  q,
  tag,
  sort,
  facets: [],
  availableOnly: false,
  count: STEP,
})

export const isFiltered = ({ facets, minPrice, maxPrice, availableOnly }: Filters): boolean =>
  facets.length > 0 || minPrice !== undefined || maxPrice !== undefined || availableOnly

/** Whether an address shows a part of a listing, or the whole in another order: the same goods as without, found there. */
export const isArranged = (filters: Filters): boolean =>
  isFiltered(filters) || filters.tag !== undefined || filters.sort !== undefined || filters.count !== STEP

/** How a price filter stands in an address: `12.50`. */
const majorOf = (minor: number | undefined, currency: string): string | undefined =>
  minor === undefined ? undefined : majorUnits(money(minor, currency)).replace(/\.0+$/, '')

/** How it stands in its field, as the reader writes figures: `12,50` in German; ungrouped, so that every reading is the same. */
export function writtenPrice(minor: number | undefined, currency: string, locale: Locale): string {
  const major = majorOf(minor, currency)
  if (major === undefined) return ''
  const digits = major.split('.')[1]?.length ?? 0
  return formatNumber(Number(major), locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
  })
}

/** What is typed into the field, in minor units: as the reader writes amounts, else as addresses do. */
export function readPrice(typed: string, currency: string, locale: Locale): number | undefined {
  try {
    return parseMoney(typed.trim(), currency, locale).minor
  } catch {
    return minorOf(typed.trim(), currency)
  }
}

function minorOf(value: unknown, currency: string): number | undefined {
  if (typeof value !== 'string' || !isCurrency(currency)) return undefined
  if (!/^\d{1,9}([.,]\d{1,4})?$/.test(value)) return undefined
  try {
    return parseMoney(value.replace(',', '.'), currency).minor
  } catch {
    return undefined // More decimals than the currency has: no price at all.
  }
}

const textsOf = (value: LocationQuery[string] | undefined): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string')
