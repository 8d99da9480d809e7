import { labelCity } from '@tradewind/addresses'
import { conflict, invalid, money, newId, notFound, pageOf } from '@tradewind/kernel'
import {
  ownersOf,
  systemContext,
  type CallContext,
  type InputOf,
  type OutputOf,
} from '@tradewind/platform/contract'
import { asStore } from '@tradewind/platform/db'
import type { Transaction } from 'kysely'
import { textOf } from '../carts/cart-view.ts'
import { goodsReturned, returnChanged } from '../contract/events.ts'
import type { returnOperations } from '../contract/returns.ts'
import { cursorId } from '../orders/cursor.ts'
import { ownOrder, parcelsOf } from '../orders/orders.actions.ts'
import { findOrder } from '../orders/orders.queries.ts'
import { RETURN_STATES, type ReturnState } from '../orders/states.rules.ts'
import type { OrdersDeps } from '../orders.deps.ts'
import { decideRefund } from '../refunds/refunds.ts'
import { shareOf } from '../refunds/share.rules.ts'
import { storeOf } from '../shipping/store-of.ts'
import * as queries from './returns.queries.ts'
import type { ReturnRow } from './returns.queries.ts'

type Operations = typeof returnOperations
type View = OutputOf<Operations['getReturn']>
const RETURNABLE = ['partly-shipped', 'shipped', 'delivered', 'received']

export async function requestReturn(
  deps: OrdersDeps,
  ctx: CallContext,
  input: InputOf<Operations['requestReturn']>,
): Promise<View> {
  await ownOrder(deps, ctx, input.orderId)
  const id = await deps.db.transaction().execute((tx) => bookReturn(deps, tx, input))
  return getReturn(deps, ctx, { returnId: id })
}

async function bookReturn(
  deps: OrdersDeps,
  tx: Transaction<unknown>,
  input: InputOf<Operations['requestReturn']>,
): Promise<string> {
  const { orderId, subOrderId } = input
  const part = await queries.lockPart(tx, orderId, subOrderId)
  if (!part) throw notFound()
  if (!RETURNABLE.includes(part.status)) throw conflict('orders.not-now', { status: part.status })
  if (part.windowClosed) throw conflict('orders.return-window-closed')
  const lines = input.lines.map(({ lineId, quantity }, at) => {
    const line = part.lines.find((one) => one.id === lineId)
    if (!line) throw invalid([{ path: `lines.${at}.lineId`, code: 'platform.not-allowed' }])
    const from = line.inReturn
    line.inReturn += quantity
    if (line.inReturn > line.shipped)
      throw invalid(
        [
          {
            path: `lines.${at}.quantity`,
            code: 'orders.more-than-shipped',
            params: { left: line.shipped - from },
          },
        ],
        'orders.more-than-shipped',
      )
    const share = (minor: number) => shareOf(minor, line.quantity, from, from + quantity)
    return {
      lineId,
      quantity,
      netMinor: share(line.netMinor),
      taxMinor: share(line.taxMinor),
      dutyMinor: share(line.dutyMinor),
      dutyTaxMinor: share(line.dutyTaxMinor),
    }
  })
  const id = newId('ret')
  const refundMinor = lines.reduce((minor, line) => minor + wholeOf(line), 0)
  await queries.insertReturn(tx, {
    id,
    orderId,
    subOrderId,
    storeId: part.storeId,
    partNumber: part.number,
    reason: input.reason,
    note: input.note ?? null,
    refundMinor,
    currency: part.currency,
    lines: addedUp(lines),
  })
  await deps.emit(tx, returnChanged, orderId, {
    orderId,
    returnId: id,
    subOrderId,
    storeId: part.storeId,
    status: 'requested',
  })
  return id
}

/** What goes back for pieces of a line: their price, its tax, and the duty that was charged for them. */
const wholeOf = (
  line: Pick<ReturnRow['lines'][number], 'netMinor' | 'taxMinor' | 'dutyMinor' | 'dutyTaxMinor'>,
) => line.netMinor + line.taxMinor + line.dutyMinor + line.dutyTaxMinor

/** A line named twice is one line of the return. */
function addedUp(lines: queries.NewReturn['lines']): queries.NewReturn['lines'] {
  const byLine = new Map<string, queries.NewReturn['lines'][number]>()
  for (const line of lines) {
    const known = byLine.get(line.lineId)
    byLine.set(
      line.lineId,
      known
        ? {
            ...line,
            quantity: known.quantity + line.quantity,
            netMinor: known.netMinor + line.netMinor,
            taxMinor: known.taxMinor + line.taxMinor,
            dutyMinor: known.dutyMinor + line.dutyMinor,
            dutyTaxMinor: known.dutyTaxMinor + line.dutyTaxMinor,
          }
        : line,
    )
  }
  return [...byLine.values()]
}

