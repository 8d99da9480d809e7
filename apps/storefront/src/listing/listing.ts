import { answerOf, type Answer, type Item } from '@tradewind/api-client'
import type { Mall } from '../mall/mall.ts'
import type { Filters } from './filters.ts'
import { STEP } from './filters.ts'

export type ProductCard = Item<'search.listProducts'>
export type FacetGroup = Answer<'search.listFacets'>['groups'][number]

/** Goods of a category, a store or a query, with the filters that are left to choose from. */
export interface Listing {
  items: ProductCard[]
  nextCursor: string | null
  total: number
  /** There are more than were counted, in all and by facets. */
  more: boolean
  groups: FacetGroup[]
  price: Answer<'search.listFacets'>['price']
  correctedTo: string | null
  rescued: Answer<'search.searchProducts'>['rescued']
}

/** Whose goods: all of a category, a store or a brand, or what answers the words in the filters. */
export interface Scope {
  categoryId?: string
  storeId?: string
  brand?: string
}

const MOST_AT_ONCE = 96

/** The goods that an address shows, from the first on. */
export async function loadListing(mall: Mall, scope: Scope, filters: Filters): Promise<Listing> {
  const first = await loadFirst(mall, scope, filters)
  while (first.nextCursor !== null && first.items.length < filters.count) {
    const limit = Math.min(MOST_AT_ONCE, filters.count - first.items.length)
    const more = await loadMore(mall, scope, filters, first.nextCursor, limit)
    first.items.push(...more.items)
    first.nextCursor = more.nextCursor
  }
  return first
}

/** The goods after those already shown. */
export async function loadMore(
  { api, place }: Mall,
  scope: Scope,
  filters: Filters,
  cursor: string,
  limit = STEP,
): Promise<Pick<Listing, 'items' | 'nextCursor'>> {
  const country = place.country || undefined
  const query = { ...inputOf(scope, filters), country, sort: filters.sort, limit, cursor }
  return filters.q === undefined
    ? answerOf(api.GET('/api/search/products', { params: { query } }))
    : answerOf(api.GET('/api/search/query', { params: { query: { ...query, q: filters.q } } }))
}

async function loadFirst({ api, place }: Mall, scope: Scope, filters: Filters): Promise<Listing> {
  const input = inputOf(scope, filters)
  const country = place.country || undefined
  const limit = Math.min(MOST_AT_ONCE, filters.count)
  const query = { ...input, country, sort: filters.sort, limit }
  if (filters.q !== undefined) {
    const { q } = filters
    return answerOf(api.GET('/api/search/query', { params: { query: { ...query, q } } }))
  }
  const [page, facets] = await Promise.all([
    answerOf(api.GET('/api/search/products', { params: { query } })),
    answerOf(api.GET('/api/search/facets', { params: { query: input } })),
  ])
  return { ...page, ...facets, correctedTo: null, rescued: null }
}

const inputOf = (scope: Scope, filters: Filters) => ({
  ...scope,
  tag: filters.tag,
  facets: filters.facets.length > 0 ? [...filters.facets] : undefined,
  minPrice: filters.minPrice,
  maxPrice: filters.maxPrice,
  availableOnly: filters.availableOnly || undefined,
})
