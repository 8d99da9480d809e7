import { sql, type QueryExecutorProvider } from 'kysely'
import type { LocalizedText } from '@tradewind/kernel'
import type { ReturnState } from '../orders/states.rules.ts'

export interface ReturnRow {
  id: string
  number: string
  orderId: string
  subOrderId: string
  storeId: string
  status: ReturnState
  reason: 'changed-mind' | 'damaged' | 'wrong-item' | 'not-as-described' | 'arrived-late'
  note: string | null
  decisionNote: string | null
  shipBack: boolean
  refundMinor: number
  currency: string
  parcelId: string | null
  requestedAt: Date
  refundedAt: Date | null
  version: number
  lines: ReturnLineRow[]
}

export interface ReturnLineRow {
  lineId: string
  offerId: string
  name: LocalizedText
  sku: string
  quantity: number
  netMinor: number
  taxMinor: number
  dutyMinor: number
  dutyTaxMinor: number
  commissionBasisPoints: number
}

const RETURN = sql`r.id, r.number, r.order_id as "orderId", r.sub_order_id as "subOrderId", r.store_id as "storeId", r.status, r.reason, r.note,
  r.decision_note as "decisionNote", r.ship_back as "shipBack", r.refund_minor as "refundMinor", r.currency, r.parcel_id as "parcelId",
  r.requested_at as "requestedAt", r.refunded_at as "refundedAt", r.version,
  (select jsonb_agg(jsonb_build_object('lineId', l.id, 'offerId', l.offer_id, 'name', l.name, 'sku', l.sku, 'quantity', rl.quantity, 'netMinor', rl.net_minor,
    'taxMinor', rl.tax_minor, 'dutyMinor', rl.duty_minor, 'dutyTaxMinor', rl.duty_tax_minor, 'commissionBasisPoints', l.commission_basis_points) order by l.id)
    from orders.return_lines rl join orders.lines l on l.id = rl.line_id where rl.return_id = r.id) as lines`

export async function findOwnReturn(
  db: QueryExecutorProvider,
  id: string,
  owners: readonly string[],
): Promise<ReturnRow | undefined> {
  const { rows } =
    await sql<ReturnRow>`select ${RETURN} from orders.returns r join orders.orders o on o.id = r.order_id
    where r.id = ${id} and o.owner = any(${owners})`.execute(db)
  return rows[0]
}

export async function findStoreReturn(
  db: QueryExecutorProvider,
  id: string,
  storeId: string,
): Promise<ReturnRow | undefined> {
  const { rows } =
    await sql<ReturnRow>`select ${RETURN} from orders.returns r where r.store_id = ${storeId} and r.id = ${id}`.execute(
      db,
    )
  return rows[0]
}

export async function listByOrder(db: QueryExecutorProvider, orderId: string): Promise<ReturnRow[]> {
  const { rows } =
    await sql<ReturnRow>`select ${RETURN} from orders.returns r where r.order_id = ${orderId} order by r.id`.execute(
      db,
    )
  return rows
}

export async function listByStore(
  db: QueryExecutorProvider,
  storeId: string,
  filter: { status?: string; limit: number; before?: string },
): Promise<ReturnRow[]> {
  const { rows } = await sql<ReturnRow>`select ${RETURN} from orders.returns r where r.store_id = ${storeId}
      and (${filter.status ?? null}::text is null or r.status = ${filter.status ?? null}) and (${filter.before ?? null}::text is null or r.id < ${filter.before ?? null})
    order by r.id desc limit ${sql.lit(filter.limit + 1)}`.execute(db)
  return rows
}

export interface ReturnableLine {
  id: string
  quantity: number
  shipped: number
  inReturn: number
  netMinor: number
  taxMinor: number
  dutyMinor: number
  dutyTaxMinor: number
}

/** The lines of a part, locked, with its state. */
export async function lockPart(
  tx: QueryExecutorProvider,
  orderId: string,
  subOrderId: string,
): Promise<
  | {
      status: string
      storeId: string
      number: string
      currency: string
      windowClosed: boolean
      lines: ReturnableLine[]
    }
  | undefined
> {
  const { rows } = await sql<{
    status: string
    storeId: string
    number: string
    currency: string
    windowClosed: boolean
  }>`
    select status, store_id as "storeId", number, currency, coalesce(delivered_at < now() - interval '30 days', false) as "windowClosed"
    from orders.sub_orders where id = ${subOrderId} and order_id = ${orderId} for update`.execute(tx)
  const part = rows[0]
  if (!part) return undefined
  const { rows: lines } =
    await sql<ReturnableLine>`select id, quantity, shipped, in_return as "inReturn", net_minor as "netMinor", tax_minor as "taxMinor", duty_minor as "dutyMinor", duty_tax_minor as "dutyTaxMinor"
    from orders.lines where sub_order_id = ${subOrderId}`.execute(tx)
  return { ...part, lines }
}

export interface NewReturn {
  id: string
  storeId: string
  orderId: string
  subOrderId: string
  partNumber: string
  reason: string
  note: string | null
  refundMinor: number
  currency: string
  lines: Pick<ReturnLineRow, 'lineId' | 'quantity' | 'netMinor' | 'taxMinor' | 'dutyMinor' | 'dutyTaxMinor'>[]
}

export async function insertReturn(tx: QueryExecutorProvider, row: NewReturn): Promise<void> {
  await sql`with made as (insert into orders.returns (store_id, id, number, order_id, sub_order_id, status, reason, note, refund_minor, currency)
      select ${row.storeId}, ${row.id}, ${row.partNumber} || '-R' || (count(*) + 1), ${row.orderId}, ${row.subOrderId}, 'requested', ${row.reason}, ${row.note}, ${row.refundMinor}, ${row.currency}
      from orders.returns where sub_order_id = ${row.subOrderId} returning id),
    pieces as (select * from jsonb_to_recordset(${JSON.stringify(row.lines)}::jsonb) as l("lineId" text, quantity int, "netMinor" bigint, "taxMinor" bigint, "dutyMinor" bigint, "dutyTaxMinor" bigint)),
    kept as (update orders.lines l set in_return = l.in_return + p.quantity from pieces p where l.id = p."lineId")
    insert into orders.return_lines (store_id, return_id, line_id, quantity, net_minor, tax_minor, duty_minor, duty_tax_minor)
    select ${row.storeId}, made.id, p."lineId", p.quantity, p."netMinor", p."taxMinor", p."dutyMinor", p."dutyTaxMinor" from made, pieces p`.execute(
    tx,
  )
}

/** Moves a return on if it is still in one of the states `from`; pieces of a return that ends unrefunded are free again. */
export async function moveReturn(
  tx: QueryExecutorProvider,
  id: string,
  from: readonly ReturnState[],
  to: ReturnState,
  change: { decisionNote?: string; shipBack?: boolean; parcelId?: string } = {},
): Promise<boolean> {
  const { rows } = await sql`with moved as (update orders.returns set status = ${to}, version = version + 1,
        decision_note = coalesce(${change.decisionNote ?? null}, decision_note), ship_back = coalesce(${change.shipBack ?? null}, ship_back),
        parcel_id = coalesce(${change.parcelId ?? null}, parcel_id)
      where id = ${id} and status = any(${from}) returning id, status),
    freed as (update orders.lines l set in_return = l.in_return - rl.quantity from moved, orders.return_lines rl
      where moved.status in ('rejected', 'cancelled') and rl.return_id = moved.id and l.id = rl.line_id)
    select 1 from moved`.execute(tx)
  return rows.length > 0
}