export async function listReturns(
  deps: OrdersDeps,
  ctx: CallContext,
  { orderId }: { orderId: string },
): Promise<OutputOf<Operations['listReturns']>> {
  await ownOrder(deps, ctx, orderId)
  const rows = await queries.listByOrder(deps.db, orderId)
  return { items: await Promise.all(rows.map((row) => view(deps, ctx, row))) }
}

export async function getReturn(
  deps: OrdersDeps,
  ctx: CallContext,
  { returnId }: { returnId: string },
): Promise<View> {
  return view(deps, ctx, await ownReturn(deps, ctx, returnId))
}

export async function cancelReturn(
  deps: OrdersDeps,
  ctx: CallContext,
  { returnId }: { returnId: string },
): Promise<View> {
  const row = await ownReturn(deps, ctx, returnId)
  await deps.db.transaction().execute((tx) => move(deps, tx, row, ['requested', 'accepted'], 'cancelled'))
  return getReturn(deps, ctx, { returnId })
}

export async function shipReturn(
  deps: OrdersDeps,
  ctx: CallContext,
  { returnId, carrier, trackingNumber }: InputOf<Operations['shipReturn']>,
): Promise<View> {
  const row = await ownReturn(deps, ctx, returnId)
  if (row.status !== 'accepted') throw conflict('orders.not-now', { status: row.status })
  const [order, store] = await Promise.all([findOrder(deps.db, row.orderId), storeById(deps, row.storeId)])
  if (!order || !store) throw notFound()
  const shipFrom = order.address.country
  const home = store.returnAddress
  const [parcel] = await deps.calls.fulfilment.createParcels(systemContext('orders'), {
    key: row.id,
    orderId: row.orderId,
    subOrderId: row.subOrderId,
    storeId: row.storeId,
    kind: 'return',
    shipFrom,
    shipTo: home ? { country: home.country, city: labelCity(home, shipFrom) } : { country: store.country },
    parcels: [
      { carrier, trackingNumber, lines: row.lines.map(({ lineId, quantity }) => ({ lineId, quantity })) },
    ],
  })
  await deps.db
    .transaction()
    .execute((tx) => move(deps, tx, row, ['accepted'], 'shipped', { parcelId: parcel?.id }))
  return getReturn(deps, ctx, { returnId })
}

export async function listStoreReturns(
  deps: OrdersDeps,
  ctx: CallContext,
  input: InputOf<Operations['listStoreReturns']>,
): Promise<OutputOf<Operations['listStoreReturns']>> {
  const storeId = storeOf(ctx)
  const limit = input.limit ?? 20
  const rows = await asStore(deps.db, storeId, (tx) =>
    queries.listByStore(tx, storeId, { status: input.status, limit, before: cursorId(input.cursor) }),
  )
  const page = pageOf(rows, limit, (row) => [row.id])
  return { ...page, items: await Promise.all(page.items.map((row) => view(deps, ctx, row))) }
}

export async function getStoreReturn(
  deps: OrdersDeps,
  ctx: CallContext,
  { returnId }: InputOf<Operations['getStoreReturn']>,
): Promise<View> {
  return view(deps, ctx, await storeReturn(deps, ctx, returnId))
}

export async function decideReturn(
  deps: OrdersDeps,
  ctx: CallContext,
  input: InputOf<Operations['decideReturn']>,
): Promise<View> {
  const row = await storeReturn(deps, ctx, input.returnId)
  const shipBack = input.shipBack ?? true
  await deps.db.transaction().execute(async (tx) => {
    if (!input.accept) return move(deps, tx, row, ['requested'], 'rejected', { decisionNote: input.note })
    await move(deps, tx, row, ['requested'], shipBack ? 'accepted' : 'received', {
      decisionNote: input.note,
      shipBack,
    })
    if (!shipBack) await refundReturn(deps, tx, row)
  })
  return view(deps, ctx, await storeReturn(deps, ctx, input.returnId))
}

