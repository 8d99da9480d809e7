import type { Money } from '@tradewind/kernel'
import type { PayloadOf } from '@tradewind/platform/contract'
import type { strayCapture } from '@tradewind/orders/events'
import type { disputeClosed, disputeOpened } from '@tradewind/payments/events'
import { BANK, DISPUTED, LOST_DISPUTES, pspAccount, storeAccount, STRAY } from './accounts.ts'
import type { Posting } from './posting.types.ts'

export type Stray = PayloadOf<typeof strayCapture>

/** Money that came for an order that had ended: the provider holds it, the buyer is owed it. */
export const bookStray = (stray: Stray, source: string): Posting => strayPosting(stray, source, 'stray')

/** It went back to the buyer. */
export const bookStrayRefund = (stray: Stray, source: string): Posting =>
  strayPosting(stray, source, 'stray-refund')

function strayPosting(
  { orderId, amount, provider, at }: Stray,
  source: string,
  kind: 'stray' | 'stray-refund',
): Posting {
  const minor = kind === 'stray' ? amount.minor : -amount.minor
  return {
    source: `${kind}:${source}`,
    kind,
    orderId,
    at,
    currency: amount.currency,
    entries: [
      { account: pspAccount(provider), minor, kind: 'stray' },
      { account: STRAY, minor: -minor, kind: 'stray' },
    ],
  }
}

type Opened = PayloadOf<typeof disputeOpened>
type Closed = PayloadOf<typeof disputeClosed>

/** The buyer's bank took the money back: the provider holds it no longer, and we contest it. */
export const bookDispute = (dispute: Opened, at: string): Posting =>
  disputePosting(dispute, `dispute:${dispute.disputeId}`, at, {
    from: pspAccount(dispute.provider),
    to: DISPUTED,
  })

/** It is back with the provider, or lost. */
export const bookDisputeEnd = (dispute: Closed, at: string): Posting =>
  disputePosting(dispute, `dispute-${dispute.won ? 'won' : 'lost'}:${dispute.disputeId}`, at, {
    from: DISPUTED,
    to: dispute.won ? pspAccount(dispute.provider) : LOST_DISPUTES,
  })

function disputePosting(
  { orderId, amount }: Opened,
  source: string,
  at: string,
  { from, to }: { from: string; to: string },
): Posting {
  return {
    source,
    kind: 'dispute',
    orderId,
    at,
    currency: amount.currency,
    entries: [
      { account: to, minor: amount.minor, kind: 'dispute' },
      { account: from, minor: -amount.minor, kind: 'dispute' },
    ],
  }
}

/** The bank paid a statement: we owe the store less, and have less. */
export const bookPayout = (statementId: string, storeId: string, amount: Money, at: string): Posting => ({
  source: `payout:${statementId}`,
  kind: 'payout',
  orderId: null,
  at,
  currency: amount.currency,
  entries: [
    { account: storeAccount(storeId), storeId, minor: amount.minor, kind: 'payout' },
    { account: BANK, minor: -amount.minor, kind: 'payout' },
  ],
})
