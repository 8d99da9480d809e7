import { sql, type Kysely } from 'kysely'
import { lockingStock } from '../stock/stock.queries.ts'
import type { InventoryTables, OrderState } from '../tables.ts'

type Db = Kysely<InventoryTables>

export interface Line {
  readonly offerId: string
  readonly quantity: number
}
export interface HeldLine extends Line {
  readonly warehouseId: string
}
export interface Shortage {
  readonly offerId: string
  readonly available: number
}
export interface OrderRecord {
  readonly state: OrderState
  readonly short: Shortage[] | null
  readonly lines: HeldLine[]
}

/**
 * Takes note of an order that is to be held, and locks the stock of its offers in one order for all; false, with
 * nothing locked, when we know it already, however it ended.
 */
export async function beginHold(tx: Db, orderId: string, offerIds: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ isNew: boolean }>`
    with noted as (
      insert into inventory.orders (order_id, state) values (${orderId}, 'held') on conflict do nothing returning 1
    ), locked as materialized (
      ${lockingStock(offerIds, sql`exists (select from noted)`)}
    )
    select exists (select from noted) as "isNew", (select count(*) from locked)`.execute(tx)
  return rows[0]?.isNew === true
}

export async function readOrder(db: Db, orderId: string): Promise<OrderRecord> {
  const { rows } = await sql<OrderRecord>`
    select o.state, o.short, coalesce((
      select jsonb_agg(jsonb_build_object('offerId', r.offer_id, 'warehouseId', r.warehouse_id, 'quantity', r.quantity)
        order by r.offer_id, r.warehouse_id)
      from inventory.reservations r where r.order_id = o.order_id), '[]') as lines
    from inventory.orders o where o.order_id = ${orderId}`.execute(db)
  const [row] = rows
  if (!row) throw new Error(`order ${orderId} vanished`)
  return row
}

/**
 * Holds all lines of an order or none, in one statement; needs the offers' stock locked. Repeated offers are added
 * up. A warehouse that has all pieces of an offer comes first, so that few parcels are split.
 */
export async function holdGoods(
  tx: Db,
  orderId: string,
  lines: readonly Line[],
): Promise<Pick<OrderRecord, 'lines'> & { short: Shortage[] }> {
  const { rows } = await sql<{ lines: HeldLine[]; short: Shortage[] }>`
    with wanted as (
      select offer_id, sum(quantity)::int as quantity
      from unnest(${lines.map((line) => line.offerId)}::text[], ${lines.map((line) => line.quantity)}::int[])
        as line(offer_id, quantity) group by offer_id
    ), there as (
      select s.offer_id, s.warehouse_id, s.store_id, w.quantity as wanted, s.on_hand - s.reserved as free,
        sum(s.on_hand - s.reserved) over (partition by s.offer_id
          order by s.on_hand - s.reserved >= w.quantity desc, s.warehouse_id) as free_so_far
      from inventory.stock s join wanted w using (offer_id)
    ), short as (
      select w.offer_id, coalesce(sum(t.free), 0)::int as available
      from wanted w left join there t using (offer_id)
      group by w.offer_id, w.quantity having coalesce(sum(t.free), 0) < w.quantity
    ), parts as (
      select offer_id, warehouse_id, store_id, least(free, wanted - (free_so_far - free))::int as quantity
      from there where free > 0 and free_so_far - free < wanted and not exists (select from short)
    ), held as (
      update inventory.stock s
      set reserved = s.reserved + p.quantity, version = s.version + 1, updated_at = now()
      from parts p where s.offer_id = p.offer_id and s.warehouse_id = p.warehouse_id
    ), kept as (
      insert into inventory.reservations (order_id, offer_id, warehouse_id, store_id, quantity)
      select ${orderId}, offer_id, warehouse_id, store_id, quantity from parts
      returning offer_id, warehouse_id, quantity
    )
    select
      coalesce((select jsonb_agg(jsonb_build_object('offerId', offer_id, 'warehouseId', warehouse_id,
        'quantity', quantity) order by offer_id, warehouse_id) from kept), '[]') as lines,
      coalesce((select jsonb_agg(jsonb_build_object('offerId', offer_id, 'available', available)
        order by offer_id) from short), '[]') as short`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('a statement without answer')
  return row
}

/** Records that too little was there. */
export async function markShort(
  tx: Db,
  orderId: string,
  state: 'refused' | 'unfilled',
  short: readonly Shortage[],
): Promise<void> {
  await sql`update inventory.orders set state = ${state}, short = ${JSON.stringify(short)}::jsonb, updated_at = now()
    where order_id = ${orderId}`.execute(tx)
}
