import { newId } from '@tradewind/kernel'
import { appendAudit } from '@tradewind/platform/audit'
import type { Transaction } from 'kysely'
import { disputeClosed, disputeOpened } from '../contract/events.ts'
import type { PaymentsDeps } from '../payments.deps.ts'
import type { PaymentRow } from '../payments/payments.rules.ts'
import type { DisputeState } from '../providers/provider.types.ts'
import type { PaymentsTables } from '../tables.ts'
import { closeDispute, findDispute, insertDispute } from './disputes.queries.ts'
import { stepsOf } from './disputes.rules.ts'

/** Takes in what the provider says of a dispute: records it, tells the ledger, and notes it in the audit log. */
export async function takeDispute(
  tx: Transaction<PaymentsTables>,
  deps: PaymentsDeps,
  payment: PaymentRow,
  state: DisputeState,
): Promise<void> {
  const known = await findDispute(tx, payment.provider, state.reference)
  const steps = stepsOf(known?.status, state.status)
  if (steps.length === 0) return
  const { id: paymentId, order_id: orderId, provider } = payment
  const row = known ?? (await insertDispute(tx, { ...state, id: newId('dsp'), paymentId, orderId, provider }))
  if (known && state.status !== 'open') await closeDispute(tx, known.id, state.status)
  const amount = { minor: row.amount_minor, currency: row.currency }
  const dispute = { disputeId: row.id, paymentId, orderId, amount, provider }
  for (const step of steps) {
    if (step === 'opened') await deps.emit(tx, disputeOpened, orderId, dispute)
    else await deps.emit(tx, disputeClosed, orderId, { ...dispute, won: step === 'won' })
    await appendAudit(tx, {
      actor: 'payments',
      role: 'system',
      operation: `payment.dispute.${step}`,
      target: row.id,
      detail: { orderId, paymentId, amount, reason: row.reason },
    })
  }
}
