import { conflict, decodeCursor, invalid, notFound, pageOf } from '@tradewind/kernel'
import { ownerKey, type OutputOf, type Service } from '@tradewind/platform/contract'
import type { payments } from '../contract/index.ts'
import type { PaymentsDeps } from '../payments.deps.ts'
import { SEND_DISPUTE_ANSWER } from './disputes.names.ts'
import * as queries from './disputes.queries.ts'

type Operations = 'countOpenDisputes' | 'listDisputes' | 'getDispute' | 'answerDispute'
type DisputeDetail = OutputOf<typeof payments.getDispute>

export function disputeActions(deps: PaymentsDeps): Pick<Service<typeof payments>, Operations> {
  const { db, enqueue } = deps
  return {
    countOpenDisputes: async (_ctx, { orderIds }) => ({ open: await queries.countOpen(db, orderIds) }),

    async listDisputes(_ctx, { status, limit = 50, cursor }) {
      const beforeId = cursor === undefined ? undefined : decodeCursor(cursor, 'text')[0]
      const rows = await queries.listDisputes(db, { status, beforeId, limit: limit + 1 })
      const page = pageOf(rows, limit, ({ id }) => [id])
      return { ...page, items: page.items.map(disputeView) }
    },

    getDispute: (_ctx, { disputeId }) => getDispute(deps, disputeId),

    async answerDispute(ctx, { disputeId, evidence, fileIds = [] }) {
      await db.transaction().execute(async (tx) => {
        const dispute = await queries.lockDispute(tx, disputeId)
        if (!dispute) throw notFound()
        if (dispute.status !== 'open') throw conflict('payments.dispute-closed')
        const earlier = await queries.findAnswer(tx, disputeId)
        if (earlier && earlier.refusal_code === null) throw conflict('payments.dispute-answered')
        const files = await queries.findFiles(tx, disputeId, fileIds)
        if (files.length < fileIds.length || (evidence === null && fileIds.length > 0))
          throw invalid([{ path: 'fileIds', code: 'platform.not-allowed' }])

        await queries.saveAnswer(tx, {
          dispute_id: disputeId,
          evidence,
          file_ids: fileIds,
          answered_by: ownerKey(ctx.actor) ?? ctx.actor.kind,
        })
        await enqueue(tx, SEND_DISPUTE_ANSWER, { disputeId })
      })
      return getDispute(deps, disputeId)
    },
  }
}

async function getDispute({ db, storage }: PaymentsDeps, disputeId: string): Promise<DisputeDetail> {
  const row = await queries.getListedDispute(db, disputeId)
  if (!row) throw notFound()
  const answer = await queries.findAnswer(db, disputeId)
  const files = answer ? await queries.findFiles(db, disputeId, answer.file_ids) : []
  return {
    ...disputeView(row),
    provider: row.provider,
    answer: answer
      ? {
          evidence: answer.evidence,
          files: files.map(({ id, document }) => ({
            id,
            name: document.name,
            url: storage.documentUrl(document),
          })),
          answeredBy: answer.answered_by,
          answeredAt: answer.answered_at.toISOString(),
          sentAt: answer.sent_at?.toISOString() ?? null,
          refusalCode: answer.refusal_code,
        }
      : null,
  }
}

const disputeView = (
  row: queries.ListedDispute,
): OutputOf<typeof payments.listDisputes>['items'][number] => ({
  id: row.id,
  paymentId: row.payment_id,
  orderId: row.order_id,
  orderNumber: row.order_number,
  amount: { minor: row.amount_minor, currency: row.currency },
  reason: row.reason,
  status: row.status === 'open' && row.answered_at ? 'answered' : row.status,
  dueAt: row.due_at?.toISOString() ?? null,
  openedAt: row.opened_at.toISOString(),
  closedAt: row.closed_at?.toISOString() ?? null,
  answeredAt: row.answered_at?.toISOString() ?? null,
})
