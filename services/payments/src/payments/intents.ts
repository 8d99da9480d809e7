import type { PaymentsDeps } from '../payments.deps.ts'
import { providerOf } from '../payments.deps.ts'
import { ProviderRefusal, type IntentState } from '../providers/provider.types.ts'
import { observe, sayFailed } from './observe.ts'
import { noteAwaitingBuyer, updateRefused } from './payments.queries.ts'
import { advance, type PaymentRow } from './payments.rules.ts'

/**
 * Asks the provider for the intent of a payment and takes its answer down. The payment's id is the idempotency key,
 * so that asking again finds the intent of a request whose answer was lost. Throws ProviderUnavailable.
 */
export async function askForIntent(
  deps: PaymentsDeps,
  row: PaymentRow,
  withinMs: number,
): Promise<PaymentRow> {
  const provider = providerOf(deps, row.provider)
  let state: IntentState
  try {
    state = await provider.createIntent(
      {
        paymentId: row.id,
        orderId: row.order_id,
        orderNumber: row.order_number,
        amount: { minor: row.amount_minor, currency: row.currency },
        method: row.method,
        returnUrl: row.return_url,
        locale: row.locale,
      },
      withinMs,
    )
  } catch (error) {
    if (error instanceof ProviderRefusal) return refuse(deps, row, error)
    throw error
  }
  const awaitsBuyer = state.status === 'pending' && !state.settling
  const noted = awaitsBuyer ? await noteAwaitingBuyer(deps.db, state) : undefined
  return noted ?? takeIn(deps, row, state)
}

/** Takes in what the provider answered to a question of ours. */
export async function takeIn(deps: PaymentsDeps, row: PaymentRow, state: IntentState): Promise<PaymentRow> {
  // What is no news for the row as we read it is none for the row as it stands by now: it only moves up.
  if (advance(row, state).next === row) return row
  const seen = await deps.db.transaction().execute((tx) => observe(tx, deps, row.provider, state))
  if (!seen) throw new Error(`${row.provider} answered for another payment than ${row.id}`)
  return seen
}

/** The provider will not begin this payment, so it came to nothing. */
async function refuse(deps: PaymentsDeps, row: PaymentRow, refusal: ProviderRefusal): Promise<PaymentRow> {
  deps.log.warn({ payment: row.id, code: refusal.code }, 'the provider refused a payment')
  return deps.db.transaction().execute(async (tx) => {
    const refused = await updateRefused(tx, row.id, refusal.code)
    if (refused) await sayFailed(tx, deps, refused)
    return refused ?? row
  })
}
