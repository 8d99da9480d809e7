import type { Static } from 'typebox'
import type { Payout } from '../contract/index.ts'
import type { PayoutRow } from './payouts.queries.ts'

export const payoutView = (row: PayoutRow): Static<typeof Payout> => ({
  id: row.id,
  statementId: row.statement_id,
  storeId: row.store_id,
  amount: { minor: row.minor, currency: row.currency },
  reference: row.reference,
  paidAt: row.paid_at.toISOString(),
})
