import { conflict, money, newId, notFound, pageOf, unauthorized } from '@tradewind/kernel'
import {
  ownerKey,
  ownersOf,
  systemContext,
  type CallContext,
  type InputOf,
  type OutputOf,
} from '@tradewind/platform/contract'
import { sql, type Transaction } from 'kysely'
import { endUnsold } from '../checkout/checkout.queries.ts'
import { hashOf, linkTokenOf } from '../checkout/confirm.actions.ts'
import { salePartsOf } from '../checkout/payments.consumer.ts'
import { goodsReturned, orderReleased, subOrderReceived } from '../contract/events.ts'
import type { orderOperations } from '../contract/orders.ts'
import type { OrdersDeps } from '../orders.deps.ts'
import { decideRefund } from '../refunds/refunds.ts'
import { viewOrder, type ParcelView } from './order-view.ts'
import { cursorId } from './cursor.ts'
import * as queries from './orders.queries.ts'
import type { OrderListRow, OrderRow } from './orders.queries.ts'
import { mayFollow, SUB_ORDER_STATES } from './states.rules.ts'

type Operations = typeof orderOperations
type View = OutputOf<Operations['getOrder']>
const PAGE = 20

export async function listOrders(
  deps: OrdersDeps,
  ctx: CallContext,
  input: InputOf<Operations['listOrders']>,
): Promise<OutputOf<Operations['listOrders']>> {
  const owner = ownerKey(ctx.actor)
  if (owner === undefined) throw unauthorized()
  const limit = input.limit ?? PAGE
  const page = pageOf(
    await queries.listOrders(deps.db, owner, limit, cursorId(input.cursor)),
    limit,
    (row) => [row.id],
  )
  return { ...page, items: page.items.map(viewRow) }
}

export async function listAllOrders(
  deps: OrdersDeps,
  _ctx: CallContext,
  input: InputOf<Operations['listAllOrders']>,
): Promise<OutputOf<Operations['listAllOrders']>> {
  const limit = input.limit ?? PAGE
  const rows = await queries.listAllOrders(deps.db, {
    status: input.status,
    q: input.q,
    orderIds: input.orderIds,
    limit,
    before: cursorId(input.cursor),
  })
  const page = pageOf(rows, limit, (row) => [row.id])
  return {
    ...page,
    items: page.items.map((row) => ({ ...viewRow(row), email: row.email, market: row.market })),
  }
}

export async function getOrder(
  deps: OrdersDeps,
  ctx: CallContext,
  { orderId }: { orderId: string },
): Promise<View> {
  return view(deps, ctx, await ownOrder(deps, ctx, orderId))
}

export async function getAnyOrder(
  deps: OrdersDeps,
  ctx: CallContext,
  { orderId }: { orderId: string },
): Promise<View> {
  const row = await queries.findOrder(deps.db, orderId)
  if (!row) throw notFound()
  return view(deps, ctx, row)
}

export async function trackOrder(
  deps: OrdersDeps,
  ctx: CallContext,
  { orderId }: { orderId: string },
): Promise<OutputOf<Operations['trackOrder']>> {
  await ownOrder(deps, ctx, orderId)
  return { items: await parcelsOf(deps, orderId) }
}

export async function claimOrder(
  deps: OrdersDeps,
  ctx: CallContext,
  { orderId, token }: InputOf<Operations['claimOrder']>,
): Promise<View> {
  const owner = ownerKey(ctx.actor)
  if (owner === undefined) throw unauthorized()
  if (!(await queries.claimOrder(deps.db, orderId, hashOf(token), owner))) throw notFound()
  const row = await queries.findOrder(deps.db, orderId)
  if (!row) throw notFound()
  return view(deps, ctx, row)
}

export async function payAgain(
  deps: OrdersDeps,
  ctx: CallContext,
  { orderId }: { orderId: string },
): Promise<OutputOf<Operations['payAgain']>> {
  const row = await ownOrder(deps, ctx, orderId)
  if (row.status !== 'awaiting-payment') throw conflict('orders.not-now', { status: row.status })
  const [known] = await deps.calls.payments.getByOrder(systemContext('orders'), { orderIds: [orderId] })
  return { nextAction: known?.payment.nextAction ?? row.nextAction }
}

export async function getForMail(
  deps: OrdersDeps,
  _ctx: CallContext,
  { orderId }: { orderId: string },
): Promise<OutputOf<Operations['getForMail']>> {
  const row = await queries.findOrder(deps.db, orderId)
  if (!row) throw notFound()
  const order = viewOrder(row, await parcelsOf(deps, orderId), row.locale as CallContext['locale'])
  return {
    order,
    url: `${deps.config.publicUrl}/${row.locale}/order/${orderId}?key=${linkTokenOf(deps, orderId)}`,
  }
}

/** Before payment the order ends; after it, what no store has shipped is cancelled and its money goes back. */
export async function cancelOrder(
  deps: OrdersDeps,
  ctx: CallContext,
  { orderId }: { orderId: string },
): Promise<View> {
  const row = await ownOrder(deps, ctx, orderId)
  if (row.status === 'awaiting-payment') await cancelUnpaid(deps, row)
  else if (row.status === 'paid' && row.parts.some((part) => part.status === 'to-ship'))
    await deps.db.transaction().execute((tx) => cancelUnshipped(deps, tx, row))
  else throw conflict('orders.not-now', { status: row.status })
  return getOrder(deps, ctx, { orderId })
}

