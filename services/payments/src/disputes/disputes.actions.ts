import { decodeCursor, pageOf } from '@tradewind/kernel'
import type { OutputOf, Service } from '@tradewind/platform/contract'
import type { payments } from '../contract/index.ts'
import type { PaymentsDeps } from '../payments.deps.ts'
import { listDisputes, type DisputeRow } from './disputes.queries.ts'

export function disputeActions({ db }: PaymentsDeps): Pick<Service<typeof payments>, 'listDisputes'> {
  return {
    async listDisputes(_ctx, { status, limit = 50, cursor }) {
      const beforeId = cursor === undefined ? undefined : decodeCursor(cursor, 'text')[0]
      const page = pageOf(await listDisputes(db, { status, beforeId, limit: limit + 1 }), limit, ({ id }) => [
        id,
      ])
      return { ...page, items: page.items.map(disputeView) }
    },
  }
}

const disputeView = (row: DisputeRow): OutputOf<typeof payments.listDisputes>['items'][number] => ({
  id: row.id,
  paymentId: row.payment_id,
  orderId: row.order_id,
  amount: { minor: row.amount_minor, currency: row.currency },
  reason: row.reason,
  status: row.status,
  openedAt: row.opened_at.toISOString(),
  closedAt: row.closed_at?.toISOString() ?? null,
})
