import { sql, type Kysely, type Selectable, type Transaction } from 'kysely'
import type { Money } from '@tradewind/kernel'
import type { RefundState } from '../providers/provider.types.ts'
import type { PaymentsTables, RefundsTable } from '../tables.ts'

type Db = Kysely<PaymentsTables>
type Tx = Transaction<PaymentsTables>
export type RefundRow = Selectable<RefundsTable>

export interface NewRefund {
  id: string
  paymentId: string
  orderId: string
  key: string
  amount: Money
  reason: string
  askedByUs: boolean
}

/** Makes the row of a refund; the database refuses it when more than was captured would go back. */
export function insertRefund(tx: Tx, refund: NewRefund): Promise<RefundRow> {
  return tx
    .insertInto('payments.refunds')
    .values({
      id: refund.id,
      payment_id: refund.paymentId,
      order_id: refund.orderId,
      key: refund.key,
      asked_by_us: refund.askedByUs,
      amount_minor: refund.amount.minor,
      currency: refund.amount.currency,
      reason: refund.reason,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export function findRefund(db: Db, id: string): Promise<RefundRow | undefined> {
  return db.selectFrom('payments.refunds').selectAll().where('id', '=', id).executeTakeFirst()
}

export function findRefundByKey(db: Db, orderId: string, key: string): Promise<RefundRow | undefined> {
  return db
    .selectFrom('payments.refunds')
    .selectAll()
    .where('order_id', '=', orderId)
    .where('key', '=', key)
    .executeTakeFirst()
}

/** What has gone back or is on its way, in minor units. */
export async function sumRefunds(db: Db, paymentId: string): Promise<number> {
  const { rows } = await sql<{ minor: number }>`
    select coalesce(sum(amount_minor), 0)::bigint as minor from payments.refunds where payment_id = ${paymentId} and status <> 'failed'`.execute(
    db,
  )
  return rows[0]?.minor ?? 0
}

/** Takes down what the provider said of a refund that is still open; nothing when it is settled already. */
export function updateRefund(tx: Tx, id: string, state: RefundState): Promise<RefundRow | undefined> {
  return tx
    .updateTable('payments.refunds')
    .set({
      status: state.status,
      provider_reference: state.reference,
      failure_code: state.failureCode,
      ...(state.status === 'succeeded' && { succeeded_at: sql<Date>`now()` }),
      ...(state.status !== 'pending' && { next_check_at: null }),
    })
    .where('id', '=', id)
    .where('status', '=', sql.lit('pending'))
    .returningAll()
    .executeTakeFirst()
}

/** Opens a refused refund again; the provider is to take it for a new one. */
export function reopenRefund(tx: Tx, id: string): Promise<RefundRow> {
  return tx
    .updateTable('payments.refunds')
    .set({
      status: 'pending',
      asking: sql`asking + 1`,
      provider_reference: null,
      failure_code: null,
      next_check_at: sql<Date>`now() + interval '5 seconds'`,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** By the provider's id; nothing as long as its answer has not been taken down. */
export function findRefundAtProvider(
  db: Db,
  provider: string,
  reference: string,
): Promise<RefundRow | undefined> {
  return db
    .selectFrom('payments.refunds as r')
    .innerJoin('payments.payments as p', 'p.id', 'r.payment_id')
    .selectAll('r')
    .where('r.provider_reference', '=', reference)
    .where('p.provider', '=', provider)
    .executeTakeFirst()
}

/** Refunds that the provider owes an answer on, put off to their next turn. */
export async function takeOpenRefunds(db: Db): Promise<RefundRow[]> {
  const { rows } = await sql<RefundRow>`
    update payments.refunds set next_check_at = now() + case
        when created_at > now() - interval '5 minutes' then interval '5 seconds'
        when created_at > now() - interval '1 hour' then interval '1 minute'
        else interval '10 minutes' end
    where id in (select id from payments.refunds where next_check_at <= now() order by next_check_at limit 200 for update skip locked)
    returning *`.execute(db)
  return rows
}
