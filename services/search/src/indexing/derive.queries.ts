import { sql } from 'kysely'
import type { Tx } from '../parts.ts'

/**
 * Works out the lists anew for some products, from their offers, prices, stock and delivery, touching only rows that
 * differ. The caller holds the products' locks; their shelves are those they were listed on before, see `unlist`.
 */
export async function deriveListings(tx: Tx, numbers: readonly number[]): Promise<void> {
  if (numbers.length === 0) return
  await sql`
    with priced as (
      select m.code as market, o.number, o.offer_id, o.store_id, o.available > 0 as available,
        coalesce(o.ships_from, s.country) as ships_from, (o.prices -> m.code)::bigint as price_minor, (o.priors -> m.code)::bigint as prior_minor,
        d.price_minor as delivery_minor, p.popularity, p.facets
      from search.offers o
      join search.products p on p.number = o.number and p.published
      join search.stores s on s.store_id = o.store_id
      join search.markets m on o.prices ? m.code
      left join lateral (
        select d.price_minor from search.delivery d
        where d.market = m.code and d.store_id = o.store_id and d.up_to_grams >= o.weight_grams order by d.up_to_grams limit 1
      ) d on true
      where o.number = any(${numbers}::int[]) and o.on_sale and s.open),
    best as materialized (
      select distinct on (market, number) market, number, offer_id, store_id, ships_from, price_minor, prior_minor, available,
        popularity, array_to_string(facets, ',') as facets
      from priced
      order by market, number, available desc, delivery_minor is not null desc, price_minor + coalesce(delivery_minor, 0), offer_id),
    spread as (
      select market, number, min(price_minor) <> max(price_minor) as price_from, count(distinct store_id)::int as stores
      from priced group by market, number),
    unlisted as (
      delete from search.listing l where l.number = any(${numbers}::int[])
        and not exists (select from best b where b.market = l.market and b.number = l.number)),
    listed as (
      insert into search.listing as l (market, number, offer_id, store_id, ships_from, price_minor, prior_minor, price_from, available, stores, popularity, facets)
      select b.market, b.number, b.offer_id, b.store_id, b.ships_from, b.price_minor, b.prior_minor, s.price_from, b.available, s.stores, b.popularity, b.facets
      from best b join spread s on s.market = b.market and s.number = b.number
      on conflict (number, market) do update set offer_id = excluded.offer_id, store_id = excluded.store_id,
        ships_from = excluded.ships_from, price_minor = excluded.price_minor, prior_minor = excluded.prior_minor, price_from = excluded.price_from,
        available = excluded.available, stores = excluded.stores, popularity = excluded.popularity, facets = excluded.facets
      where (l.offer_id, l.store_id, l.ships_from, l.price_minor, l.prior_minor, l.price_from, l.available, l.stores, l.popularity, l.facets) is distinct from
        (excluded.offer_id, excluded.store_id, excluded.ships_from, excluded.price_minor, excluded.prior_minor, excluded.price_from, excluded.available, excluded.stores,
          excluded.popularity, excluded.facets)),
    before as materialized (select market, number, price_minor from search.listing where number = any(${numbers}::int[])),
    price_unplaced as (
      delete from search.price_places x using before o, search.products p
      where p.number = o.number and x.market = o.market and x.shelf = any(p.shelves) and x.price_minor = o.price_minor and x.number = o.number
        and not exists (select from best b where b.market = o.market and b.number = o.number and b.price_minor = o.price_minor)),
    price_placed as (
      insert into search.price_places (market, shelf, price_minor, number)
      select b.market, shelf, b.price_minor, b.number
      from best b join search.products p on p.number = b.number cross join unnest(p.shelves) as shelf
      where not exists (select from before o where o.market = b.market and o.number = b.number and o.price_minor = b.price_minor)),
    on_shelf as materialized (
      select p.number, shelf, p.popularity, p.published_at, coalesce(p.rating, 0) as rating, array_to_string(p.facets, ',') as facets
      from search.products p cross join unnest(p.shelves) as shelf
      where p.number in (select number from best)),
    unplaced as (
      delete from search.places x where x.number = any(${numbers}::int[])
        and not exists (select from on_shelf w where w.number = x.number and w.shelf = x.shelf))
    insert into search.places as x (shelf, number, popularity, published_at, rating, facets)
    select shelf, number, popularity, published_at, rating, facets from on_shelf
    on conflict (number, shelf) do update set popularity = excluded.popularity, published_at = excluded.published_at,
      rating = excluded.rating, facets = excluded.facets
    where (x.popularity, x.published_at, x.rating, x.facets) is distinct from
      (excluded.popularity, excluded.published_at, excluded.rating, excluded.facets)`.execute(tx)
}

/** Takes products out of all lists, by the shelves and prices they stand at now. */
export async function unlist(tx: Tx, numbers: readonly number[]): Promise<void> {
  if (numbers.length === 0) return
  await sql`with unpriced as (
      delete from search.price_places x using search.listing l, search.products p
      where l.number = any(${numbers}::int[]) and p.number = l.number
        and x.market = l.market and x.shelf = any(p.shelves) and x.price_minor = l.price_minor and x.number = l.number),
    unplaced as (delete from search.places where number = any(${numbers}::int[]))
    delete from search.listing where number = any(${numbers}::int[])`.execute(tx)
}
