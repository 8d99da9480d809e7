import type { Task, Ticker } from '@tradewind/platform/service'
import type { Transaction } from 'kysely'
import { refundSucceeded } from '../contract/events.ts'
import { inParallel } from '../parallel.ts'
import { providerOf, type PaymentsDeps } from '../payments.deps.ts'
import { findPayment } from '../payments/payments.queries.ts'
import { ProviderRefusal, ProviderUnavailable, type RefundState } from '../providers/provider.types.ts'
import type { PaymentsTables } from '../tables.ts'
import { SEND_REFUND } from './refunds.names.ts'
import { findRefund, takeOpenRefunds, updateRefund, type RefundRow } from './refunds.queries.ts'

const ASK_MS = 6_000

/** Asks the provider for a refund as soon as its row is there. */
export const sendRefundTask = (deps: PaymentsDeps): Task<{ refundId: string }> => ({
  name: SEND_REFUND,
  async run({ refundId }) {
    const refund = await findRefund(deps.db, refundId)
    if (refund) await send(deps, refund)
  },
})

/** Asks again for refunds that the provider has not answered or not finished. */
export const pursueRefunds = (deps: PaymentsDeps): Ticker => ({
  name: 'pursue-refunds',
  everySeconds: 3,
  async run() {
    const refunds = await takeOpenRefunds(deps.db)
    await inParallel(refunds, (refund) =>
      send(deps, refund).catch((error: unknown) =>
        deps.log.error(
          { err: error, refund: refund.id },
          'a refund could not be pursued; its turn comes again',
        ),
      ),
    )
  },
})

async function send(deps: PaymentsDeps, refund: RefundRow): Promise<void> {
  if (refund.status !== 'pending') return
  const payment = await findPayment(deps.db, refund.payment_id)
  if (!payment?.provider_reference) throw new Error(`${refund.payment_id} is not at the provider`)
  try {
    const state = await providerOf(deps, payment.provider).refund(
      {
        reference: payment.provider_reference,
        key: `${refund.id}:${refund.asking}`,
        amount: { minor: refund.amount_minor, currency: refund.currency },
        reason: refund.reason,
      },
      ASK_MS,
    )
    await deps.db.transaction().execute((tx) => settleRefund(tx, deps, refund.id, state))
  } catch (error) {
    if (error instanceof ProviderRefusal) return giveUp(deps, refund, error)
    if (!(error instanceof ProviderUnavailable)) throw error
    deps.log.info({ refund: refund.id }, 'the provider has not answered a refund; its turn comes again')
  }
}

/** Takes in what the provider says of a refund; that it succeeded is said once. */
export async function settleRefund(
  tx: Transaction<PaymentsTables>,
  { emit, log }: PaymentsDeps,
  refundId: string,
  state: RefundState,
): Promise<void> {
  const refund = await updateRefund(tx, refundId, state)
  if (refund?.status === 'failed')
    log.error({ refund: refundId, code: refund.failure_code }, 'a refund failed')
  if (refund?.status !== 'succeeded' || refund.asked_by_us) return
  await emit(tx, refundSucceeded, refund.order_id, {
    refundId,
    paymentId: refund.payment_id,
    orderId: refund.order_id,
    amount: { minor: refund.amount_minor, currency: refund.currency },
    key: refund.key,
  })
}

/** Refused for good: the row says so, and asking for it again by its key opens it anew. */
async function giveUp(deps: PaymentsDeps, refund: RefundRow, { code }: ProviderRefusal): Promise<void> {
  const state: RefundState = { reference: refund.provider_reference, status: 'failed', failureCode: code }
  await deps.db.transaction().execute((tx) => settleRefund(tx, deps, refund.id, state))
}
