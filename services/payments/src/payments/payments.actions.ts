import { AppError, conflict, invalid, isCurrency, newId, refused, type Money } from '@tradewind/kernel'
import { translate } from '@tradewind/locales/node'
import type { InputOf, Service } from '@tradewind/platform/contract'
import type { payments } from '../contract/index.ts'
import { providerOf, type PaymentsDeps } from '../payments.deps.ts'
import type { GuardedProvider } from '../providers/guard.ts'
import { ProviderUnavailable, type Capability } from '../providers/provider.types.ts'
import { askForIntent, takeIn } from './intents.ts'
import { findPaymentOfOrder, insertPayment, listPaymentsOfOrders, sumRefunded } from './payments.queries.ts'
import type { PaymentRow } from './payments.rules.ts'
import { paymentView } from './payments.views.ts'

/** Deadline of a provider while a buyer waits; a job goes on with what it did not settle. */
const BUYER_WAITS_MS = 2_800
const RESOLVE_MS = 6_000

type Operations = Pick<
  Service<typeof payments>,
  'listMethods' | 'startIntent' | 'cancelIntent' | 'getByOrder'
>

export function paymentActions(deps: PaymentsDeps): Operations {
  const { db } = deps
  const view = async (row: PaymentRow) =>
    paymentView(row, row.captured_minor > 0 ? await sumRefunded(db, row.id) : 0)

  return {
    async listMethods({ locale }, { country, currency }) {
      const items = [...deps.providers.values()].flatMap(({ name, capabilities }) =>
        capabilities
          .filter((capability) => isOffered(capability, country, currency))
          .map(({ code, kind, nameKey }) => ({
            code,
            kind,
            provider: name,
            name: translate(locale, nameKey),
          })),
      )
      return { items }
    },

    async startIntent(_ctx, input) {
      const provider = providerFor(deps, input.method, input.amount)
      const { row, isNew } = await beginAttempt(deps, provider, input)
      if (!isNew && row.status !== 'created') return view(row)
      try {
        return await view(await askForIntent(deps, row, BUYER_WAITS_MS))
      } catch (error) {
        if (!(error instanceof ProviderUnavailable)) throw error
        deps.log.warn({ err: error, payment: row.id }, 'the provider has not answered; a job asks again')
        return view(row)
      }
    },

    async cancelIntent(_ctx, { orderId }) {
      const row = await findPaymentOfOrder(db, orderId)
      if (!row) return null
      if (row.status !== 'created' && row.status !== 'pending') return view(row)
      try {
        return await view(await cancel(deps, row))
      } catch (error) {
        if (!(error instanceof ProviderUnavailable)) throw error
        throw new AppError(503, 'payments.provider-unavailable', {
          params: { retryAfterSeconds: 5 },
          cause: error,
        })
      }
    },

    async getByOrder(_ctx, { orderIds }) {
      const rows = await listPaymentsOfOrders(db, orderIds)
      return rows.map((row) => ({
        payment: paymentView(
          row,
          row.refunds
            .filter(({ status }) => status === 'succeeded')
            .reduce((total, { minor }) => total + minor, 0),
        ),
        refunds: row.refunds.map(({ id, minor, currency, status, key }) => ({
          id,
          paymentId: row.id,
          orderId: row.order_id,
          amount: { minor, currency },
          status,
          key,
        })),
      }))
    },
  }
}

/** Nobody knows whether an unanswered intent exists: asking for it again with its key tells, and it can be ended. */
async function cancel(deps: PaymentsDeps, row: PaymentRow): Promise<PaymentRow> {
  const known = row.provider_reference === null ? await askForIntent(deps, row, RESOLVE_MS) : row
  if (known.provider_reference === null || known.status !== 'pending') return known
  const state = await providerOf(deps, known.provider).cancel(known.provider_reference, RESOLVE_MS)
  return takeIn(deps, known, state)
}

/** The order's attempt of this number, or a later one if there is; new where there is none. */
async function beginAttempt(
  { db }: PaymentsDeps,
  provider: GuardedProvider,
  input: InputOf<typeof payments.startIntent>,
): Promise<{ row: PaymentRow; isNew: boolean }> {
  const attempt = input.attempt ?? 1
  if (attempt > 1) {
    const last = await findPaymentOfOrder(db, input.orderId)
    if (last && (last.attempt >= attempt || (last.status !== 'failed' && last.status !== 'cancelled'))) {
      return { row: last, isNew: false }
    }
  }
  const { orderId, orderNumber, amount, method, returnUrl, locale } = input
  const whole = { orderId, orderNumber, attempt, amount, method, returnUrl, locale }
  const made = await insertPayment(db, { ...whole, id: newId('pay'), provider: provider.name })
  if (made) return { row: made, isNew: true }

  const row = await findPaymentOfOrder(db, orderId)
  if (!row) throw new Error(`the payment of ${orderId} was there and is gone`)
  if (row.amount_minor !== amount.minor || row.currency !== amount.currency) throw conflict()
  return { row, isNew: false }
}

function providerFor({ providers }: PaymentsDeps, method: string, amount: Money): GuardedProvider {
  if (amount.minor <= 0 || !isCurrency(amount.currency)) {
    throw invalid([{ path: 'amount', code: 'platform.not-allowed' }])
  }
  for (const provider of providers.values()) {
    const capability = provider.capabilities.find(({ code }) => code === method)
    if (capability && isOffered(capability, undefined, amount.currency)) return provider
  }
  throw refused('payments.method-not-offered')
}

const isOffered = ({ countries, currencies }: Capability, country?: string, currency?: string): boolean =>
  (country === undefined || countries === 'all' || countries.includes(country)) &&
  (currency === undefined || currencies === 'all' || currencies.includes(currency))
