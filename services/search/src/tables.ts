import type { Generated, JSONColumnType } from 'kysely'
import type { Locale, LocalizedText } from '@tradewind/kernel'
import type { Picture } from '@tradewind/platform/storage'

/** Name and slug by language. */
export type Titles = Partial<Record<Locale, [name: string, slug: string]>>

export type SearchTables = {
  'search.markets': {
    code: string
    currency: string
    currencies: string[]
    country: string
    position: number
  }
  'search.stores': {
    store_id: string
    slug: string
    name: JSONColumnType<LocalizedText>
    country: string
    open: boolean
    ships_to: string[] | null
    ships_grams: JSONColumnType<Record<string, number>> | null
  }
  'search.delivery': {
    market: string
    store_id: string
    up_to_grams: number
    price_minor: number
    min_days: number
    max_days: number
  }
  'search.categories': {
    category_id: string
    parent_id: string | null
    position: number
    name: JSONColumnType<LocalizedText>
    slug: JSONColumnType<LocalizedText>
  }
  'search.facet_groups': {
    key: string
    type: string
    unit: string | null
    position: number
    name: JSONColumnType<LocalizedText>
  }
  'search.facets': {
    facet: Generated<number>
    key: string
    value: string
    number: number | null
    position: Generated<number>
    name: JSONColumnType<LocalizedText>
    swatch: string | null
  }
  'search.names': { only_row: Generated<boolean>; version: number }
  'search.shelves': { shelf: Generated<number>; key: string }
  'search.products': {
    number: Generated<number>
    product_id: string
    published: Generated<boolean>
    published_at: Date | null
    titles: JSONColumnType<Titles>
    own_locale: Generated<Locale>
    picture: JSONColumnType<Picture> | null
    tags: Generated<string[]>
    swatches: Generated<string[]>
    facets: Generated<number[]>
    shelves: Generated<number[]>
    rating: number | null
    rating_count: Generated<number>
    popularity: Generated<number>
    indexed_at: Date | null
    look: Generated<number>
  }
  'search.documents': {
    number: number
    locale: Locale
    title: string
    vector: string
    brevity: Generated<number>
  }
  'search.offers': {
    offer_id: string
    number: number
    store_id: string
    variant_id: string
    on_sale: boolean
    available: Generated<number>
    ships_from: string | null
    prices: JSONColumnType<Record<string, number>>
    priors: JSONColumnType<Record<string, number>>
    tiers: JSONColumnType<Record<string, [minQuantity: number, minor: number][]>>
    prices_look: Generated<number>
    stock_look: Generated<number>
  }
  'search.listing': {
    market: string
    number: number
    offer_id: string
    store_id: string
    ships_from: string
    price_minor: number
    prior_minor: number | null
    price_from: boolean
    available: boolean
    stores: number
    popularity: Generated<number>
    facets: Generated<string>
  }
  'search.places': {
    shelf: number
    number: number
    popularity: number
    published_at: Date
    rating: number
    facets: string
  }
  'search.price_places': { market: string; shelf: number; price_minor: number; number: number }
  'search.vocabulary': { word: string; locales: Locale[] }
  'search.waiting': { product_id: string; since: Generated<Date>; queued: Generated<number> }
  'search.looks': { what: string; look: number }
}
