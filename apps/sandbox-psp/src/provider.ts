import { createHash } from 'node:crypto'
import { newId, type Money } from '@tradewind/kernel'
import type { Books } from './books.ts'
import type { Control, Faults } from './control.ts'
import type { IntentRequest } from './entries.ts'
import { heldMinor, type Intent, type Refund } from './intents.ts'
import { Refusal } from './refusal.ts'

/** Declined attempts after which a payment is given up. */
const MAX_DECLINES = 5

export type Provider = ReturnType<typeof createProvider>

/** What shop and buyer can do here. Everything is taken down in the books, which alone say what holds. */
export function createProvider(books: Books, control: Control, standardSettleSeconds: number) {
  const timers = new Set<NodeJS.Timeout>()

  const faultsOf = ({ id, order, reference }: Intent): Faults => control.of([id, order, reference])
  const settlesAt = (intent: Intent): string =>
    new Date(Date.now() + (faultsOf(intent).settleSeconds ?? standardSettleSeconds) * 1000).toISOString()

  const at = (time: string | null, work: () => void): void => {
    if (time === null) return
    const wait = Math.min(Math.max(Date.parse(time) - Date.now(), 0), 2_000_000_000)
    const timer = setTimeout(() => {
      timers.delete(timer)
      work()
    }, wait)
    timers.add(timer)
  }

  const capture = ({ id: intentId, reference, order, amount: whole }: Intent, amount = whole): void =>
    books.record({ type: 'intent.succeeded', intentId, reference, order, amount, eventId: newId('evt') })

  /** The buyer has paid: the money is taken, or held for the shop to capture. */
  const take = (intent: Intent): void => {
    if (intent.capture !== 'manual') return capture(intent)
    books.record({ type: 'intent.authorized', intentId: intent.id, eventId: newId('evt') })
  }

  const captureWhenDue = (intent: Intent): void =>
    at(intent.settlesAt, () => {
      if (intent.status === 'processing') take(intent)
    })

  const finishRefund = (intent: Intent, refund: Refund, code: string | null): void => {
    const { id: intentId, reference, order } = intent
    const { id: refundId, amount } = refund
    const eventId = newId('evt')
    if (code) books.record({ type: 'refund.failed', intentId, refundId, code, eventId })
    else books.record({ type: 'refund.succeeded', intentId, refundId, reference, order, amount, eventId })
  }

  const refundWhenDue = (intent: Intent, refund: Refund): void =>
    at(refund.settlesAt, () => {
      if (refund.status === 'pending') finishRefund(intent, refund, null)
    })

  for (const intent of books.all()) {
    captureWhenDue(intent)
    for (const refund of intent.refunds) refundWhenDue(intent, refund)
  }

  return {
    create(key: string, request: IntentRequest): Intent {
      const fingerprint = fingerprintOf(request)
      const earlier = books.earlier(`create:${key}`, fingerprint)
      const intentId = earlier?.intentId ?? newId('pi')
      if (!earlier) {
        books.record({ type: 'intent.created', intentId, key: `create:${key}`, fingerprint, request })
      }
      return books.get(intentId)
    },
    /** The buyer's money comes now. */
    succeed(intent: Intent): void {
      if (intent.status === 'requires_action') take(intent)
    },
    /** Takes what is held, or less, once; what is left of it is free again. Again, it stays as it is. */
    capture(intent: Intent, amount: Money = intent.amount): void {
      if (intent.status === 'succeeded' && intent.capturedMinor === amount.minor) return
      if (intent.status !== 'requires_capture') throw new Refusal(422, 'not_authorized')
      if (amount.currency !== intent.amount.currency) throw new Refusal(422, 'wrong_currency')
      if (amount.minor > intent.amount.minor) throw new Refusal(422, 'capture_above_authorized')
      capture(intent, amount)
    },
    /** The buyer has done their part; the money comes later. */
    process(intent: Intent): void {
      if (intent.status !== 'requires_action') return
      const eventId = newId('evt')
      books.record({ type: 'intent.processing', intentId: intent.id, settlesAt: settlesAt(intent), eventId })
      captureWhenDue(intent)
    },
    challenge(intent: Intent): void {
      if (intent.status === 'requires_action') {
        books.record({ type: 'intent.challenged', intentId: intent.id })
      }
    },
    /** One attempt came to nothing; too many end the payment. */
    decline(intent: Intent, code: string): void {
      if (intent.status !== 'requires_action') return
      books.record({ type: 'intent.declined', intentId: intent.id, code })
      if (intent.declines < MAX_DECLINES) return
      books.record({ type: 'intent.failed', intentId: intent.id, code, eventId: newId('evt') })
    },
    /** Ends an unpaid intent; one that is paid stays as it is, for the caller to see. */
    cancel(intent: Intent): void {
      if (!['requires_action', 'requires_capture', 'processing'].includes(intent.status)) return
      books.record({ type: 'intent.canceled', intentId: intent.id, eventId: newId('evt') })
    },
    refund(key: string, intent: Intent, amount: Money, reason: string): Refund {
      const fingerprint = fingerprintOf({ intentId: intent.id, amount, reason })
      const earlier = books.earlier(`refund:${key}`, fingerprint)
      if (earlier?.refundId) return refundOf(intent, earlier.refundId)

      assertRefundable(intent, amount)
      const refundId = newId('re')
      const outcome = faultsOf(intent).refunds ?? 'at-once'
      books.record({
        type: 'refund.created',
        intentId: intent.id,
        refundId,
        key: `refund:${key}`,
        fingerprint,
        amount,
        reason,
        settlesAt: outcome === 'later' ? settlesAt(intent) : null,
      })
      const refund = refundOf(intent, refundId)
      if (outcome === 'later') refundWhenDue(intent, refund)
      else finishRefund(intent, refund, outcome === 'refused' ? 'refund_refused' : null)
      return refund
    },
    stop(): void {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

function refundOf(intent: Intent, refundId: string): Refund {
  const refund = intent.refunds.find(({ id }) => id === refundId)
  if (!refund) throw new Refusal(404, 'no_such_refund')
  return refund
}

function assertRefundable(intent: Intent, amount: Money): void {
  if (intent.status !== 'succeeded') throw new Refusal(422, 'not_captured')
  if (amount.currency !== intent.amount.currency) throw new Refusal(422, 'wrong_currency')
  if (amount.minor > heldMinor(intent)) {
    throw new Refusal(422, 'refund_above_captured')
  }
}

/** The same for bodies that say the same, whatever the order of their properties. */
const fingerprintOf = (body: object): string =>
  createHash('sha256')
    .update(JSON.stringify(body, (_key, value: unknown) => sorted(value)))
    .digest('base64url')

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value
