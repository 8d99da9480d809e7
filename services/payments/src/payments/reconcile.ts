import type { Ticker } from '@tradewind/platform/service'
import { providerOf, type PaymentsDeps } from '../payments.deps.ts'
import { ProviderUnavailable } from '../providers/provider.types.ts'
import { inParallel } from '../parallel.ts'
import { askForIntent, takeIn } from './intents.ts'
import { takeSilentPayments } from './payments.queries.ts'
import type { PaymentRow } from './payments.rules.ts'

const ASK_MS = 5_000

/** Asks the provider about payments it has been silent on: lost webhooks and lost answers come to light here. */
export const reconcilePayments = (deps: PaymentsDeps): Ticker => ({
  name: 'reconcile',
  everySeconds: 2,
  async run() {
    const rows = await takeSilentPayments(deps.db)
    await inParallel(rows, (row) => reconcile(deps, row))
  },
})

async function reconcile(deps: PaymentsDeps, row: PaymentRow): Promise<void> {
  try {
    if (row.provider_reference === null) await askForIntent(deps, row, ASK_MS)
    else {
      const state = await providerOf(deps, row.provider).fetchStatus(row.provider_reference, ASK_MS)
      await takeIn(deps, row, state)
    }
  } catch (error) {
    const message = 'a payment could not be reconciled; its turn comes again'
    if (error instanceof ProviderUnavailable) deps.log.info({ payment: row.id }, message)
    else deps.log.error({ err: error, payment: row.id }, message)
  }
}
