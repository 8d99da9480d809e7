import { money, type Money } from '@tradewind/kernel'
import type { Fact, PayloadOf } from '@tradewind/platform/contract'
import type { Consumer } from '@tradewind/platform/service'
import { paymentCaptured, paymentFailed } from '@tradewind/payments/contract'
import { sql, type QueryExecutorProvider, type Transaction } from 'kysely'
import { orderPaid, orderReleased, strayCapture } from '../contract/events.ts'
import type { OrdersDeps } from '../orders.deps.ts'
import type { OrderState } from '../orders/states.rules.ts'
import { decideRefund } from '../refunds/refunds.ts'
import { endUnsold } from './checkout.queries.ts'

/** Makes orders paid, or ends them, as the money does or does not come. */
export function paymentsConsumer(deps: OrdersDeps): Consumer {
  return {
    name: 'payments',
    events: [paymentCaptured, paymentFailed],
    async handle(facts, tx) {
      for (const fact of facts) {
        if (fact.type === paymentCaptured.name) await captured(deps, tx, fact as Fact<typeof paymentCaptured>)
        else await failed(deps, tx, fact as Fact<typeof paymentFailed>)
      }
    },
  }
}

interface PaidRow {
  number: string
  currency: string
  country: string
  total_minor: number
  paid_at: Date
  status: OrderState
  earlier: PayloadOf<typeof orderPaid>['earlier']
}

/** How many of a buyer's last orders are looked through for what they bought before. */
const LAST_ORDERS = sql.lit(30)

async function captured(
  deps: OrdersDeps,
  tx: Transaction<unknown>,
  { payload, occurredAt }: Fact<typeof paymentCaptured>,
): Promise<void> {
  const { orderId, amount, provider } = payload
  const { rows } = await sql<PaidRow>`with paid as (
      update orders.orders set status = 'paid', paid_at = now(), provider = ${provider}, next_action = '{"type": "none"}', version = version + 1
      where id = ${orderId} and status in ('placing', 'awaiting-payment') and total_minor = ${amount.minor} and currency = ${amount.currency}
      returning id, owner, number, currency, country, total_minor, paid_at, status),
    parts as (update orders.sub_orders s set status = 'to-ship', paid_at = paid.paid_at, version = s.version + 1 from paid where s.order_id = paid.id),
    past as (insert into orders.history (order_id, what) select id, 'orders.history-paid' from paid)
    select number, currency, country, total_minor, paid_at, status,
      (select coalesce(jsonb_agg(jsonb_build_object('productId', product_id, 'paidAt', last_at)), '[]') from (
        select l.product_id, max(o.paid_at) as last_at from (
          select id, paid_at from orders.orders where owner = paid.owner and id <> paid.id order by id desc limit ${LAST_ORDERS}) o
        join orders.lines l on l.order_id = o.id
        where o.paid_at > now() - interval '30 days'
          and l.product_id in (select product_id from orders.lines where order_id = paid.id)
        group by l.product_id) e) as earlier
    from paid`.execute(tx)
  const order = rows[0]
  if (order) {
    await deps.emit(tx, orderPaid, orderId, {
      orderId,
      number: order.number,
      currency: order.currency,
      country: order.country,
      total: amount,
      provider,
      paidAt: occurredAt,
      earlier: order.earlier,
      parts: await salePartsOf(tx, orderId),
    })
    return
  }
  await giveBackStray(deps, tx, payload, occurredAt)
}

/** Money for an order that had ended, or of another amount: the order stays as it is and the money goes back whole. */
async function giveBackStray(
  deps: OrdersDeps,
  tx: Transaction<unknown>,
  { orderId, paymentId, amount, provider }: PayloadOf<typeof paymentCaptured>,
  at: string,
): Promise<void> {
  const { rows } = await sql<{
    status: OrderState
  }>`select status from orders.orders where id = ${orderId}`.execute(tx)
  const status = rows[0]?.status
  if (status === undefined || status === 'paid' || status === 'completed') return
  const { rows: sold } =
    await sql`select 1 from orders.orders where id = ${orderId} and paid_at is not null`.execute(tx)
  if (sold.length > 0) return
  await deps.emit(tx, strayCapture, orderId, { orderId, amount, provider, at })
  await decideRefund(deps, tx, {
    key: `stray:${paymentId}`,
    kind: 'stray',
    orderId,
    amount,
    fact: { orderId, amount, provider },
  })
}

async function failed(
  deps: OrdersDeps,
  tx: Transaction<unknown>,
  { payload: { orderId } }: Fact<typeof paymentFailed>,
): Promise<void> {
  if (
    await endUnsold(
      tx,
      orderId,
      ['placing', 'awaiting-payment'],
      'cancelled',
      'orders.history-payment-failed',
    )
  )
    await deps.emit(tx, orderReleased, orderId, { orderId, reason: 'payment-failed' })
}

type SalePart = PayloadOf<typeof orderPaid>['parts'][number]

interface SaleRow {
  subOrderId: string
  storeId: string
  businessModel: string
  currency: string
  shippingNet: number
  shippingTax: number
  lines: {
    lineId: string
    offerId: string
    productId: string
    quantity: number
    net: number
    tax: number
    duty: number
    dutyTax: number
    commissionBasisPoints: number
  }[]
}

/** The parts of a sale by store, with the terms frozen at the order. */
export async function salePartsOf(db: QueryExecutorProvider, orderId: string): Promise<SalePart[]> {
  const { rows } =
    await sql<SaleRow>`select s.id as "subOrderId", s.store_id as "storeId", s.business_model as "businessModel", s.currency,
      s.shipping_net_minor as "shippingNet", s.shipping_tax_minor as "shippingTax",
      (select jsonb_agg(jsonb_build_object('lineId', l.id, 'offerId', l.offer_id, 'productId', l.product_id, 'quantity', l.quantity, 'net', l.net_minor, 'tax', l.tax_minor, 'duty', l.duty_minor, 'dutyTax', l.duty_tax_minor,
        'commissionBasisPoints', l.commission_basis_points) order by l.id) from orders.lines l where l.sub_order_id = s.id) as lines
    from orders.sub_orders s where s.order_id = ${orderId} order by s.number`.execute(db)
  return rows.map(({ subOrderId, storeId, businessModel, currency, shippingNet, shippingTax, lines }) => {
    const amount = (minor: number): Money => money(minor, currency)
    return {
      subOrderId,
      storeId,
      businessModel,
      lines: lines.map(({ net, tax, duty, dutyTax, ...line }) => ({
        ...line,
        net: amount(net),
        tax: amount(tax),
        gross: amount(net + tax),
        duty: amount(duty),
        dutyTax: amount(dutyTax),
      })),
      shippingNet: amount(shippingNet),
      shippingTax: amount(shippingTax),
      shippingGross: amount(shippingNet + shippingTax),
    }
  })
}
