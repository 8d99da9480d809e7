import type { Locale, Money } from '@tradewind/kernel'

/** What the shop asked for when it created an intent. */
export interface IntentRequest {
  amount: Money
  method: Method
  /** The shop's own id of the payment. */
  reference: string
  /** The shop's own id of the order. */
  order: string
  /** What the buyer is shown, such as the order's number. */
  description: string
  returnUrl: string
  locale: Locale
  /** `manual`: the buyer's bank holds the money until the shop captures it. `automatic` when absent. */
  capture?: 'automatic' | 'manual'
}

export type Method = 'card' | 'wallet' | 'voucher' | 'bank'

/** One thing that happened, as the log keeps it. The money lines name their order, so that each stands by itself. */
export type Happening =
  | { type: 'intent.created'; intentId: string; key: string; fingerprint: string; request: IntentRequest }
  | { type: 'intent.challenged'; intentId: string }
  | { type: 'intent.declined'; intentId: string; code: string }
  | { type: 'intent.authorized'; intentId: string; eventId: string }
  | { type: 'intent.processing'; intentId: string; settlesAt: string; eventId: string }
  | {
      type: 'intent.succeeded'
      intentId: string
      reference: string
      order: string
      amount: Money
      eventId: string
    }
  | { type: 'intent.failed'; intentId: string; code: string; eventId: string }
  | { type: 'intent.canceled'; intentId: string; eventId: string }
  | {
      type: 'refund.created'
      intentId: string
      refundId: string
      key: string
      fingerprint: string
      amount: Money
      reason: string
      settlesAt: string | null
    }
  | {
      type: 'refund.succeeded'
      intentId: string
      refundId: string
      reference: string
      order: string
      amount: Money
      eventId: string
    }
  | { type: 'refund.failed'; intentId: string; refundId: string; code: string; eventId: string }
  | {
      type: 'dispute.created'
      intentId: string
      disputeId: string
      reference: string
      order: string
      amount: Money
      reason: string
      /** Until when the shop may answer; absent in logs from before there was one. */
      dueAt?: string
      eventId: string
    }
  | {
      type: 'dispute.won' | 'dispute.lost'
      intentId: string
      disputeId: string
      reference: string
      order: string
      amount: Money
      fileIds?: string[]
      eventId: string
    }
  /** A file that the shop may show as evidence; its bytes are weighed and not kept. */
  | { type: 'file.received'; fileId: string; contentType: string; sizeBytes: number }
  | { type: 'webhook.delivered'; eventId: string }
  | { type: 'webhook.withheld'; eventId: string }

/** A line of the log: numbered from 1, never changed. */
export type Entry = Happening & { seq: number; at: string }

/** An entry that the shop is told by webhook. */
export type EventEntry = Extract<Entry, { intentId: string; eventId: string }>
