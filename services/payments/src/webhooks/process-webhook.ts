import type { Task, Ticker } from '@tradewind/platform/service'
import type { Transaction } from 'kysely'
import { takeDispute } from '../disputes/take-dispute.ts'
import { observe } from '../payments/observe.ts'
import { providerOf, type PaymentsDeps } from '../payments.deps.ts'
import type { EventContent } from '../providers/provider.types.ts'
import { findRefundAtProvider } from '../refunds/refunds.queries.ts'
import { settleRefund } from '../refunds/send-refund.ts'
import type { PaymentsTables } from '../tables.ts'
import { deleteOldWebhooks, lockWebhook, updateProcessed } from './webhooks.queries.ts'

export const PROCESS_WEBHOOK = 'process-webhook'

/** Takes in what a kept event says; effects and the note that it is done commit together. */
export const processWebhookTask = (deps: PaymentsDeps): Task<{ provider: string; eventId: string }> => ({
  name: PROCESS_WEBHOOK,
  run: ({ provider, eventId }) =>
    deps.db.transaction().execute(async (tx) => {
      const webhook = await lockWebhook(tx, provider, eventId)
      if (!webhook) return
      const content = providerOf(deps, provider).parseWebhook(webhook.body)
      const isOurs = await apply(tx, deps, provider, content)
      await updateProcessed(tx, provider, eventId, isOurs ? 'applied' : 'unknown')
    }),
})

async function apply(
  tx: Transaction<PaymentsTables>,
  deps: PaymentsDeps,
  provider: string,
  { intent, refund, dispute }: EventContent,
): Promise<boolean> {
  const payment = intent && (await observe(tx, deps, provider, intent))
  const known = refund?.reference && (await findRefundAtProvider(tx, provider, refund.reference))
  if (known) await settleRefund(tx, deps, known.id, refund)
  if (payment && dispute) await takeDispute(tx, deps, payment, dispute)
  return Boolean(payment ?? known)
}

export const forgetWebhooks = ({ db }: PaymentsDeps): Ticker => ({
  name: 'forget-webhooks',
  everySeconds: 3_600,
  run: () => deleteOldWebhooks(db),
})
