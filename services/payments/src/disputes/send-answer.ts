import type { Task, Ticker } from '@tradewind/platform/service'
import { inParallel } from '../parallel.ts'
import { providerOf, type PaymentsDeps } from '../payments.deps.ts'
import { findPayment, lockPayment } from '../payments/payments.queries.ts'
import { ProviderRefusal, ProviderUnavailable, type DisputeState } from '../providers/provider.types.ts'
import { SEND_DISPUTE_ANSWER } from './disputes.names.ts'
import {
  findAnswer,
  findFiles,
  getListedDispute,
  noteRefusal,
  noteSent,
  takeUnsentAnswers,
} from './disputes.queries.ts'
import { takeDispute } from './take-dispute.ts'

/** Files take their time. */
const SEND_MS = 30_000

/** Takes an operator's answer to the provider as soon as its row is there. */
export const sendAnswerTask = (deps: PaymentsDeps): Task<{ disputeId: string }> => ({
  name: SEND_DISPUTE_ANSWER,
  run: ({ disputeId }) => send(deps, disputeId),
})

/** Takes answers to the provider again until it has them or will not take them. */
export const pursueAnswers = (deps: PaymentsDeps): Ticker => ({
  name: 'pursue-dispute-answers',
  everySeconds: 3,
  async run() {
    await inParallel(await takeUnsentAnswers(deps.db), (disputeId) =>
      send(deps, disputeId).catch((error: unknown) =>
        deps.log.error(
          { err: error, dispute: disputeId },
          'an answer to a dispute could not be sent; its turn comes again',
        ),
      ),
    )
  },
})

async function send(deps: PaymentsDeps, disputeId: string): Promise<void> {
  const { db, storage } = deps
  const dispute = await getListedDispute(db, disputeId)
  const answer = await findAnswer(db, disputeId)
  if (!dispute || !answer || answer.sent_at || answer.refusal_code !== null) return
  const payment = await findPayment(db, dispute.payment_id)
  if (!payment?.provider_reference) throw new Error(`${dispute.payment_id} is not at the provider`)

  const kept = await findFiles(db, disputeId, answer.file_ids)
  const files = await Promise.all(
    kept.map(async ({ document: { name, contentType, path } }) => ({
      name,
      contentType,
      bytes: await storage.read(path),
    })),
  )
  let state: DisputeState
  try {
    state = await providerOf(deps, payment.provider).answerDispute(
      {
        reference: payment.provider_reference,
        disputeReference: dispute.provider_reference,
        evidence: answer.evidence === null ? null : { text: answer.evidence, files },
      },
      SEND_MS,
    )
  } catch (error) {
    if (error instanceof ProviderRefusal) return noteRefusal(db, answer, error.code)
    if (!(error instanceof ProviderUnavailable)) throw error
    return deps.log.info({ dispute: disputeId }, 'the provider has not taken an answer; its turn comes again')
  }
  await db.transaction().execute(async (tx) => {
    // News of one payment's disputes follow each other by this lock.
    await lockPayment(tx, payment.id)
    await noteSent(tx, disputeId)
    await takeDispute(tx, deps, payment, state)
  })
}
