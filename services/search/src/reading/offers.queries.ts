import { sql } from 'kysely'
import type { Db } from '../parts.ts'
import { allOf, type Scope } from './scope.ts'

export interface OfferRow {
  offer_id: string
  variant_id: string
  store_id: string
  price_minor: number
  prior_minor: number | null
  tiers: [minQuantity: number, minor: number][] | null
  currency: string
  available: number
  ships_from: string
  delivery_minor: number | null
  delivery_currency: string
  min_days: number | null
  max_days: number | null
  names_version: number
}

/** Every way to buy a product in the market: what can be had first, then the lowest price with delivery, as in lists. */
export async function listOfferRows(db: Db, productId: string, scope: Scope): Promise<OfferRow[]> {
  const { rows } = await sql<OfferRow>`
    with ${scope.here}
    select l.offer_id, l.variant_id, l.store_id, ${scope.price} as price_minor, ${scope.prior} as prior_minor, l.tiers -> ${scope.pricedIn} as tiers, ${scope.currency} as currency, l.available,
      coalesce(l.ships_from, s.country) as ships_from, d.price_minor as delivery_minor, m.currency as delivery_currency,
      d.min_days, d.max_days, (select version from search.names) as names_version
    from search.products p
    join search.markets m on m.code = ${scope.market}
    join (select o.*, (o.prices -> ${scope.market})::bigint as price_minor, (o.priors -> ${scope.market})::bigint as prior_minor from search.offers o) l
      on l.number = p.number and l.on_sale and l.price_minor is not null
    join search.stores s on s.store_id = l.store_id and s.open
    left join lateral (
      select d.price_minor, d.min_days, d.max_days from search.delivery d
      where d.market = m.code and d.store_id = l.store_id and d.up_to_grams >= l.weight_grams order by d.up_to_grams limit 1
    ) d on true
    where ${allOf([sql`p.product_id = ${productId}`, sql`p.published`, ...scope.priced])}
    order by l.available > 0 desc, d.price_minor is not null desc, l.price_minor + coalesce(d.price_minor, 0), l.offer_id`.execute(
    db,
  )
  return rows
}
