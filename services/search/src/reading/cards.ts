import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Locale, Money } from '@tradewind/kernel'
import type { ProductCard } from '../contract/index.ts'
import { storeName, type Names } from '../names/names.ts'
import type { Scope } from './scope.ts'

export type Card = Static<typeof ProductCard>

/** A card as SQL gives it; the sort key, as text, continues the list behind it. */
export interface CardRow {
  product_id: string
  number: number
  title: [name: string, slug: string] | null
  picture: Card['picture']
  price_minor: number
  prior_minor: number | null
  currency: string
  price_from: boolean
  offer_id: string
  store_id: string
  ships_from: string
  available: boolean
  stores: number
  weight_grams: number
  rating: number | null
  rating_count: number
  tags: string[]
  swatches: string[]
  names_version: number
}

/** What the best offer of a listing `l` weighs. */
export const weightOfBest = sql`coalesce((select o.weight_grams from search.offers o where o.offer_id = l.offer_id), 0)`

/** What a card needs, from products `p`, listing `l` and the market `here`. */
export const cardColumns = (locale: Locale, { price, prior, currency }: Scope) => sql`
  p.product_id, p.number, coalesce(p.titles -> ${locale}, p.titles -> 'en', p.titles -> p.own_locale) as title, p.picture,
  ${price} as price_minor, ${prior} as prior_minor, ${currency} as currency, l.price_from, l.offer_id, l.store_id, l.ships_from, l.available, l.stores, ${weightOfBest} as weight_grams,
  p.rating, p.rating_count, p.tags, p.swatches, (select version from search.names) as names_version`

export const cardOf = (row: CardRow, names: Names, locale: Locale): Card => ({
  id: row.product_id,
  slug: row.title?.[1] ?? row.product_id,
  name: row.title?.[0] ?? row.product_id,
  picture: row.picture,
  price: { minor: row.price_minor, currency: row.currency },
  prior: priorOf(row),
  priceFrom: row.price_from,
  offerId: row.offer_id,
  storeId: row.store_id,
  storeName: storeName(names, row.store_id, locale),
  shipsFrom: row.ships_from as Card['shipsFrom'],
  available: row.available,
  offerCount: row.stores,
  rating: row.rating,
  ratingCount: row.rating_count,
  tags: row.tags,
  swatches: row.swatches,
})

/** What a price is reduced from, where it is. */
export const priorOf = (row: { prior_minor: number | null; currency: string }): Money | null =>
  row.prior_minor === null ? null : { minor: row.prior_minor, currency: row.currency }
