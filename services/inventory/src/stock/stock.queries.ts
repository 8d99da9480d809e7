import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { OutputOf } from '@tradewind/platform/contract'
import type { inventory } from '../contract/index.ts'
import type { InventoryTables } from '../tables.ts'

type Db = Kysely<InventoryTables>
export type StockView = OutputOf<typeof inventory.adjustStock>
type MoveView = OutputOf<typeof inventory.listMoves>['items'][number]

// Fewer than this a store should know of.
const LOW = 5

const columns = sql`offer_id as "offerId", warehouse_id as "warehouseId", on_hand as "onHand", reserved,
  on_hand - reserved as available, version,
  to_char(updated_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "updatedAt"`

/** Locks the stock of these offers, where a condition holds; always in the same order, so that nobody waits in a ring. */
export const lockingStock = (offerIds: readonly string[], where: RawBuilder<unknown> = sql`true`) =>
  sql`select from inventory.stock where offer_id = any(${offerIds}::text[]) and ${where}
    order by offer_id, warehouse_id for update`

/** Keeps others from changing the stock of these offers until the transaction ends. */
export async function lockStock(tx: Db, offerIds: readonly string[]): Promise<void> {
  await lockingStock(offerIds).execute(tx)
}

/** Rows of a store after a position, in the order of their key. */
export async function readStock(
  db: Db,
  storeId: string,
  filter: { offerIds?: readonly string[]; lowOnly?: boolean },
  after: readonly [string, string],
  limit: number,
): Promise<StockView[]> {
  const { rows } = await sql<StockView>`select ${columns} from inventory.stock
    where store_id = ${storeId} and (offer_id, warehouse_id) > (${after[0]}, ${after[1]})
      ${filter.offerIds ? sql`and offer_id = any(${filter.offerIds}::text[])` : sql``}
      ${filter.lowOnly ? sql`and on_hand - reserved < ${sql.lit(LOW)}` : sql``}
    order by offer_id, warehouse_id limit ${sql.lit(limit)}`.execute(db)
  return rows
}

/** What can be sold of each offer, and where most of it lies; offers that were never counted are absent. */
export async function readAvailable(
  db: Db,
  offerIds: readonly string[],
): Promise<OutputOf<typeof inventory.getAvailable>> {
  const { rows } = await sql<OutputOf<typeof inventory.getAvailable>[number]>`
    with counted as (
      select offer_id, sum(on_hand - reserved)::int as available,
        (array_agg(warehouse_id order by on_hand - reserved desc, warehouse_id))[1] as warehouse_id
      from inventory.stock where offer_id = any(${offerIds}::text[]) group by offer_id
    ), countries as (
      select id, country from inventory.warehouses where id = any(array(select warehouse_id from counted))
    )
    select offer_id as "offerId", available, country as "warehouseCountry"
    from counted join countries on id = warehouse_id order by offer_id`.execute(db)
  return rows
}

/** The row, locked; made with nothing in it when there is none. */
export async function openStock(
  tx: Db,
  key: { storeId: string; offerId: string; warehouseId: string },
): Promise<{ onHand: number; reserved: number; isNew: boolean }> {
  const { rows: made } = await sql`
    insert into inventory.stock (offer_id, warehouse_id, store_id, on_hand)
    values (${key.offerId}, ${key.warehouseId}, ${key.storeId}, 0) on conflict do nothing returning 1`.execute(
    tx,
  )
  const row = await tx
    .selectFrom('inventory.stock')
    .select(['on_hand as onHand', 'reserved'])
    .where('offer_id', '=', key.offerId)
    .where('warehouse_id', '=', key.warehouseId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { ...row, isNew: made.length > 0 }
}

/** Changes what is on hand and writes down why, in one statement; `change` may be 0 for a first count of none. */
export async function moveStock(
  tx: Db,
  key: { storeId: string; offerId: string; warehouseId: string },
  move: { change: number; reason: 'initial' | 'adjustment'; note?: string },
): Promise<StockView> {
  const { rows } = await sql<StockView>`
    with moved as (
      insert into inventory.moves (store_id, offer_id, warehouse_id, change, reason, note)
      select ${key.storeId}, ${key.offerId}, ${key.warehouseId}, ${move.change}::int, ${move.reason}, ${move.note ?? null}
      where ${move.change}::int <> 0
    )
    update inventory.stock set on_hand = on_hand + ${move.change}::int, version = version + 1, updated_at = now()
    where offer_id = ${key.offerId} and warehouse_id = ${key.warehouseId}
    returning ${columns}`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('a stock row vanished while it was locked')
  return row
}

/** Moves of one offer, newest first, before a position. */
export async function readMoves(
  db: Db,
  storeId: string,
  offerId: string,
  before: number,
  limit: number,
): Promise<MoveView[]> {
  const { rows } = await sql<MoveView>`
    select id::text as id, warehouse_id as "warehouseId", change, reason, reference, note,
      to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
    from inventory.moves m where m.store_id = ${storeId} and m.offer_id = ${offerId} and m.id < ${before}
    order by m.id desc limit ${sql.lit(limit)}`.execute(db)
  return rows
}
