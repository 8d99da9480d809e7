import type { Selectable } from 'kysely'
import type { IntentState } from '../providers/provider.types.ts'
import type { PaymentsTable } from '../tables.ts'

export type PaymentRow = Selectable<PaymentsTable>
type Known = Pick<
  PaymentRow,
  | 'status'
  | 'settling'
  | 'amount_minor'
  | 'currency'
  | 'captured_minor'
  | 'captured_currency'
  | 'failure_code'
>

/** Why a payment failed whose money came in another amount or currency than the order's; the money goes back. */
export const WRONG_AMOUNT = 'wrong-amount'

/** What is to be said or done because a payment moved on. */
export type Consequence = 'captured' | 'failed' | 'give-back'

export interface Advance {
  next: Known
  consequences: Consequence[]
}

/** How far a payment has come. News from the provider only ever move it up, whatever the order they come in. */
const RANKS = { created: 0, pending: 1, failed: 3, cancelled: 4, captured: 5 } as const

function rankOf({ status, settling, failure_code }: Known): number {
  if (failure_code === WRONG_AMOUNT) return 6
  return status === 'pending' && settling ? 2 : RANKS[status]
}

/** Nothing the provider says can change it any more. */
const isFinal = (known: Known): boolean => rankOf(known) >= RANKS.captured

/** Whether it came to nothing; said once, even if it came to nothing in two ways. */
const hasEnded = ({ status }: Known): boolean => status === 'failed' || status === 'cancelled'

/** What news from the provider make of a payment: nothing when they are old, repeated or of less weight. */
export function advance(known: Known, news: IntentState): Advance {
  const next = meaningOf(known, news)
  if (isFinal(known) || rankOf(next) <= rankOf(known)) return { next: known, consequences: [] }
  const consequences: Consequence[] = []
  if (next.status === 'captured') consequences.push('captured')
  if (hasEnded(next) && !hasEnded(known)) consequences.push('failed')
  if (next.failure_code === WRONG_AMOUNT && next.captured_minor > 0) consequences.push('give-back')
  return { next, consequences }
}

function meaningOf(known: Known, { status, settling, captured, failureCode }: IntentState): Known {
  const { amount_minor, currency } = known
  const base = { amount_minor, currency, captured_minor: 0, captured_currency: null }
  if (status !== 'captured') {
    return { ...base, status, settling: status === 'pending' && settling, failure_code: failureCode }
  }
  const matches = captured.minor === amount_minor && captured.currency === currency
  return {
    ...base,
    status: matches ? 'captured' : 'failed',
    settling: false,
    captured_minor: captured.minor,
    captured_currency: captured.minor > 0 ? captured.currency : null,
    failure_code: matches ? null : WRONG_AMOUNT,
  }
}
