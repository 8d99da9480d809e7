import { createHash, createHmac } from 'node:crypto'
import type { Static } from 'typebox'
import { unreadableAbroad } from '@tradewind/addresses'
import { AppError, conflict, invalid, isAppError, money, notFound, refused } from '@tradewind/kernel'
import {
  ownerKey,
  ownersOf,
  systemContext,
  type CallContext,
  type InputOf,
  type OutputOf,
} from '@tradewind/platform/contract'
import type { PaymentMethod as PaymentMethodSchema } from '@tradewind/payments/contract'
import type { Address } from '../carts/carts.queries.ts'
import { customsIdFrom } from '../customs/customs-ids.seal.ts'
import { customsIdKindsOf, sentFromAbroad } from '../customs/customs-ids.rules.ts'
import type { carts } from '../contract/carts.ts'
import { orderReleased } from '../contract/events.ts'
import type { OrdersDeps } from '../orders.deps.ts'
import {
  endUnsold,
  findCheckout,
  findFlowByCart,
  insertOrder,
  setAwaitingPayment,
  type Checkout,
  type FlowRow,
} from './checkout.queries.ts'
import { rowsOf } from './order-rows.ts'
import type { QuoteBody } from './quote-body.ts'

type Confirmed = OutputOf<typeof carts.confirm>
type PaymentMethod = Static<typeof PaymentMethodSchema>

/**
 * Places the order as quoted, holds its goods, starts its payment. Each step is idempotent by order id; whoever
 * repeats the call, or the job that finds the order lying, goes on where it stands.
 */
export async function confirm(
  deps: OrdersDeps,
  ctx: CallContext,
  input: InputOf<typeof carts.confirm>,
): Promise<Confirmed> {
  const checkout = await findCheckout<QuoteBody>(deps.db, input, ownersOf(ctx))
  const flow = checkout.flow ?? (await place(deps, ctx, input, checkout))
  return answerOf(await advance(deps, ctx, flow))
}

async function place(
  deps: OrdersDeps,
  ctx: CallContext,
  { paymentMethod, customsId }: InputOf<typeof carts.confirm>,
  { cart, quote }: Checkout<QuoteBody>,
): Promise<FlowRow> {
  if (!cart) throw notFound()
  if (cart.status !== 'open') throw conflict('orders.cart-closed')
  const { email, address } = cart
  if (email === null || address === null || address.country !== cart.country)
    throw refused('orders.address-missing')
  if (!quote) throw notFound()
  if (quote.expired || quote.cartVersion !== cart.version) throw conflict('orders.quote-expired')
  const { country, landed } = quote.body.priced
  if (sentFromAbroad(country, landed)) assertReadableAbroad(address)
  const kinds = customsIdKindsOf(country, landed, deps.clock.now())
  const seal = kinds.length > 0 ? customsIdFrom(deps, kinds, customsId) : undefined
  const { kind } = await methodOf(deps, ctx, paymentMethod, quote.body)

  const owner = ownerKey(ctx.actor) ?? cart.owner
  const rows = rowsOf(ctx, { ...cart, email, address }, quote.body, {
    owner,
    linkHash: '',
    paymentMethod,
    seal,
  })
  rows.head.linkHash = hashOf(linkTokenOf(deps, rows.head.id))
  const number = await insertOrder(deps.db, rows, ttlOf(deps, kind))
  if (number !== undefined) {
    const lines = quote.body.priced.lines.map(({ offerId, quantity }) => ({ offerId, quantity }))
    return { ...rows.head, number, status: 'placing', nextAction: { type: 'wait' }, lines }
  }
  const flow = await findFlowByCart(deps.db, cart.id, ownersOf(ctx))
  if (!flow) throw conflict('orders.cart-closed')
  return flow
}

function assertReadableAbroad(address: Address): void {
  const fields = Object.entries(unreadableAbroad(address))
  if (fields.length > 0) throw invalid(fields.map(([part, code]) => ({ path: `address.${part}`, code })))
}

/** For how long an unpaid order keeps its goods: what a buyer brings to a counter or a bank takes days to arrive. */
const ttlOf = ({ config }: OrdersDeps, kind: PaymentMethod['kind']): number =>
  kind === 'bank' || kind === 'voucher' ? config.transferTtlSeconds : config.orderTtlSeconds

async function methodOf(
  deps: OrdersDeps,
  ctx: CallContext,
  code: string,
  { priced }: QuoteBody,
): Promise<PaymentMethod> {
  const { items } = await deps.calls.payments.listMethods(ctx, {
    country: priced.country,
    currency: priced.currency,
  })
  const allowed = priced.paymentMethods?.includes(code) ?? true
  const method = items.find((one) => one.code === code)
  if (!allowed || !method) throw refused('payments.method-not-offered')
  return method
}

/** Takes an order that is being placed to the state in which it awaits its payment, or rejects it. */
export async function advance(deps: OrdersDeps, ctx: CallContext, flow: FlowRow): Promise<FlowRow> {
  if (flow.status !== 'placing') return flow
  const system = {
    ...systemContext('orders', { locale: ctx.locale, traceId: ctx.traceId, deadline: ctx.deadline }),
  }
  const held = await deps.calls.inventory.reserve(system, { orderId: flow.id, lines: flow.lines })
  if (!held.reserved) {
    await reject(deps, flow)
    const short = held.short.map(({ offerId, available }) => ({
      path: offerId,
      code: 'orders.sold-out',
      params: { left: available },
    }))
    throw new AppError(409, 'orders.sold-out', { fields: short })
  }
  const payment = await startPayment(deps, system, flow)
  await setAwaitingPayment(deps.db, flow.id, payment.nextAction)
  return { ...flow, status: 'awaiting-payment', nextAction: payment.nextAction }
}

async function startPayment(deps: OrdersDeps, system: CallContext, flow: FlowRow) {
  try {
    return await deps.calls.payments.startIntent(system, {
      orderId: flow.id,
      orderNumber: flow.number,
      amount: money(flow.totalMinor, flow.currency),
      method: flow.paymentMethod,
      returnUrl: `${deps.config.publicUrl}/${flow.locale}/order/${flow.id}/paid`,
      locale: flow.locale as CallContext['locale'],
      email: flow.email,
    })
  } catch (error) {
    if (isAppError(error) && error.code === 'payments.method-not-offered') await reject(deps, flow)
    throw error
  }
}

async function reject(deps: OrdersDeps, flow: FlowRow): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    if (await endUnsold(tx, flow.id, ['placing'], 'rejected', 'orders.history-rejected'))
      await deps.emit(tx, orderReleased, flow.id, { orderId: flow.id, reason: 'rejected' })
  })
}

function answerOf(flow: FlowRow): Confirmed {
  if (flow.status === 'rejected') throw conflict('orders.sold-out')
  return {
    orderId: flow.id,
    orderNumber: flow.number,
    total: money(flow.totalMinor, flow.currency),
    nextAction: flow.nextAction,
  }
}

/** The secret of the mailed link; made from the order id, so that only its hash need be stored. */
export function linkTokenOf(deps: Pick<OrdersDeps, 'config'>, orderId: string): string {
  return createHmac('sha256', deps.config.secret).update(`order-link:${orderId}`).digest('base64url')
}

export const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')
