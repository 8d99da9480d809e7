import { labelCity } from '@tradewind/addresses'
import { conflict, invalid, money, newId, notFound, pageOf } from '@tradewind/kernel'
import { systemContext, type CallContext, type InputOf, type OutputOf } from '@tradewind/platform/contract'
import { asStore } from '@tradewind/platform/db'
import type { Ticker } from '@tradewind/platform/service'
import { sql, type QueryExecutorProvider, type Transaction } from 'kysely'
import { orderShipped } from '../contract/events.ts'
import type { orderOperations } from '../contract/orders.ts'
import { cursorId } from '../orders/cursor.ts'
import { viewStorePart } from '../orders/order-view.ts'
import { parcelsOf } from '../orders/orders.actions.ts'
import * as queries from '../orders/orders.queries.ts'
import { shippedState } from '../orders/states.rules.ts'
import type { OrdersDeps } from '../orders.deps.ts'
import { sentFromAbroad, storesAbroad } from '../customs/customs-ids.rules.ts'
import { draftOf, missingOf, type Declarable } from '../customs/declaration.rules.ts'
import { storeOf } from './store-of.ts'

type Operations = typeof orderOperations
type View = OutputOf<Operations['getStoreOrder']>
type Request = InputOf<Operations['shipOrder']>['parcels']

export async function listStoreOrders(
  deps: OrdersDeps,
  ctx: CallContext,
  input: InputOf<Operations['listStoreOrders']>,
): Promise<OutputOf<Operations['listStoreOrders']>> {
  const storeId = storeOf(ctx)
  const limit = input.limit ?? 20
  const rows = await asStore(deps.db, storeId, (tx) =>
    queries.listStoreParts(tx, storeId, {
      status: input.status,
      q: input.q,
      limit,
      before: cursorId(input.cursor),
    }),
  )
  const page = pageOf(rows, limit, (row) => [row.id])
  return {
    ...page,
    items: page.items.map(({ totalMinor, currency, placedAt, ...row }) => ({
      ...row,
      total: money(totalMinor, currency),
      placedAt: placedAt.toISOString(),
    })),
  }
}

export async function getStoreOrder(
  deps: OrdersDeps,
  ctx: CallContext,
  { subOrderId }: { subOrderId: string },
): Promise<View> {
  const storeId = storeOf(ctx)
  const row = await asStore(deps.db, storeId, (tx) => queries.findStorePart(tx, storeId, subOrderId))
  if (!row) throw notFound()
  return viewStorePart(row, await parcelsOf(deps, row.part.orderId), ctx.locale)
}

export async function storeSummary(
  deps: OrdersDeps,
  ctx: CallContext,
): Promise<OutputOf<Operations['storeSummary']>> {
  const storeId = storeOf(ctx)
  const { sold, ...counts } = await asStore(deps.db, storeId, (tx) => queries.summariseStore(tx, storeId))
  return { ...counts, soldLast30Days: sold.map(({ minor, currency }) => money(minor, currency)) }
}

/** Books the parcels, then hands them to the carrier; a crash in between is resumed by the ticker. */
export async function shipOrder(
  deps: OrdersDeps,
  ctx: CallContext,
  input: InputOf<Operations['shipOrder']>,
): Promise<View> {
  const storeId = storeOf(ctx)
  const shipmentId = await asStore(deps.db, storeId, (tx) => bookShipment(tx, storeId, input))
  await handOver(deps, shipmentId)
  return getStoreOrder(deps, ctx, input)
}

async function bookShipment(
  tx: Transaction<unknown>,
  storeId: string,
  { subOrderId, parcels, declarations = {} }: InputOf<Operations['shipOrder']>,
): Promise<string> {
  const { rows } = await sql<{
    status: string
    order_id: string
    landed: queries.PartRow['landed']
  }>`select status, order_id, landed from orders.sub_orders where store_id = ${storeId} and id = ${subOrderId} for update`.execute(
    tx,
  )
  const part = rows[0]
  if (!part || part.status === 'awaiting-payment') throw notFound()
  if (part.status !== 'to-ship' && part.status !== 'partly-shipped')
    throw conflict('orders.not-now', { status: part.status })
  const { rows: lines } = await sql<
    Declarable & { quantity: number; shipped: number }
  >`select id, quantity, shipped, name, hs_code as "hsCode", origin_country as "originCountry", weight_grams as "weightGrams", declared from orders.lines where store_id = ${storeId} and sub_order_id = ${subOrderId}`.execute(
    tx,
  )
  const packed = packedOf(parcels)
  for (const [lineId, { quantity, path }] of packed) {
    const line = lines.find((one) => one.id === lineId)
    if (!line) throw invalid([{ path, code: 'platform.not-allowed' }])
    if (line.shipped + quantity > line.quantity)
      throw invalid(
        [{ path, code: 'orders.more-than-ordered', params: { left: line.quantity - line.shipped } }],
        'orders.more-than-ordered',
      )
    line.shipped += quantity
  }
  if (storesAbroad(part.landed).has(storeId)) assertDeclared(lines, packed, declarations)
  const changes = lines.map(({ id, shipped, declared }) => ({
    id,
    shipped,
    declared: { ...declared, ...declarations[id] },
  }))
  await sql`update orders.lines l set shipped = c.shipped, declared = c.declared
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c(id text, shipped int, declared jsonb)
    where l.store_id = ${storeId} and l.id = c.id`.execute(tx)
  await sql`update orders.sub_orders set status = ${shippedState(lines)}, version = version + 1 where store_id = ${storeId} and id = ${subOrderId}`.execute(
    tx,
  )
  const id = newId('shp')
  await sql`insert into orders.shipments (store_id, id, sub_order_id, order_id, request) values (${storeId}, ${id}, ${subOrderId}, ${part.order_id}, ${JSON.stringify(parcels)}::jsonb)`.execute(
    tx,
  )
  return id
}

