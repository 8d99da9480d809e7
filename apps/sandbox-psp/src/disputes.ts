import { newId, type Money } from '@tradewind/kernel'
import type { Books } from './books.ts'
import { heldMinor, type Dispute, type Intent } from './intents.ts'
import { Refusal } from './refusal.ts'

/** Evidence that wins, as the first word; any other loses, and so does none. */
const WINNING = /^winning\b/i

/** What buyers' banks take back, and how the shop answers. The money is gone from the first day until it is won. */
export function createDisputes(books: Books) {
  const close = (intent: Intent, { id: disputeId, amount }: Dispute, outcome: 'won' | 'lost'): void => {
    const { id: intentId, reference, order } = intent
    const eventId = newId('evt')
    books.record({ type: `dispute.${outcome}`, intentId, disputeId, reference, order, amount, eventId })
  }

  return {
    /** The buyer's bank takes the amount back, or all that is still here. */
    open(intent: Intent, reason: string, wanted?: Money): Dispute {
      if (intent.status !== 'succeeded') throw new Refusal(422, 'not_captured')
      const amount = wanted ?? { minor: heldMinor(intent), currency: intent.amount.currency }
      if (amount.currency !== intent.amount.currency) throw new Refusal(422, 'wrong_currency')
      if (amount.minor < 1 || amount.minor > heldMinor(intent)) throw new Refusal(422, 'dispute_above_held')
      const disputeId = newId('dp')
      const { id: intentId, reference, order } = intent
      const eventId = newId('evt')
      books.record({
        type: 'dispute.created',
        intentId,
        disputeId,
        reference,
        order,
        amount,
        reason,
        eventId,
      })
      return disputeOf(intent, disputeId)
    },
    /** The shop answers: with evidence, which the bank judges at once, or by giving in. A closed one stays as it is. */
    answer(intent: Intent, disputeId: string, evidence: string | null): Dispute {
      const dispute = disputeOf(intent, disputeId)
      if (dispute.status === 'open')
        close(intent, dispute, evidence !== null && WINNING.test(evidence) ? 'won' : 'lost')
      return dispute
    },
  }
}

function disputeOf(intent: Intent, disputeId: string): Dispute {
  const dispute = intent.disputes.find(({ id }) => id === disputeId)
  if (!dispute) throw new Refusal(404, 'no_such_dispute')
  return dispute
}