export async function receiveReturn(
  deps: OrdersDeps,
  ctx: CallContext,
  { returnId, restock }: InputOf<Operations['receiveReturn']>,
): Promise<View> {
  const row = await storeReturn(deps, ctx, returnId)
  await deps.db.transaction().execute(async (tx) => {
    await move(deps, tx, row, ['accepted', 'shipped'], 'received')
    if (restock)
      await deps.emit(tx, goodsReturned, row.orderId, {
        orderId: row.orderId,
        returnId,
        storeId: row.storeId,
        lines: row.lines.map(({ offerId, quantity }) => ({ offerId, quantity })),
      })
    await refundReturn(deps, tx, row)
  })
  return view(deps, ctx, await storeReturn(deps, ctx, returnId))
}

async function refundReturn(deps: OrdersDeps, tx: Transaction<unknown>, row: ReturnRow): Promise<void> {
  const order = await findOrder(tx, row.orderId)
  const part = order?.parts.find((one) => one.id === row.subOrderId)
  if (!order || !part) throw notFound()
  const amount = (minor: number) => money(minor, row.currency)
  const key = `return:${row.id}`
  await decideRefund(deps, tx, {
    key,
    kind: 'return',
    orderId: row.orderId,
    subOrderId: row.subOrderId,
    returnId: row.id,
    amount: amount(row.refundMinor),
    fact: {
      orderId: row.orderId,
      refundKey: key,
      subOrderId: row.subOrderId,
      storeId: row.storeId,
      businessModel: part.businessModel,
      country: order.country,
      provider: order.provider ?? '',
      amount: amount(row.refundMinor),
      lines: row.lines.map((line) => ({
        lineId: line.lineId,
        offerId: line.offerId,
        quantity: line.quantity,
        commissionBasisPoints: line.commissionBasisPoints,
        net: amount(line.netMinor),
        tax: amount(line.taxMinor),
        gross: amount(line.netMinor + line.taxMinor),
        duty: amount(line.dutyMinor),
        dutyTax: amount(line.dutyTaxMinor),
      })),
      shippingNet: amount(0),
      shippingTax: amount(0),
      shippingGross: amount(0),
    },
  })
}

async function move(
  deps: OrdersDeps,
  tx: Transaction<unknown>,
  row: ReturnRow,
  from: readonly ReturnState[],
  to: ReturnState,
  change: Parameters<typeof queries.moveReturn>[4] = {},
): Promise<void> {
  const allowed = from.filter((state) => (RETURN_STATES[state] as readonly string[]).includes(to))
  if (!(await queries.moveReturn(tx, row.id, allowed, to, change)))
    throw conflict('orders.not-now', { status: row.status })
  await deps.emit(tx, returnChanged, row.orderId, {
    orderId: row.orderId,
    returnId: row.id,
    subOrderId: row.subOrderId,
    storeId: row.storeId,
    status: to,
  })
}

async function ownReturn(deps: OrdersDeps, ctx: CallContext, id: string): Promise<ReturnRow> {
  const row = await queries.findOwnReturn(deps.db, id, ownersOf(ctx))
  if (!row) throw notFound()
  return row
}

async function storeReturn(deps: OrdersDeps, ctx: CallContext, id: string): Promise<ReturnRow> {
  const storeId = storeOf(ctx)
  const row = await asStore(deps.db, storeId, (tx) => queries.findStoreReturn(tx, id, storeId))
  if (!row) throw notFound()
  return row
}

async function storeById({ calls }: OrdersDeps, storeId: string) {
  const [store] = await calls.merchants.getStores(systemContext('orders'), { storeIds: [storeId] })
  return store
}

async function view(deps: OrdersDeps, ctx: CallContext, row: ReturnRow): Promise<View> {
  const parcels = row.parcelId === null ? [] : await parcelsOf(deps, row.orderId)
  const isToBeSent = row.status === 'accepted' && row.shipBack
  const store = isToBeSent ? await storeById(deps, row.storeId) : undefined
  const amount = (minor: number) => money(minor, row.currency)
  return {
    id: row.id,
    number: row.number,
    orderId: row.orderId,
    subOrderId: row.subOrderId,
    storeId: row.storeId,
    status: row.status,
    reason: row.reason,
    note: row.note,
    lines: row.lines.map((line) => ({
      lineId: line.lineId,
      name: textOf(line.name, ctx.locale),
      sku: line.sku,
      quantity: line.quantity,
      refund: amount(wholeOf(line)),
    })),
    refund: amount(row.refundMinor),
    decisionNote: row.decisionNote,
    shipBack: row.shipBack,
    returnAddress: store?.returnAddress ?? null,
    parcel: parcels.find((parcel) => parcel.id === row.parcelId) ?? null,
    requestedAt: row.requestedAt.toISOString(),
    refundedAt: row.refundedAt?.toISOString() ?? null,
    version: row.version,
  }
}
