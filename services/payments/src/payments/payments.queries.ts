import { sql, type Kysely, type Transaction } from 'kysely'
import type { Money } from '@tradewind/kernel'
import type { Static } from 'typebox'
import type { Refund } from '../contract/index.ts'
import type { IntentState } from '../providers/provider.types.ts'
import type { PaymentsTables } from '../tables.ts'
import type { Advance, PaymentRow } from './payments.rules.ts'

type Db = Kysely<PaymentsTables>
type Tx = Transaction<PaymentsTables>

export interface NewPayment {
  id: string
  orderId: string
  orderNumber: string
  attempt: number
  amount: Money
  method: string
  provider: string
  returnUrl: string
  locale: PaymentRow['locale']
}

/** Makes the row of an attempt, unless it is there. */
export function insertPayment(db: Db, payment: NewPayment): Promise<PaymentRow | undefined> {
  return db
    .insertInto('payments.payments')
    .values({
      id: payment.id,
      order_id: payment.orderId,
      order_number: payment.orderNumber,
      attempt: payment.attempt,
      amount_minor: payment.amount.minor,
      currency: payment.amount.currency,
      method: payment.method,
      provider: payment.provider,
      return_url: payment.returnUrl,
      locale: payment.locale,
    })
    .onConflict((conflict) => conflict.columns(['order_id', 'attempt']).doNothing())
    .returningAll()
    .executeTakeFirst()
}

/** The latest attempt of an order. */
export function findPaymentOfOrder(db: Db, orderId: string): Promise<PaymentRow | undefined> {
  return db
    .selectFrom('payments.payments')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('attempt', 'desc')
    .limit(sql.lit(1))
    .executeTakeFirst()
}

export function findPayment(db: Db, id: string): Promise<PaymentRow | undefined> {
  return db.selectFrom('payments.payments').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The one that holds the order's money. */
export function lockCapturedPayment(tx: Tx, orderId: string): Promise<PaymentRow | undefined> {
  return tx
    .selectFrom('payments.payments')
    .selectAll()
    .where('order_id', '=', orderId)
    .where('status', '=', sql.lit('captured'))
    .orderBy('attempt')
    .limit(sql.lit(1))
    .forUpdate()
    .executeTakeFirst()
}

export function lockPayment(tx: Tx, id: string): Promise<PaymentRow | undefined> {
  return tx.selectFrom('payments.payments').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** Takes down the provider's first answer, that it awaits the buyer; nothing when the payment has moved on since. */
export function noteAwaitingBuyer(db: Db, state: IntentState): Promise<PaymentRow | undefined> {
  return db
    .updateTable('payments.payments')
    .set({
      status: 'pending',
      provider_reference: state.reference,
      page_url: state.pageUrl,
      next_check_at: sql<Date>`now() + interval '20 seconds'`,
    })
    .where('id', '=', state.paymentId)
    .where('status', '=', sql.lit('created'))
    .returningAll()
    .executeTakeFirst()
}

/** Takes down what the provider said, with the page on which the buyer pays as long as there is one. */
export async function updatePayment(
  tx: Tx,
  id: string,
  { next }: Advance,
  { reference, pageUrl }: Pick<IntentState, 'reference' | 'pageUrl'>,
): Promise<PaymentRow> {
  const open = next.status === 'created' || next.status === 'pending'
  return tx
    .updateTable('payments.payments')
    .set({
      status: next.status,
      settling: next.settling,
      failure_code: next.failure_code,
      captured_minor: next.captured_minor,
      captured_currency: next.captured_currency,
      captured_at: sql`case when ${next.captured_minor > 0}::bool then coalesce(captured_at, now()) end`,
      provider_reference: reference,
      page_url: pageUrl,
      next_check_at: open ? sql`next_check_at` : null,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Ends a payment that the provider refused to begin. */
export function updateRefused(tx: Tx, id: string, failureCode: string): Promise<PaymentRow | undefined> {
  return tx
    .updateTable('payments.payments')
    .set({ status: 'failed', failure_code: failureCode, next_check_at: null })
    .where('id', '=', id)
    .where('status', '=', sql.lit('created'))
    .returningAll()
    .executeTakeFirst()
}

/**
 * Payments whose provider has been silent for long enough, put off to their next turn: after as long again, so that
 * what it never answered is asked for at 5, 10, 20 … seconds, a buyer who is to pay at 20, 40 …; every 4 minutes at
 * the most seldom.
 */
export async function takeSilentPayments(db: Db): Promise<PaymentRow[]> {
  const { rows } = await sql<PaymentRow>`
    update payments.payments set next_check_at = now() + least(interval '4 minutes',
      greatest(now() - created_at, case status when 'created' then interval '5 seconds' else interval '20 seconds' end))
    where id in (select id from payments.payments where next_check_at <= now() order by next_check_at limit 200 for update skip locked)
    returning *`.execute(db)
  return rows
}

interface PaymentWithRefunds extends PaymentRow {
  refunds: {
    id: string
    minor: number
    currency: string
    status: Static<typeof Refund>['status']
    key: string
  }[]
}

/** Payments of orders with what went back, oldest first. */
export async function listPaymentsOfOrders(
  db: Db,
  orderIds: readonly string[],
): Promise<PaymentWithRefunds[]> {
  const { rows } = await sql<PaymentWithRefunds>`
    select p.*, coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'minor', r.amount_minor, 'currency', r.currency, 'status', r.status, 'key', r.key) order by r.id)
      from payments.refunds r where r.payment_id = p.id), '[]') as refunds
    from payments.payments p where p.order_id = any(${[...orderIds]}) order by p.order_id, p.attempt`.execute(
    db,
  )
  return rows
}

/** What has gone back, in minor units. */
export async function sumRefunded(db: Db, paymentId: string): Promise<number> {
  const { rows } = await sql<{ minor: number }>`
    select coalesce(sum(amount_minor), 0)::bigint as minor from payments.refunds where payment_id = ${paymentId} and status = 'succeeded'`.execute(
    db,
  )
  return rows[0]?.minor ?? 0
}
