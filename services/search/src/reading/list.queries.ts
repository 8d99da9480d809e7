import { sql, type RawBuilder } from 'kysely'
import { decodeCursor, type KeyParts, type Locale } from '@tradewind/kernel'
import type { Db } from '../parts.ts'
import { cardColumns, type CardRow } from './cards.ts'
import {
  allOf,
  chosenConditions,
  firmConditions,
  shelfOf,
  storeOpen,
  type Filters,
  type Scope,
} from './scope.ts'

type Sql = RawBuilder<unknown>

/** Orders in which shelves are kept sorted: by places, or by price in the market. */
export type ShelfOrder = 'popular' | 'new' | 'rating' | 'price-up' | 'price-down'

interface Order {
  key: Sql
  kind: keyof KeyParts
  direction: Sql
  before: Sql
}

const order = (key: string, kind: keyof KeyParts, direction: 'asc' | 'desc'): Order => ({
  key: sql.raw(`x.${key}`),
  kind,
  direction: sql.raw(direction),
  before: sql.raw(direction === 'asc' ? '>' : '<'),
})

const ORDERS: Readonly<Record<ShelfOrder, Order>> = {
  popular: order('popularity', 'int4', 'desc'),
  new: order('published_at', 'timestamptz', 'desc'),
  rating: order('rating', 'real', 'desc'),
  'price-up': order('price_minor', 'int8', 'asc'),
  'price-down': order('price_minor', 'int8', 'desc'),
}

export interface ListedRow extends CardRow {
  sort_key: string
}

export interface ListInput extends Filters {
  /** `all`, a category or a store. */
  shelf: string
  order: ShelfOrder
  limit: number
  cursor?: string
}

/** Cards of a shelf in one order, one more than asked for. */
export async function listCards(
  db: Db,
  input: ListInput,
  scope: Scope,
  locale: Locale,
): Promise<ListedRow[]> {
  return (await listStatement(input, scope, locale).execute(db)).rows
}

/** Reads only as many rows as it passes, on any page. */
export function listStatement(input: ListInput, scope: Scope, locale: Locale): RawBuilder<ListedRow> {
  const { key, kind, direction, before } = ORDERS[input.order]
  const after: Sql[] = []
  if (input.cursor !== undefined) {
    const [at, number] = decodeCursor(input.cursor, kind, 'int4')
    // Behind a select, so that the planner does not weigh each position anew, which costs more than the page.
    after.push(sql`(${key}, x.number) ${before} ((select ${at}::${sql.raw(kind)}), (select ${number}::int))`)
  }
  return sql<ListedRow>`
    with ${scope.here}
    select ${cardColumns(locale, scope)}, ${key}::text as sort_key
    from ${placesBy(input.order)} x
    join search.listing l on l.market = ${scope.market} and l.number = x.number
    join search.products p on p.number = x.number
    where x.shelf = ${shelfOf(input.shelf)} ${isByPrice(input.order) ? sql`and x.market = ${scope.market}` : sql``}
      and ${allOf([...after, storeOpen, ...scope.priced, ...firmConditions(input), ...chosenConditions(input, scope)])}
    order by ${key} ${direction}, x.number ${direction} limit ${sql.lit(input.limit + 1)}`
}

/** Numbers of the products that come first on a shelf in an order. */
export function firstOnShelf(by: ShelfOrder, shelf: string, scope: Scope, limit: Sql): Sql {
  const { key, direction } = ORDERS[by]
  return sql`select x.number from ${placesBy(by)} x
    where x.shelf = ${shelfOf(shelf)} ${isByPrice(by) ? sql`and x.market = ${scope.market}` : sql``}
    order by ${key} ${direction}, x.number ${direction} limit ${limit}`
}

const isByPrice = (by: ShelfOrder): boolean => by === 'price-up' || by === 'price-down'

const placesBy = (by: ShelfOrder): Sql => (isByPrice(by) ? sql`search.price_places` : sql`search.places`)

/** The listing's offer is in stock and has a way to the market. */
const buyable: Sql = sql`l.available and exists (select from search.delivery d join search.offers o on o.offer_id = l.offer_id
  where d.market = l.market and d.store_id = l.store_id and d.up_to_grams >= o.weight_grams)`

/** Cards of known products; those that are not on sale in the market are left out. */
export async function findCards(
  db: Db,
  wanted: { productIds: readonly string[]; buyable?: boolean; ruled?: Locale },
  scope: Scope,
  locale: Locale,
): Promise<CardRow[]> {
  const { rows } = await sql<CardRow>`
    with ${scope.here}
    select ${cardColumns(locale, scope)}
    from search.products p
    join search.listing l on l.market = ${scope.market} and l.number = p.number
    where p.product_id = any(${wanted.productIds}::text[]) and ${allOf([storeOpen, ...scope.priced, ...firmConditions({ ruled: wanted.ruled }), ...(wanted.buyable ? [buyable] : [])])}`.execute(
    db,
  )
  return rows
}
