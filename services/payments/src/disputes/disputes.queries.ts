import { sql, type Kysely, type Selectable, type Transaction } from 'kysely'
import type { DisputeState } from '../providers/provider.types.ts'
import type { DisputesTable, PaymentsTables } from '../tables.ts'

type Tx = Transaction<PaymentsTables>
export type DisputeRow = Selectable<DisputesTable>

/** A dispute by the provider's id. News of one payment's disputes follow each other by the lock of the payment. */
export function findDispute(tx: Tx, provider: string, reference: string): Promise<DisputeRow | undefined> {
  return tx
    .selectFrom('payments.disputes')
    .selectAll()
    .where('provider', '=', provider)
    .where('provider_reference', '=', reference)
    .executeTakeFirst()
}

export interface NewDispute extends DisputeState {
  id: string
  paymentId: string
  orderId: string
  provider: string
}

export function insertDispute(tx: Tx, dispute: NewDispute): Promise<DisputeRow> {
  return tx
    .insertInto('payments.disputes')
    .values({
      id: dispute.id,
      payment_id: dispute.paymentId,
      order_id: dispute.orderId,
      provider: dispute.provider,
      provider_reference: dispute.reference,
      amount_minor: dispute.amount.minor,
      currency: dispute.amount.currency,
      reason: dispute.reason,
      status: dispute.status,
      closed_at: dispute.status === 'open' ? null : sql<Date>`now()`,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function closeDispute(tx: Tx, id: string, status: 'won' | 'lost'): Promise<void> {
  await tx
    .updateTable('payments.disputes')
    .set({ status, closed_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

/** Newest first. */
export function listDisputes(
  db: Kysely<PaymentsTables>,
  { status, beforeId, limit }: { status?: DisputeRow['status']; beforeId?: string; limit: number },
): Promise<DisputeRow[]> {
  let query = db.selectFrom('payments.disputes').selectAll()
  if (status !== undefined) query = query.where('status', '=', status)
  if (beforeId !== undefined) query = query.where('id', '<', beforeId)
  return query.orderBy('id', 'desc').limit(sql.lit(limit)).execute()
}
