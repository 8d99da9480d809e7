import { newId } from '@tradewind/kernel'
import type { Transaction } from 'kysely'
import { paymentCaptured, paymentFailed } from '../contract/events.ts'
import type { PaymentsDeps } from '../payments.deps.ts'
import type { IntentState } from '../providers/provider.types.ts'
import { SEND_REFUND } from '../refunds/refunds.names.ts'
import { insertRefund } from '../refunds/refunds.queries.ts'
import type { PaymentsTables } from '../tables.ts'
import { lockPayment, updatePayment } from './payments.queries.ts'
import { advance, WRONG_AMOUNT, type PaymentRow } from './payments.rules.ts'

type Tx = Transaction<PaymentsTables>

/** Takes in what the provider says of a payment, with all that follows; undefined when it is none of ours. */
export async function observe(
  tx: Tx,
  deps: PaymentsDeps,
  provider: string,
  state: IntentState,
): Promise<PaymentRow | undefined> {
  const known = await lockPayment(tx, state.paymentId)
  if (!known || known.provider !== provider) return undefined
  if (known.provider_reference !== null && known.provider_reference !== state.reference) return undefined

  const step = advance(known, state)
  if (step.next === known) return known
  const row = await updatePayment(tx, known.id, step, state)
  for (const consequence of step.consequences) {
    if (consequence === 'captured') await sayCaptured(tx, deps, row)
    if (consequence === 'failed') await sayFailed(tx, deps, row)
    if (consequence === 'give-back') await giveBack(tx, deps, row)
  }
  return row
}

const sayCaptured = (tx: Tx, { emit }: PaymentsDeps, row: PaymentRow): Promise<void> =>
  emit(tx, paymentCaptured, row.order_id, {
    paymentId: row.id,
    orderId: row.order_id,
    amount: { minor: row.amount_minor, currency: row.currency },
    provider: row.provider,
  })

export const sayFailed = (tx: Tx, { emit }: PaymentsDeps, row: PaymentRow): Promise<void> =>
  emit(tx, paymentFailed, row.order_id, {
    paymentId: row.id,
    orderId: row.order_id,
    code: row.failure_code ?? row.status,
  })

/** Money that does not match its order goes back whole. */
async function giveBack(tx: Tx, { enqueue, log }: PaymentsDeps, row: PaymentRow): Promise<void> {
  const amount = { minor: row.captured_minor, currency: row.captured_currency ?? row.currency }
  log.error({ payment: row.id, asked: row.amount_minor, came: amount }, 'a capture does not match its order')
  const refund = await insertRefund(tx, {
    id: newId('rfd'),
    paymentId: row.id,
    orderId: row.order_id,
    key: `${WRONG_AMOUNT}:${row.id}`,
    amount,
    reason: WRONG_AMOUNT,
    askedByUs: true,
  })
  await enqueue(tx, SEND_REFUND, { refundId: refund.id })
}
