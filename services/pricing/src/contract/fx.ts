import { Type } from 'typebox'
import {
  CurrencySchema,
  DateOnly,
  Decimal,
  Exact,
  Nullable,
  Timestamp,
  route,
} from '@tradewind/platform/contract'

export const FxRate = Type.Object({
  base: CurrencySchema,
  quote: CurrencySchema,
  rate: Decimal,
  date: DateOnly,
  source: Type.String(),
})
/** Rates in force as operators see them. `problem` is a text key; ages in days; 0 days is no limit. */
export const FxState = Type.Object({
  base: CurrencySchema,
  rateSetId: Nullable(Type.String()),
  rates: Type.Array(
    Type.Object({
      currency: CurrencySchema,
      rate: Decimal,
      date: DateOnly,
      source: Type.String(),
      manual: Type.Boolean(),
      ageDays: Type.Integer(),
      usable: Type.Boolean(),
    }),
  ),
  isOld: Type.Boolean(),
  feed: Type.Object({
    address: Nullable(Type.String()),
    triedAt: Nullable(Timestamp),
    takenAt: Nullable(Timestamp),
    problem: Nullable(Type.String()),
    held: Type.Array(Type.Object({ currency: Type.String(), rate: Decimal }), {
      description: 'not believed: they leap too far',
    }),
    fedDays: Type.Integer(),
    manualDays: Type.Integer(),
  }),
})

export const fxOperations = {
  listFx: route({
    method: 'GET',
    path: '/fx',
    capability: 'fx.list',
    role: 'anonymous',
    summary: 'Rates in force',
    cacheSeconds: 60,
    input: Exact({}),
    output: Type.Object({ rateSetId: Type.String(), items: Type.Array(FxRate) }),
    errors: ['pricing.no-rates'],
  }),
  setFx: route({
    method: 'POST',
    path: '/admin/fx',
    capability: 'admin.fx.set',
    role: 'operator',
    permission: 'markets.write',
    idempotent: true,
    summary: 'A dated set of rates; orders keep the set they were quoted with',
    input: Exact({
      date: DateOnly,
      source: Type.String({ minLength: 2, maxLength: 120 }),
      base: CurrencySchema,
      rates: Type.Record(Type.String({ pattern: '^[A-Z]{3}$' }), Decimal),
      keepOthers: Type.Optional(
        Type.Boolean({ description: 'rates not named stay in force, each with its own day and source' }),
      ),
    }),
    output: Type.Object({ rateSetId: Type.String() }),
    errors: ['pricing.unknown-currency'],
  }),
  getFxState: route({
    method: 'GET',
    path: '/admin/fx',
    capability: 'admin.fx.get',
    role: 'operator',
    permission: 'markets.write',
    summary: 'Rates in force with age and source, and how reading them goes',
    input: Exact({}),
    output: FxState,
  }),
  readFxNow: route({
    method: 'POST',
    path: '/admin/fx/read',
    capability: 'admin.fx.read',
    role: 'operator',
    permission: 'markets.write',
    summary: 'Read the central bank’s rates at once; what goes wrong is in the answer',
    input: Exact({}),
    output: FxState,
  }),
}
