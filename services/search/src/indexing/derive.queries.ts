import { sql } from 'kysely'
import type { Tx } from '../parts.ts'

/**
 * Works out the lists anew for some products, from their offers, prices, stock and delivery, touching only rows that
 * differ. The caller holds the products' locks.
 */
export async function deriveListings(tx: Tx, numbers: readonly number[]): Promise<void> {
  if (numbers.length === 0) return
  await sql`
    with priced as (
      select pr.market, o.number, o.offer_id, o.store_id, o.available > 0 as available,
        coalesce(o.ships_from, s.country) as ships_from, pr.price_minor, d.price_minor as delivery_minor
      from search.offers o
      join search.products p on p.number = o.number and p.published
      join search.stores s on s.store_id = o.store_id
      join search.prices pr on pr.offer_id = o.offer_id
      join search.markets m on m.code = pr.market
      left join search.delivery d on d.market = pr.market and d.store_id = o.store_id
      where o.number = any(${numbers}::int[]) and o.on_sale and s.open),
    best as materialized (
      select distinct on (market, number) market, number, offer_id, store_id, ships_from, price_minor, available
      from priced
      order by market, number, available desc, delivery_minor is not null desc, price_minor + coalesce(delivery_minor, 0), offer_id),
    spread as (
      select market, number, min(price_minor) <> max(price_minor) as price_from, count(distinct store_id)::int as stores
      from priced group by market, number),
    unlisted as (
      delete from search.listing l where l.number = any(${numbers}::int[])
        and not exists (select from best b where b.market = l.market and b.number = l.number)),
    listed as (
      insert into search.listing as l (market, number, offer_id, store_id, ships_from, price_minor, price_from, available, stores)
      select b.market, b.number, b.offer_id, b.store_id, b.ships_from, b.price_minor, s.price_from, b.available, s.stores
      from best b join spread s on s.market = b.market and s.number = b.number
      on conflict (market, number) do update set offer_id = excluded.offer_id, store_id = excluded.store_id,
        ships_from = excluded.ships_from, price_minor = excluded.price_minor, price_from = excluded.price_from,
        available = excluded.available, stores = excluded.stores
      where (l.offer_id, l.store_id, l.ships_from, l.price_minor, l.price_from, l.available, l.stores) is distinct from
        (excluded.offer_id, excluded.store_id, excluded.ships_from, excluded.price_minor, excluded.price_from, excluded.available, excluded.stores)),
    by_price as materialized (
      select b.market, shelf, b.price_minor, b.number
      from best b join search.products p on p.number = b.number cross join unnest(p.shelves) as shelf),
    price_unplaced as (
      delete from search.price_places x where x.number = any(${numbers}::int[]) and not exists (
        select from by_price w where w.number = x.number and w.market = x.market and w.shelf = x.shelf and w.price_minor = x.price_minor)),
    price_placed as (
      insert into search.price_places (market, shelf, price_minor, number)
      select market, shelf, price_minor, number from by_price on conflict do nothing),
    on_shelf as materialized (
      select p.number, shelf, p.popularity, p.published_at, coalesce(p.rating, 0) as rating
      from search.products p cross join unnest(p.shelves) as shelf
      where p.number in (select number from best)),
    unplaced as (
      delete from search.places x where x.number = any(${numbers}::int[])
        and not exists (select from on_shelf w where w.number = x.number and w.shelf = x.shelf))
    insert into search.places as x (shelf, number, popularity, published_at, rating)
    select shelf, number, popularity, published_at, rating from on_shelf
    on conflict (number, shelf) do update set popularity = excluded.popularity, published_at = excluded.published_at, rating = excluded.rating
    where (x.popularity, x.published_at, x.rating) is distinct from (excluded.popularity, excluded.published_at, excluded.rating)`.execute(
    tx,
  )
}
