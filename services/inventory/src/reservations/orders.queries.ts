import { sql, type Kysely } from 'kysely'
import type { InventoryTables, OrderState } from '../tables.ts'
import type { Line } from './reservations.queries.ts'

type Db = Kysely<InventoryTables>

export interface GoodsBack extends Line {
  readonly returnId: string
  readonly orderId: string
  readonly storeId: string
}

/**
 * How each order stands, locked. One that we never heard of is noted as released: if its reservation still arrives,
 * it comes too late. An insert waits for a reservation that is just being made, which a plain look would miss.
 */
export async function lockOrders(
  tx: Db,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, OrderState>> {
  await sql`insert into inventory.orders (order_id, state)
    select distinct id, 'released' from unnest(${orderIds}::text[]) as id order by id on conflict do nothing`.execute(
    tx,
  )
  const { rows } = await sql<{ id: string; state: OrderState }>`
    select order_id as id, state from inventory.orders where order_id = any(${orderIds}::text[])
    order by order_id for update`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.state]))
}

/** The offers that these orders hold. */
export async function readHeldOffers(db: Db, orderIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ offer_id: string }>`
    select distinct offer_id from inventory.reservations where order_id = any(${orderIds}::text[])`.execute(
    db,
  )
  return rows.map((row) => row.offer_id)
}

/** What was held can be sold again. */
export async function releaseHeld(tx: Db, orderIds: readonly string[]): Promise<void> {
  await sql`
    with freed as (
      update inventory.stock s set reserved = s.reserved - h.quantity, version = s.version + 1, updated_at = now()
      from (select offer_id, warehouse_id, sum(quantity)::int as quantity from inventory.reservations
        where order_id = any(${orderIds}::text[]) group by offer_id, warehouse_id) h
      where s.offer_id = h.offer_id and s.warehouse_id = h.warehouse_id
    )
    update inventory.orders set state = 'released', updated_at = now() where order_id = any(${orderIds}::text[])`.execute(
    tx,
  )
}

/** What was held is sold: it leaves the warehouse. */
export async function claimHeld(tx: Db, orderIds: readonly string[]): Promise<void> {
  await sql`
    with sold as (
      select order_id, store_id, offer_id, warehouse_id, quantity from inventory.reservations
      where order_id = any(${orderIds}::text[])
    ), gone as (
      update inventory.stock s set on_hand = s.on_hand - h.quantity, reserved = s.reserved - h.quantity,
        version = s.version + 1, updated_at = now()
      from (select offer_id, warehouse_id, sum(quantity)::int as quantity from sold group by offer_id, warehouse_id) h
      where s.offer_id = h.offer_id and s.warehouse_id = h.warehouse_id
    ), moved as (
      insert into inventory.moves (store_id, offer_id, warehouse_id, change, reason, reference)
      select store_id, offer_id, warehouse_id, -quantity, 'sale', order_id from sold
    )
    update inventory.orders set state = 'claimed', updated_at = now() where order_id = any(${orderIds}::text[])`.execute(
    tx,
  )
}

/** Forgets what a released order once held, so that it can hold anew. */
export async function reopenOrder(tx: Db, orderId: string): Promise<void> {
  await tx.deleteFrom('inventory.reservations').where('order_id', '=', orderId).execute()
  await tx
    .updateTable('inventory.orders')
    .set({ state: 'held', short: null })
    .where('order_id', '=', orderId)
    .execute()
}

/** Takes note of returns; answers those that are new. */
export async function insertReturns(
  tx: Db,
  returns: readonly Pick<GoodsBack, 'returnId' | 'orderId'>[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    insert into inventory.returns (return_id, order_id)
    select * from unnest(${returns.map((row) => row.returnId)}::text[], ${returns.map((row) => row.orderId)}::text[])
    on conflict do nothing returning return_id as id`.execute(tx)
  return new Set(rows.map((row) => row.id))
}

/** Puts goods back where they were sold from, else where the offer has stock at all. */
export async function restock(tx: Db, goods: readonly GoodsBack[]): Promise<void> {
  await sql`
    with back as (
      select g.*, coalesce(
        (select r.warehouse_id from inventory.reservations r
          where r.order_id = g.order_id and r.offer_id = g.offer_id order by r.quantity desc, r.warehouse_id limit 1),
        (select s.warehouse_id from inventory.stock s where s.offer_id = g.offer_id order by s.warehouse_id limit 1)
      ) as warehouse_id
      from unnest(${goods.map((row) => row.returnId)}::text[], ${goods.map((row) => row.orderId)}::text[],
        ${goods.map((row) => row.storeId)}::text[], ${goods.map((row) => row.offerId)}::text[],
        ${goods.map((row) => row.quantity)}::int[]) as g(return_id, order_id, store_id, offer_id, quantity)
    ), moved as (
      insert into inventory.moves (store_id, offer_id, warehouse_id, change, reason, reference)
      select store_id, offer_id, warehouse_id, quantity, 'return', return_id from back where warehouse_id is not null
    )
    update inventory.stock s set on_hand = s.on_hand + b.quantity, version = s.version + 1, updated_at = now()
    from (select offer_id, warehouse_id, sum(quantity)::int as quantity from back group by offer_id, warehouse_id) b
    where s.offer_id = b.offer_id and s.warehouse_id = b.warehouse_id`.execute(tx)
}