async function cancelUnpaid(deps: OrdersDeps, { id }: OrderRow): Promise<void> {
  const payment = await deps.calls.payments.cancelIntent(systemContext('orders'), { orderId: id })
  if (payment?.status === 'captured') throw conflict('orders.not-now', { status: 'paid' })
  await deps.db.transaction().execute(async (tx) => {
    if (await endUnsold(tx, id, ['awaiting-payment'], 'cancelled', 'orders.history-cancelled'))
      await deps.emit(tx, orderReleased, id, { orderId: id, reason: 'cancelled' })
  })
}

async function cancelUnshipped(deps: OrdersDeps, tx: Transaction<unknown>, order: OrderRow): Promise<void> {
  const { rows } = await sql<{
    id: string
  }>`update orders.sub_orders set status = 'cancelled', version = version + 1
    where order_id = ${order.id} and status = 'to-ship' returning id`.execute(tx)
  const cancelled = new Set(rows.map((row) => row.id))
  if (cancelled.size === 0) throw conflict('orders.not-now', { status: order.status })
  for (const part of (await salePartsOf(tx, order.id)).filter((one) => cancelled.has(one.subOrderId))) {
    const amount = money(
      part.lines.reduce(
        (minor, line) => minor + line.gross.minor + (line.duty?.minor ?? 0) + (line.dutyTax?.minor ?? 0),
        part.shippingGross.minor,
      ),
      order.currency,
    )
    const key = `cancel:${part.subOrderId}`
    if (amount.minor > 0)
      await decideRefund(deps, tx, {
        key,
        kind: 'cancel',
        orderId: order.id,
        subOrderId: part.subOrderId,
        amount,
        fact: {
          orderId: order.id,
          refundKey: key,
          country: order.country,
          provider: order.provider ?? '',
          amount,
          ...part,
        },
      })
    await deps.emit(tx, goodsReturned, order.id, {
      orderId: order.id,
      returnId: newId('ret'),
      storeId: part.storeId,
      lines: part.lines.map(({ offerId, quantity }) => ({ offerId, quantity })),
    })
    await sql`insert into orders.history (order_id, store_id, what) values (${order.id}, ${part.storeId}, 'orders.history-cancelled')`.execute(
      tx,
    )
  }
  await closeOrder(tx, order.id)
}

/** The buyer has one store's goods. */
export async function receive(
  deps: OrdersDeps,
  ctx: CallContext,
  { orderId, subOrderId }: InputOf<Operations['receive']>,
): Promise<View> {
  const row = await ownOrder(deps, ctx, orderId)
  const part = row.parts.find((one) => one.id === subOrderId)
  if (!part) throw notFound()
  if (part.status !== 'received') {
    if (!mayFollow(SUB_ORDER_STATES, part.status, 'received'))
      throw conflict('orders.not-now', { status: part.status })
    await deps.db.transaction().execute((tx) => markReceived(deps, tx, part))
  }
  return getOrder(deps, ctx, { orderId })
}

export async function markReceived(
  deps: OrdersDeps,
  tx: Transaction<unknown>,
  part: { id: string; orderId: string; storeId: string },
): Promise<void> {
  const { rows } =
    await sql`update orders.sub_orders set status = 'received', received_at = now(), delivered_at = coalesce(delivered_at, now()), version = version + 1
    where id = ${part.id} and status in ('shipped', 'delivered') returning 1`.execute(tx)
  if (rows.length === 0) return
  await sql`insert into orders.history (order_id, store_id, what) values (${part.orderId}, ${part.storeId}, 'orders.history-received')`.execute(
    tx,
  )
  await deps.emit(tx, subOrderReceived, part.orderId, {
    orderId: part.orderId,
    subOrderId: part.id,
    storeId: part.storeId,
  })
  await closeOrder(tx, part.orderId)
}

/** Completes an order when every part is over; cancels it when every part is cancelled. */
async function closeOrder(tx: Transaction<unknown>, orderId: string): Promise<void> {
  await sql`update orders.orders o set version = version + 1,
      status = case when exists (select from orders.sub_orders s where s.order_id = o.id and s.status = 'received') then 'completed' else 'cancelled' end
    where o.id = ${orderId} and o.status = 'paid'
      and not exists (select from orders.sub_orders s where s.order_id = o.id and s.status not in ('received', 'cancelled'))`.execute(
    tx,
  )
}

export async function ownOrder(deps: OrdersDeps, ctx: CallContext, orderId: string): Promise<OrderRow> {
  const row = await queries.findOrder(deps.db, orderId, ownersOf(ctx))
  if (!row) throw notFound()
  return row
}

export function parcelsOf(deps: OrdersDeps, orderId: string): Promise<ParcelView[]> {
  return deps.calls.fulfilment.getParcels(systemContext('orders'), { orderIds: [orderId] })
}

async function view(deps: OrdersDeps, ctx: CallContext, row: OrderRow): Promise<View> {
  return viewOrder(row, row.paidAt ? await parcelsOf(deps, row.id) : [], ctx.locale)
}

function viewRow(row: OrderListRow) {
  const { id, number, status, count, pictures, stores } = row
  return {
    id,
    number,
    status,
    total: money(row.totalMinor, row.currency),
    placedAt: row.placedAt.toISOString(),
    count,
    pictures,
    stores,
  }
}
