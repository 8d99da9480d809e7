import type { Money } from '@tradewind/kernel'
import type { Entry, IntentRequest } from './entries.ts'

export type IntentStatus =
  | 'requires_action'
  | 'requires_capture'
  | 'processing'
  | 'succeeded'
  | 'failed'
  | 'canceled'
export type RefundStatus = 'pending' | 'succeeded' | 'failed'
export type DisputeStatus = 'open' | 'won' | 'lost'

/** A payment as the provider holds it; rebuilt from the log at every start. */
export interface Intent extends IntentRequest {
  id: string
  status: IntentStatus
  challenged: boolean
  declines: number
  failureCode: string | null
  settlesAt: string | null
  /** Minor units that were taken; less than the amount when the shop captured less. */
  capturedMinor: number
  refunds: Refund[]
  disputes: Dispute[]
  createdAt: string
}

export interface Refund {
  id: string
  amount: Money
  reason: string
  status: RefundStatus
  failureCode: string | null
  settlesAt: string | null
}

/** The buyer's bank wants the money back. */
export interface Dispute {
  id: string
  amount: Money
  reason: string
  status: DisputeStatus
  /** Until when the shop may answer. */
  dueAt: string | null
}

/** Minor units that the shop still has: captured, not given back, not taken back by a bank. */
export const heldMinor = (intent: Intent): number =>
  intent.disputes
    .filter((dispute) => dispute.status !== 'won')
    .reduce((held, dispute) => held - dispute.amount.minor, intent.capturedMinor - refundedMinor(intent))

/** Minor units that have gone back or are on their way. */
export const refundedMinor = (intent: Intent): number =>
  intent.refunds
    .filter((refund) => refund.status !== 'failed')
    .reduce((total, refund) => total + refund.amount.minor, 0)

/** What an entry makes of the intent it concerns. */
export function advance(intent: Intent, entry: Entry): void {
  switch (entry.type) {
    case 'intent.challenged':
      intent.challenged = true
      break
    case 'intent.declined':
      intent.challenged = false
      intent.declines += 1
      break
    case 'intent.processing':
      Object.assign(intent, { status: 'processing', settlesAt: entry.settlesAt })
      break
    case 'intent.authorized':
      intent.status = 'requires_capture'
      break
    case 'intent.succeeded':
      Object.assign(intent, { status: 'succeeded', capturedMinor: entry.amount.minor, settlesAt: null })
      break
    case 'intent.failed':
      Object.assign(intent, { status: 'failed', failureCode: entry.code, settlesAt: null })
      break
    case 'intent.canceled':
      Object.assign(intent, { status: 'canceled', settlesAt: null })
      break
    case 'refund.created':
      intent.refunds.push({
        id: entry.refundId,
        amount: entry.amount,
        reason: entry.reason,
        status: 'pending',
        failureCode: null,
        settlesAt: entry.settlesAt,
      })
      break
    case 'refund.succeeded':
      settle(intent, entry.refundId, 'succeeded', null)
      break
    case 'refund.failed':
      settle(intent, entry.refundId, 'failed', entry.code)
      break
    case 'dispute.created':
      intent.disputes.push({
        id: entry.disputeId,
        amount: entry.amount,
        reason: entry.reason,
        status: 'open',
        dueAt: entry.dueAt ?? null,
      })
      break
    case 'dispute.won':
    case 'dispute.lost':
      for (const dispute of intent.disputes)
        if (dispute.id === entry.disputeId) dispute.status = entry.type === 'dispute.won' ? 'won' : 'lost'
      break
    default:
      break
  }
}

function settle(intent: Intent, refundId: string, status: RefundStatus, failureCode: string | null): void {
  const refund = intent.refunds.find(({ id }) => id === refundId)
  if (refund) Object.assign(refund, { status, failureCode, settlesAt: null })
}

export const newIntent = (id: string, request: IntentRequest, createdAt: string): Intent => ({
  ...request,
  id,
  status: 'requires_action',
  challenged: false,
  declines: 0,
  failureCode: null,
  settlesAt: null,
  capturedMinor: 0,
  refunds: [],
  disputes: [],
  createdAt,
})

/** The intent as the API and webhooks show it. */
export const intentView = (intent: Intent, publicUrl: string) => ({
  id: intent.id,
  status: intent.status,
  amount: intent.amount,
  method: intent.method,
  reference: intent.reference,
  order: intent.order,
  captured: {
    minor: intent.capturedMinor,
    currency: intent.amount.currency,
  },
  refunded: { minor: refundedMinor(intent), currency: intent.amount.currency },
  failureCode: intent.failureCode,
  pageUrl: intent.status === 'requires_action' ? `${publicUrl}/pay/${intent.id}` : null,
  createdAt: intent.createdAt,
})

export const refundView = (intent: Intent, refund: Refund) => ({
  id: refund.id,
  intentId: intent.id,
  reference: intent.reference,
  order: intent.order,
  amount: refund.amount,
  status: refund.status,
  failureCode: refund.failureCode,
})

export const disputeView = (intent: Intent, dispute: Dispute) => ({
  ...dispute,
  intentId: intent.id,
  reference: intent.reference,
  order: intent.order,
})
