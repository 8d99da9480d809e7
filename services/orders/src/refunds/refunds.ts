import { money, type Money } from '@tradewind/kernel'
import { systemContext, type Fact, type PayloadOf } from '@tradewind/platform/contract'
import type { Consumer, Task } from '@tradewind/platform/service'
import { refundSucceeded } from '@tradewind/payments/contract'
import { sql, type QueryExecutorProvider, type Transaction } from 'kysely'
import { returnChanged, saleRefunded, strayRefunded } from '../contract/events.ts'
import type { OrdersDeps } from '../orders.deps.ts'

export type RefundFact =
  | Omit<PayloadOf<typeof saleRefunded>, 'refundedAt'>
  | Omit<PayloadOf<typeof strayRefunded>, 'at'>

export interface NewRefund {
  key: string
  kind: 'return' | 'cancel' | 'stray'
  orderId: string
  subOrderId?: string
  returnId?: string
  amount: Money
  /** What is said when the provider confirms. */
  fact: RefundFact
}

/** Decides, in the caller's transaction, that money goes back; the same key again changes nothing. */
export async function decideRefund(
  deps: OrdersDeps,
  tx: QueryExecutorProvider,
  refund: NewRefund,
): Promise<void> {
  const { rows } =
    await sql`insert into orders.refunds (key, kind, order_id, sub_order_id, return_id, amount_minor, currency, fact)
    values (${refund.key}, ${refund.kind}, ${refund.orderId}, ${refund.subOrderId ?? null}, ${refund.returnId ?? null}, ${refund.amount.minor}, ${refund.amount.currency}, ${JSON.stringify(refund.fact)}::jsonb)
    on conflict do nothing returning 1`.execute(tx)
  if (rows.length > 0)
    await deps.enqueue(tx, 'refund', { key: refund.key }, { key: `orders.refund:${refund.key}` })
}

/** Asks payments for the refund until it is accepted there; payments carries it out once per key. */
export function refundTask(deps: OrdersDeps): Task<{ key: string }> {
  return {
    name: 'refund',
    async run({ key }) {
      const { rows } = await sql<{ order_id: string; amount_minor: number; currency: string; kind: string }>`
        select order_id, amount_minor, currency, kind from orders.refunds where key = ${key} and done_at is null`.execute(
        deps.db,
      )
      const refund = rows[0]
      if (refund)
        await deps.calls.payments.refund(systemContext('orders'), {
          orderId: refund.order_id,
          amount: money(refund.amount_minor, refund.currency),
          key,
          reason: refund.kind,
        })
    },
  }
}

interface DoneRefund {
  key: string
  kind: NewRefund['kind']
  order_id: string
  sub_order_id: string | null
  return_id: string | null
  amount_minor: number
  fact: RefundFact
}

/** Money is back with the buyer: order, part and return say so, and the ledger is told. */
export function refundsConsumer(deps: OrdersDeps): Consumer {
  return {
    name: 'refunds',
    events: [refundSucceeded],
    async handle(facts, tx) {
      for (const fact of facts as Fact<typeof refundSucceeded>[]) await finishRefund(deps, tx, fact)
    },
  }
}

async function finishRefund(
  deps: OrdersDeps,
  tx: Transaction<unknown>,
  { payload, occurredAt }: Fact<typeof refundSucceeded>,
): Promise<void> {
  const { rows } =
    await sql<DoneRefund>`update orders.refunds set done_at = now() where key = ${payload.key} and done_at is null
    returning key, kind, order_id, sub_order_id, return_id, amount_minor, fact`.execute(tx)
  const refund = rows[0]
  if (!refund) return
  if (refund.kind === 'stray') {
    await deps.emit(tx, strayRefunded, refund.order_id, {
      ...(refund.fact as Omit<PayloadOf<typeof strayRefunded>, 'at'>),
      at: occurredAt,
    })
    return
  }
  const sale = refund.fact as Omit<PayloadOf<typeof saleRefunded>, 'refundedAt'>
  await sql`with part as (update orders.sub_orders set refunded_minor = refunded_minor + ${refund.amount_minor}, version = version + 1 where id = ${refund.sub_order_id}),
      line as (update orders.lines l set returned = l.returned + r.quantity from orders.return_lines r where r.return_id = ${refund.return_id} and l.id = r.line_id),
      back as (update orders.returns set status = 'refunded', refunded_at = now(), version = version + 1 where id = ${refund.return_id}),
      past as (insert into orders.history (order_id, store_id, what) values (${refund.order_id}, ${sale.storeId}, 'orders.history-refunded'))
    update orders.orders set refunded_minor = refunded_minor + ${refund.amount_minor}, version = version + 1 where id = ${refund.order_id}`.execute(
    tx,
  )
  await deps.emit(tx, saleRefunded, refund.order_id, { ...sale, refundedAt: occurredAt })
  if (refund.return_id !== null)
    await deps.emit(tx, returnChanged, refund.order_id, {
      orderId: refund.order_id,
      returnId: refund.return_id,
      subOrderId: sale.subOrderId,
      storeId: sale.storeId,
      status: 'refunded',
    })
}
