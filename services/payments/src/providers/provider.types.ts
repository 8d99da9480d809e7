import type { Locale, Money } from '@tradewind/kernel'
import type { Static } from 'typebox'
import type { PaymentMethod } from '../contract/index.ts'

/** A way to pay that a provider offers. */
export interface Capability {
  code: string
  kind: Static<typeof PaymentMethod>['kind']
  /** Text key of its name. */
  nameKey: string
  /** Currencies it takes, or all. */
  currencies: readonly string[] | 'all'
  /** Countries whose buyers have it, or all. */
  countries: readonly string[] | 'all'
}

/** An intent as the provider holds it. */
export interface IntentState {
  /** The provider's own id. */
  reference: string
  /** `pay_…`, as we gave it. */
  paymentId: string
  status: 'pending' | 'captured' | 'failed' | 'cancelled'
  /** The buyer has done their part, the money is on its way. */
  settling: boolean
  captured: Money
  pageUrl: string | null
  failureCode: string | null
}

/** A refund as the provider holds it. */
export interface RefundState {
  /** The provider's own id; null when it refused to begin. */
  reference: string | null
  status: 'pending' | 'succeeded' | 'failed'
  failureCode: string | null
}

/** Money that the buyer's bank took back, as the provider holds it. */
export interface DisputeState {
  /** The provider's own id. */
  reference: string
  amount: Money
  reason: string
  status: 'open' | 'won' | 'lost'
  /** Until when it takes an answer. */
  dueAt: Date | null
}

/** A file as evidence. */
export interface EvidenceFile {
  name: string
  contentType: string
  bytes: Buffer
}

export interface DisputeAnswer {
  /** The provider's id of the intent. */
  reference: string
  /** The provider's id of the dispute; a dispute is answered once, and again it stays as it is. */
  disputeReference: string
  /** Null gives in. */
  evidence: { text: string; files: readonly EvidenceFile[] } | null
}

export interface IntentRequest {
  /** `pay_…`, which is the idempotency key too: the same one always leads to the same intent. */
  paymentId: string
  orderId: string
  orderNumber: string
  amount: Money
  /** Code of one of the provider's capabilities. */
  method: string
  returnUrl: string
  locale: Locale
}

export interface RefundRequest {
  /** The provider's id of the intent. */
  reference: string
  /** The same one always leads to the same refund. */
  key: string
  amount: Money
  reason: string
}

/** A webhook whose signature holds. */
export interface ProviderEvent {
  id: string
  /** What the signature says, not yet compared with the clock. */
  sentAt: Date
}

/** What an event says happened; each may be absent. */
export interface EventContent {
  intent: IntentState | null
  refund: RefundState | null
  /** Of the intent's payment. */
  dispute: DisputeState | null
}

/**
 * How a payment provider is spoken to. Every call may be repeated: keys and states make that harmless.
 * Throws ProviderUnavailable when the outcome is unknown, ProviderRefusal when it answered no.
 */
export interface PaymentProvider {
  name: string
  capabilities: readonly Capability[]
  createIntent(request: IntentRequest, signal: AbortSignal): Promise<IntentState>
  fetchStatus(reference: string, signal: AbortSignal): Promise<IntentState>
  /** Ends an unpaid intent; one that is paid comes back as captured. */
  cancel(reference: string, signal: AbortSignal): Promise<IntentState>
  refund(request: RefundRequest, signal: AbortSignal): Promise<RefundState>
  answerDispute(answer: DisputeAnswer, signal: AbortSignal): Promise<DisputeState>
  /** Checks the signature over the raw body; throws 401 `payments.bad-signature`. */
  verifyWebhook(headers: Readonly<Record<string, unknown>>, body: Buffer): ProviderEvent
  /** Reads a verified body; throws when it is not what the provider promises. */
  parseWebhook(body: unknown): EventContent
}

/** The provider did not answer, or not in a way that settles the question: nobody knows whether it acted. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable'
}

/** The provider answered no, and would again. */
export class ProviderRefusal extends Error {
  override readonly name = 'ProviderRefusal'
  readonly code: string

  constructor(code: string) {
    super(code)
    this.code = code
  }
}
