import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { MoneySchema, Nullable, Timestamp } from '@tradewind/platform/contract'
import { ProviderUnavailable } from './provider.types.ts'

const Intent = Type.Object({
  id: Type.String(),
  status: Type.Enum(['requires_action', 'requires_capture', 'processing', 'succeeded', 'failed', 'canceled']),
  reference: Type.String(),
  captured: MoneySchema,
  failureCode: Nullable(Type.String()),
  pageUrl: Nullable(Type.String()),
})
const Refund = Type.Object({
  id: Type.String(),
  status: Type.Enum(['pending', 'succeeded', 'failed']),
  failureCode: Nullable(Type.String()),
})
const Dispute = Type.Object({
  id: Type.String(),
  amount: MoneySchema,
  reason: Type.String({ maxLength: 200 }),
  status: Type.Enum(['open', 'won', 'lost']),
  dueAt: Type.Optional(Nullable(Timestamp)),
})
const File = Type.Object({ id: Type.String({ maxLength: 80 }) })
const Event = Type.Object({
  type: Type.String({ maxLength: 100 }),
  data: Type.Object({
    intent: Nullable(Intent),
    refund: Nullable(Refund),
    dispute: Type.Optional(Nullable(Dispute)),
  }),
})

export type SandboxIntent = Type.Static<typeof Intent>
export type SandboxRefund = Type.Static<typeof Refund>
export type SandboxDispute = Type.Static<typeof Dispute>

/** What the provider promises to answer; anything else leaves the outcome unknown. */
const reader = <S extends Type.TSchema>(schema: S) => {
  const validator = Compile(schema)
  return (value: unknown): Type.Static<S> => {
    if (validator.Check(value)) return value as Type.Static<S>
    throw new ProviderUnavailable('the provider answered something else than it promises')
  }
}

export const readIntent = reader(Intent)
export const readRefund = reader(Refund)
export const readDispute = reader(Dispute)
export const readFile = reader(File)
export const readEvent = reader(Event)