/** Nothing leaves for abroad of which the customs would not know what it is. */
function assertDeclared(
  lines: readonly Declarable[],
  packed: ReadonlyMap<string, unknown>,
  declarations: NonNullable<InputOf<Operations['shipOrder']>['declarations']>,
): void {
  const missing = lines
    .filter(({ id }) => packed.has(id))
    .flatMap((line) => missingOf(line.id, draftOf(line, declarations[line.id])))
  if (missing.length > 0) throw invalid(missing, 'orders.customs-incomplete')
}

/** Pieces of each line over all parcels, with the field that named them last. */
function packedOf(parcels: Request): Map<string, { quantity: number; path: string }> {
  const packed = new Map<string, { quantity: number; path: string }>()
  parcels.forEach((parcel, at) =>
    parcel.lines.forEach(({ lineId, quantity }, index) =>
      packed.set(lineId, {
        quantity: (packed.get(lineId)?.quantity ?? 0) + quantity,
        path: `parcels.${at}.lines.${index}.quantity`,
      }),
    ),
  )
  return packed
}

interface ShipmentRow {
  id: string
  store_id: string
  sub_order_id: string
  order_id: string
  request: Request
  address: queries.OrderRow['address']
  landed: queries.PartRow['landed']
}

async function handOver(deps: OrdersDeps, shipmentId: string): Promise<void> {
  const { rows } =
    await sql<ShipmentRow>`select s.id, s.store_id, s.sub_order_id, s.order_id, s.request, o.address, p.landed
    from orders.shipments s join orders.orders o on o.id = s.order_id
    join orders.sub_orders p on p.store_id = s.store_id and p.id = s.sub_order_id where s.id = ${shipmentId} and not s.handed_over`.execute(
      deps.db,
    )
  const shipment = rows[0]
  if (!shipment) return
  const { store_id: storeId, sub_order_id: subOrderId, order_id: orderId, address, landed } = shipment
  // The goods may leave from another country than the store's own.
  const isAbroad = sentFromAbroad(
    address.country,
    landed.filter((part) => part.storeId === storeId),
  )
  const [store] = await deps.calls.merchants.getStores(systemContext('orders'), { storeIds: [storeId] })
  const parcels = await deps.calls.fulfilment.createParcels(systemContext('orders'), {
    key: shipment.id,
    orderId,
    subOrderId,
    storeId,
    kind: 'outbound',
    shipFrom: store?.country,
    shipTo: { country: address.country, city: labelCity(address, isAbroad ? undefined : address.country) },
    parcels: shipment.request,
  })
  await deps.db.transaction().execute(async (tx) => {
    const { rows: handed } =
      await sql`update orders.shipments set handed_over = true where id = ${shipmentId} and not handed_over returning 1`.execute(
        tx,
      )
    if (handed.length === 0) return
    await insertParcels(
      tx,
      orderId,
      subOrderId,
      parcels.map((parcel) => parcel.id),
    )
    await sql`insert into orders.history (order_id, store_id, what) values (${orderId}, ${storeId}, 'orders.history-shipped')`.execute(
      tx,
    )
    await deps.emit(tx, orderShipped, orderId, { orderId, subOrderId, storeId })
  })
}

async function insertParcels(
  tx: QueryExecutorProvider,
  orderId: string,
  subOrderId: string,
  ids: string[],
): Promise<void> {
  await sql`insert into orders.parcels (id, order_id, sub_order_id) select id, ${orderId}, ${subOrderId} from unnest(${ids}::text[]) as id on conflict do nothing`.execute(
    tx,
  )
}

/** Hands over what was booked and not handed over, such as after a crash. */
export function resumeShipments(deps: OrdersDeps): Ticker {
  return {
    name: 'resume-shipments',
    everySeconds: 5,
    async run() {
      const { rows } = await sql<{
        id: string
      }>`select id from orders.shipments where not handed_over and created_at < now() - interval '10 seconds' limit 50`.execute(
        deps.db,
      )
      for (const { id } of rows)
        await handOver(deps, id).catch((error: unknown) =>
          deps.log.warn({ err: error, shipmentId: id }, 'parcels could not be handed over yet'),
        )
    },
  }
}
