import { sql, type Kysely, type Selectable, type Transaction } from 'kysely'
import type { StoredDocument } from '@tradewind/platform/storage'
import type { DisputeState } from '../providers/provider.types.ts'
import type { DisputeAnswersTable, DisputesTable, PaymentsTables } from '../tables.ts'

type Db = Kysely<PaymentsTables>
type Tx = Transaction<PaymentsTables>
export type DisputeRow = Selectable<DisputesTable>
export type AnswerRow = Selectable<DisputeAnswersTable>
/** A dispute as operators see it in a list. */
export type ListedDispute = DisputeRow & { order_number: string; answered_at: Date | null }

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
      due_at: dispute.dueAt,
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

const listed = (db: Db) =>
  db
    .selectFrom('payments.disputes as d')
    .innerJoin('payments.payments as p', 'p.id', 'd.payment_id')
    // An answer that the provider refused is none.
    .leftJoin('payments.dispute_answers as a', (join) =>
      join.onRef('a.dispute_id', '=', 'd.id').on('a.refusal_code', 'is', null),
    )
    .selectAll('d')
    .select(['p.order_number', 'a.answered_at'])

/** Newest first. */
export function listDisputes(
  db: Db,
  {
    status,
    beforeId,
    limit,
  }: { status?: DisputeRow['status'] | 'answered'; beforeId?: string; limit: number },
): Promise<ListedDispute[]> {
  let query = listed(db)
  if (status !== undefined) query = query.where('d.status', '=', status === 'answered' ? 'open' : status)
  if (status === 'open') query = query.where('a.answered_at', 'is', null)
  if (status === 'answered') query = query.where('a.answered_at', 'is not', null)
  if (beforeId !== undefined) query = query.where('d.id', '<', beforeId)
  return query.orderBy('d.id', 'desc').limit(sql.lit(limit)).execute()
}

export const getListedDispute = (db: Db, id: string): Promise<ListedDispute | undefined> =>
  listed(db).where('d.id', '=', id).executeTakeFirst()

/** The dispute, held so that one answer at a time is given to it. */
export const lockDispute = (tx: Tx, id: string): Promise<DisputeRow | undefined> =>
  tx.selectFrom('payments.disputes').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const findAnswer = (db: Db, disputeId: string): Promise<AnswerRow | undefined> =>
  db.selectFrom('payments.dispute_answers').selectAll().where('dispute_id', '=', disputeId).executeTakeFirst()

/** Takes down an answer; one that the provider refused gives way to it. */
export async function saveAnswer(
  tx: Tx,
  answer: Pick<AnswerRow, 'dispute_id' | 'evidence' | 'file_ids' | 'answered_by'>,
): Promise<void> {
  await tx
    .insertInto('payments.dispute_answers')
    .values({ ...answer, refusal_code: null })
    .onConflict((conflict) =>
      conflict.column('dispute_id').doUpdateSet({
        ...answer,
        answered_at: sql<Date>`now()`,
        refusal_code: null,
        next_check_at: sql<Date>`now() + interval '5 seconds'`,
      }),
    )
    .execute()
}

export async function noteSent(tx: Tx, disputeId: string): Promise<void> {
  await tx
    .updateTable('payments.dispute_answers')
    .set({ sent_at: sql<Date>`now()`, next_check_at: null })
    .where('dispute_id', '=', disputeId)
    .execute()
}

/** Takes down that the provider will not take an answer; one that was given meanwhile is another. */
export async function noteRefusal(
  db: Db,
  answer: Pick<AnswerRow, 'dispute_id' | 'answered_at'>,
  code: string,
): Promise<void> {
  await db
    .updateTable('payments.dispute_answers')
    .set({ refusal_code: code, next_check_at: null })
    .where('dispute_id', '=', answer.dispute_id)
    .where(sql<Date>`date_trunc('milliseconds', answered_at)`, '=', answer.answered_at)
    .where('sent_at', 'is', null)
    .execute()
}

/** Disputes of which the provider has neither taken nor refused the answer; each is put off to its next turn. */
export async function takeUnsentAnswers(db: Db): Promise<string[]> {
  const { rows } = await sql<{ disputeId: string }>`
    update payments.dispute_answers set next_check_at = now() + case
        when answered_at > now() - interval '5 minutes' then interval '5 seconds'
        when answered_at > now() - interval '1 hour' then interval '1 minute'
        else interval '10 minutes' end
    where dispute_id in (select dispute_id from payments.dispute_answers where next_check_at <= now()
      order by next_check_at limit 50 for update skip locked)
    returning dispute_id as "disputeId"`.execute(db)
  return rows.map(({ disputeId }) => disputeId)
}

export async function insertFile(
  db: Db,
  file: { id: string; disputeId: string; document: StoredDocument; uploadedBy: string },
): Promise<void> {
  await db
    .insertInto('payments.dispute_files')
    .values({
      id: file.id,
      dispute_id: file.disputeId,
      document: JSON.stringify(file.document),
      uploaded_by: file.uploadedBy,
    })
    .execute()
}

/** The dispute's own files among these ids, in their order. */
export async function findFiles(
  db: Db,
  disputeId: string,
  ids: readonly string[],
): Promise<{ id: string; document: StoredDocument }[]> {
  const rows = await db
    .selectFrom('payments.dispute_files')
    .select(['id', 'document'])
    .where('dispute_id', '=', disputeId)
    .where('id', 'in', [...ids, ''])
    .execute()
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

/** How many disputes about these orders are not closed. */
export async function countOpen(db: Db, orderIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from payments.disputes
    where order_id = any(${[...orderIds]}::text[]) and closed_at is null`.execute(db)
  return rows[0]?.count ?? 0
}
