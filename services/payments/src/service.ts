import type { PlatformConfig } from '@tradewind/platform/config'
import { defineService } from '@tradewind/platform/service'
import { payments } from './contract/index.ts'
import { disputeActions } from './disputes/disputes.actions.ts'
import { evidenceRoutes } from './disputes/evidence.routes.ts'
import { pursueAnswers, sendAnswerTask } from './disputes/send-answer.ts'
import { paymentActions } from './payments/payments.actions.ts'
import { reconcilePayments } from './payments/reconcile.ts'
import { guardProvider, type GuardedProvider } from './providers/guard.ts'
import { sandboxProvider } from './providers/sandbox.provider.ts'
import { refundActions } from './refunds/refunds.actions.ts'
import { pursueRefunds, sendRefundTask } from './refunds/send-refund.ts'
import type { PaymentsTables } from './tables.ts'
import { forgetWebhooks, processWebhookTask } from './webhooks/process-webhook.ts'
import { webhookRoutes } from './webhooks/webhooks.routes.ts'

/** Payments of orders at providers: intents, captures, refunds, webhooks. */
export const paymentsService = defineService({
  name: 'payments',
  contract: payments,
  uses: {},
  migrations: new URL('../migrations/', import.meta.url),
  create(given) {
    const deps = {
      ...given,
      db: given.database<PaymentsTables>(),
      providers: providersFor(given.config),
    }
    return {
      operations: { ...paymentActions(deps), ...refundActions(deps), ...disputeActions(deps) },
      tasks: [processWebhookTask(deps), sendRefundTask(deps), sendAnswerTask(deps)],
      tickers: [reconcilePayments(deps), pursueRefunds(deps), pursueAnswers(deps), forgetWebhooks(deps)],
      async routes(app, tools) {
        evidenceRoutes(app, tools, deps)
        await app.register(async (inbox) => webhookRoutes(inbox, deps))
      },
    }
  },
})

/** In production nobody pays with sandbox cards: there it takes a real provider. */
function providersFor(config: PlatformConfig): ReadonlyMap<string, GuardedProvider> {
  if (config.production) return new Map()
  const sandbox = sandboxProvider({
    url: config.sandboxPspUrl,
    apiKey: config.sandboxPspKey,
    webhookSecret: config.sandboxPspWebhookSecret,
  })
  return new Map([[sandbox.name, guardProvider(sandbox)]])
}
