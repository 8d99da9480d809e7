import { Type } from 'typebox'
import {
  CountrySchema,
  Exact,
  Id,
  LocaleSchema,
  MoneySchema,
  Nullable,
  Timestamp,
  route,
} from '@tradewind/platform/contract'
import { disputeOperations } from './disputes.ts'

export * from './disputes.ts'
export * from './events.ts'

/** created → pending → captured, or failed / cancelled; a captured one never regresses. */
export const PaymentStatus = Type.Enum(['created', 'pending', 'captured', 'failed', 'cancelled'])
export const PaymentMethod = Type.Object({
  code: Type.String(),
  provider: Type.String(),
  name: Type.String(),
  kind: Type.Enum(['card', 'wallet', 'voucher', 'bank']),
})
/** What the buyer does next: go to the provider’s page, wait, or nothing. */
export const NextAction = Type.Union([
  Type.Object({ type: Type.Literal('redirect'), url: Type.String() }),
  Type.Object({ type: Type.Literal('wait') }),
  Type.Object({ type: Type.Literal('none') }),
])
export const Payment = Type.Object({
  id: Id('pay'),
  orderId: Id('ord'),
  status: PaymentStatus,
  amount: MoneySchema,
  captured: MoneySchema,
  refunded: MoneySchema,
  method: Type.String(),
  provider: Type.String(),
  providerReference: Nullable(Type.String()),
  failureCode: Nullable(Type.String()),
  nextAction: NextAction,
  createdAt: Timestamp,
})
export const Refund = Type.Object({
  id: Id('rfd'),
  paymentId: Id('pay'),
  orderId: Id('ord'),
  amount: MoneySchema,
  status: Type.Enum(['pending', 'succeeded', 'failed']),
  key: Type.String(),
})

export const payments = {
  ...disputeOperations,
  listMethods: route({
    method: 'GET',
    path: '/methods',
    capability: 'payment.method.list',
    role: 'anonymous',
    summary: 'Ways to pay in a country and currency',
    cacheSeconds: 60,
    input: Exact({
      country: Type.Optional(CountrySchema),
      currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
    }),
    output: Type.Object({ items: Type.Array(PaymentMethod) }),
  }),
  startIntent: route({
    method: 'POST',
    path: '/internal/intents',
    capability: 'payments.intent.start',
    role: 'system',
    summary:
      'Begin the payment of an order with the provider; the same order again answers the same payment, an unanswered provider leaves it `created` and a job resumes',
    input: Exact({
      orderId: Id('ord'),
      orderNumber: Type.String(),
      /** From 1. A further attempt begins only after the last came to nothing; until then that one is answered. */
      attempt: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
      amount: MoneySchema,
      method: Type.String({ maxLength: 40 }),
      returnUrl: Type.String({ maxLength: 500 }),
      locale: LocaleSchema,
      email: Type.String(),
    }),
    output: Payment,
    errors: ['payments.method-not-offered'],
  }),
  /** Resolves the unknown: asks the provider; a captured payment answers captured and is not cancelled. */
  cancelIntent: route({
    method: 'POST',
    path: '/internal/intents/cancel',
    capability: 'payments.intent.cancel',
    role: 'system',
    summary: 'End an unpaid payment; answers captured when the money came first',
    input: Exact({ orderId: Id('ord') }),
    output: Nullable(Payment),
    errors: ['payments.provider-unavailable'],
  }),
  getByOrder: route({
    method: 'POST',
    path: '/internal/payments/query',
    capability: 'payments.get',
    role: 'system',
    summary: 'Payments and refunds of orders',
    input: Exact({ orderIds: Type.Array(Id('ord'), { maxItems: 200 }) }),
    output: Type.Array(Type.Object({ payment: Payment, refunds: Type.Array(Refund) })),
  }),
  refund: route({
    method: 'POST',
    path: '/internal/refunds',
    capability: 'payments.refund',
    role: 'system',
    summary:
      'Give money back, once per key, never above what was captured; carried out by a job until the provider answers; the key of a failed one tries again',
    input: Exact({
      orderId: Id('ord'),
      amount: MoneySchema,
      key: Type.String({ minLength: 1, maxLength: 120 }),
      reason: Type.String({ maxLength: 200 }),
    }),
    output: Refund,
    errors: [
      'payments.above-captured',
      'payments.key-reused',
      'payments.not-captured',
      'payments.wrong-currency',
    ],
  }),
}
