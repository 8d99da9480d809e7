import { sql, type QueryExecutorProvider } from 'kysely'
import type { CustomsIdKind } from '@tradewind/kernel'
import type { SealedCustomsId } from './customs-ids.seal.ts'

export interface CustomsIdRow {
  kind: CustomsIdKind
  keyId: string
  sealed: Buffer
}

/** A part's number; undefined when there is none, or none any more. */
export async function findCustomsId(
  db: QueryExecutorProvider,
  storeId: string,
  subOrderId: string,
): Promise<CustomsIdRow | undefined> {
  const { rows } = await sql<CustomsIdRow>`select kind, key_id as "keyId", sealed from orders.customs_ids
    where store_id = ${storeId} and sub_order_id = ${subOrderId} and sealed is not null`.execute(db)
  return rows[0]
}

/** How parts stand, held so that none leaves before what is written about it. */
export async function lockParts(
  db: QueryExecutorProvider,
  subOrderIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; status: string }>`select id, status from orders.sub_orders
    where id = any(${[...subOrderIds]}) order by id for update`.execute(db)
  return new Map(rows.map(({ id, status }) => [id, status]))
}

/** Takes a number down in place of an earlier one. */
export async function saveCustomsId(
  db: QueryExecutorProvider,
  part: { storeId: string; subOrderId: string; orderId: string; country: string },
  { kind, keyId, sealed, masked }: SealedCustomsId,
): Promise<void> {
  await sql`insert into orders.customs_ids (store_id, sub_order_id, order_id, country, kind, key_id, sealed, masked)
    values (${part.storeId}, ${part.subOrderId}, ${part.orderId}, ${part.country}, ${kind}, ${keyId}, decode(${sealed}, 'base64'), ${masked})
    on conflict (store_id, sub_order_id) do update
      set kind = excluded.kind, key_id = excluded.key_id, sealed = excluded.sealed, masked = excluded.masked, erased_at = null`.execute(
    db,
  )
}

/** Erases what nobody needs any more: nothing is on its way, or it arrived so many days ago. */
export async function eraseCustomsIds(db: QueryExecutorProvider, keepDays: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`with erased as (
      update orders.customs_ids c set sealed = null, key_id = null, masked = null, erased_at = now()
      from orders.sub_orders s join orders.orders o on o.id = s.order_id
      where s.id = c.sub_order_id and c.erased_at is null
        and (s.status = 'cancelled' or o.status in ('rejected', 'expired', 'cancelled')
          or s.delivered_at < now() - make_interval(days => ${keepDays})
          or s.received_at < now() - make_interval(days => ${keepDays})
          or c.created_at < now() - make_interval(days => ${keepDays + 365}))
      returning 1)
    select count(*)::int as count from erased`.execute(db)
  return rows[0]?.count ?? 0
}

export interface SealedRow {
  storeId: string
  subOrderId: string
  keyId: string
  sealed: Buffer
}

/** Numbers that these keys sealed. */
export async function listSealedBy(
  db: QueryExecutorProvider,
  keyIds: readonly string[],
): Promise<SealedRow[]> {
  const { rows } =
    await sql<SealedRow>`select store_id as "storeId", sub_order_id as "subOrderId", key_id as "keyId", sealed
    from orders.customs_ids where key_id = any(${[...keyIds]}) limit 200`.execute(db)
  return rows
}

/** Puts a number back under another key, unless it was changed meanwhile. */
export async function reseal(
  db: QueryExecutorProvider,
  row: SealedRow,
  fresh: { keyId: string; bytes: Buffer },
): Promise<void> {
  await sql`update orders.customs_ids set key_id = ${fresh.keyId}, sealed = ${fresh.bytes}
    where store_id = ${row.storeId} and sub_order_id = ${row.subOrderId} and sealed = ${row.sealed}`.execute(
    db,
  )
}
