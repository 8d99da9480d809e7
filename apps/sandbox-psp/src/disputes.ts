import { createHash } from 'node:crypto'
import { newId, type Money } from '@tradewind/kernel'
import type { Books } from './books.ts'
import type { Control } from './control.ts'
import { heldMinor, type Dispute, type Intent } from './intents.ts'
import { Refusal } from './refusal.ts'

/** Evidence that wins, as the first word; any other loses, and so does none. */
const WINNING = /^winning\b/i

/** Days that the shop has for its answer; real banks give between a week and three. */
const DAYS_TO_ANSWER = 14

/** What buyers' banks take back, and how the shop answers. The money is gone from the first day until it is won. */
export function createDisputes(books: Books, control: Control) {
  const close = (
    intent: Intent,
    { id: disputeId, amount }: Dispute,
    outcome: 'won' | 'lost',
    fileIds: string[],
  ): void => {
    const { id: intentId, reference, order } = intent
    const eventId = newId('evt')
    books.record({
      type: `dispute.${outcome}`,
      intentId,
      disputeId,
      reference,
      order,
      amount,
      fileIds,
      eventId,
    })
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
        dueAt: new Date(Date.now() + DAYS_TO_ANSWER * 86_400_000).toISOString(),
        eventId,
      })
      return disputeOf(intent, disputeId)
    },
    /** Takes a file that evidence may name; the same bytes are the same file. */
    receiveFile(contentType: string, bytes: Buffer): { id: string; sizeBytes: number } {
      const id = `file_${createHash('sha256').update(bytes).digest('hex').slice(0, 26)}`
      const sizeBytes = bytes.length
      if (!books.hasFile(id)) books.record({ type: 'file.received', fileId: id, contentType, sizeBytes })
      return { id, sizeBytes }
    },
    /**
     * The shop answers while there is time: with evidence, which the bank judges at once, or by giving in. A closed one
     * stays as it is.
     */
    answer(intent: Intent, disputeId: string, evidence: string | null, fileIds: string[]): Dispute {
      const dispute = disputeOf(intent, disputeId)
      if (dispute.status !== 'open') return dispute
      if (dispute.dueAt !== null && Date.parse(dispute.dueAt) < Date.now())
        throw new Refusal(422, 'answer_too_late')
      const { disputeAnswers } = control.of([intent.id, intent.order, intent.reference])
      if (disputeAnswers === 'refused') throw new Refusal(422, 'answer_refused')
      if (!fileIds.every((fileId) => books.hasFile(fileId))) throw new Refusal(422, 'no_such_file')
      close(intent, dispute, evidence !== null && WINNING.test(evidence) ? 'won' : 'lost', fileIds)
      return dispute
    },
  }
}

function disputeOf(intent: Intent, disputeId: string): Dispute {
  const dispute = intent.disputes.find(({ id }) => id === disputeId)
  if (!dispute) throw new Refusal(404, 'no_such_dispute')
  return dispute
}
