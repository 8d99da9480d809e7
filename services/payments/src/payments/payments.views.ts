import type { Static } from 'typebox'
import type { NextAction, Payment } from '../contract/index.ts'
import type { PaymentRow } from './payments.rules.ts'

/** What the buyer does next: pay on the provider's page, wait for the money or for the provider, or nothing. */
function nextActionOf({ status, settling, page_url }: PaymentRow): Static<typeof NextAction> {
  if (status === 'pending' && !settling && page_url !== null) return { type: 'redirect', url: page_url }
  return { type: status === 'created' || status === 'pending' ? 'wait' : 'none' }
}

export const paymentView = (row: PaymentRow, refundedMinor: number): Static<typeof Payment> => {
  const heldIn = row.captured_currency ?? row.currency
  return {
    id: row.id,
    orderId: row.order_id,
    status: row.status,
    amount: { minor: row.amount_minor, currency: row.currency },
    captured: { minor: row.captured_minor, currency: heldIn },
    refunded: { minor: refundedMinor, currency: heldIn },
    method: row.method,
    provider: row.provider,
    providerReference: row.provider_reference,
    failureCode: row.failure_code,
    nextAction: nextActionOf(row),
    createdAt: row.created_at.toISOString(),
  }
}
