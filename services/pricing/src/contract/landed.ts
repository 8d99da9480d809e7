import { Type } from 'typebox'
import {
  CountrySchema,
  CurrencySchema,
  DateOnly,
  Decimal,
  Exact,
  MoneySchema,
  Nullable,
  route,
} from '@tradewind/platform/contract'

const Minor = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 })
const Source = Type.String({ minLength: 3, maxLength: 200 })
const Jurisdiction = Type.String({ pattern: '^[A-Z]{2}$', description: 'EU, or an ISO 3166-1 country' })
const Name = Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' })
const Basis = Type.Enum(['intrinsic', 'fob', 'cif'])

/** Rows hold from `validFrom`; the one before ends the day before. */
const told = { validFrom: DateOnly, source: Source }
const dated = { validFrom: DateOnly, validTo: Nullable(DateOnly), source: Source }

const rule = {
  jurisdiction: Jurisdiction,
  regime: Name,
  position: Type.Integer({ minimum: 1, maximum: 99 }),
  shipsFrom: Nullable(Type.Array(CountrySchema, { minItems: 1, maxItems: 300 })),
  carriage: Nullable(Type.Enum(['courier', 'post'])),
  sellerRegistered: Nullable(Type.Boolean()),
  unit: Nullable(Type.Enum(['consignment', 'item'])),
  valueBasis: Nullable(Basis),
  currency: Nullable(CurrencySchema),
  aboveMinor: Nullable(Minor),
  upToMinor: Nullable(Minor),
  mostPieces: Nullable(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  yearUpToMinor: Nullable(Minor),
  refusal: Nullable(Type.Enum(['pricing.split-consignment', 'pricing.over-year-limit'])),
  tax: Type.Enum(['none', 'on-top', 'inside']),
  taxPercent: Nullable(Decimal),
  taxSharePercent: Decimal,
  taxBase: Type.Enum(['goods', 'price', 'price-and-duty']),
  duty: Type.Enum(['none', 'percent', 'tariff']),
  dutyPercent: Nullable(Decimal),
  dutyLessMinor: Nullable(Minor),
  dutyBasis: Basis,
  incoterm: Type.Enum(['DDP', 'DAP']),
  collector: Type.Enum(['platform', 'merchant', 'carrier', 'buyer']),
  importer: Type.Enum(['platform', 'merchant', 'buyer']),
  deemedSupplier: Type.Boolean(),
}
const tariff = {
  jurisdiction: Jurisdiction,
  kind: Type.Enum(['duty', 'consumption-tax']),
  hsPrefix: Type.String({ pattern: '^[0-9]{0,10}$', description: 'empty for all goods' }),
  percent: Decimal,
}
const Origins = Type.Array(CountrySchema, { minItems: 1, maxItems: 300 })
const Condition = Type.String({
  minLength: 3,
  maxLength: 200,
  description: 'how the origin must be proven, such as by a statement on origin',
})
const byOrigin = {
  originGroup: Nullable(Name),
  origins: Nullable(Origins),
  condition: Nullable(Condition),
}
const perGram = { currency: Nullable(CurrencySchema), fromMinorPerGram: Nullable(Minor) }
const levy = {
  jurisdiction: Jurisdiction,
  name: Name,
  regimes: Type.Array(Name, { minItems: 1, maxItems: 50 }),
  unit: Type.Enum(['subheading', 'consignment']),
  minor: Minor,
  currency: CurrencySchema,
}

/** One case of what is due when goods enter a jurisdiction; of the cases in force the first that fits decides. */
export const LandedRule = Type.Object({ ...rule, ...dated })
/**
 * A rate by the first digits of a customs code. Rates of an agreement or group of `origins` precede the general ones,
 * whatever they come to, those with a `condition` only for goods whose origin can be proven; of either the longest code that fits decides, and of several groups the lowest rate.
 */
export const Tariff = Type.Object({ ...tariff, ...perGram, ...byOrigin, ...dated })
/** A fixed amount that comes with cases of landed rules. */
export const Levy = Type.Object({ ...levy, ...dated })
/**
 * Why a line bears a duty, as long as the quote is kept: the row that decided, as it was. `rule` names it, as
 * `EU/import/2021-07-01` (a case), `EU/duty/6206/eu-japan-epa/2019-02-01` (a tariff) or `EU/item-duty/2026-07-01` (a
 * levy). `amount` is what it comes to for the line, without tax, whoever takes it; a case that frees of duty has 0 per
 * cent, a levy none.
 */
export const DutyRule = Type.Object({
  rule: Type.String(),
  jurisdiction: Jurisdiction,
  agreement: Nullable(Name),
  condition: Nullable(Condition),
  percent: Nullable(Decimal),
  validFrom: DateOnly,
  source: Source,
  amount: MoneySchema,
})

const admin = { role: 'operator', permission: 'markets.write' } as const

export const landedOperations = {
  listLandedRules: route({
    method: 'GET',
    path: '/admin/landed-rules',
    capability: 'admin.landed.list',
    ...admin,
    summary: 'What is due at borders: cases, rates by customs code and fixed amounts, with dates and sources',
    input: Exact({ jurisdiction: Type.Optional(Jurisdiction) }),
    output: Type.Object({
      rules: Type.Array(LandedRule),
      tariffs: Type.Array(Tariff),
      levies: Type.Array(Levy),
    }),
  }),
  saveLandedRule: route({
    method: 'POST',
    path: '/admin/landed-rules',
    capability: 'admin.landed.rule.create',
    ...admin,
    idempotent: true,
    summary: 'A case from a date on; orders keep what they were quoted; the same date again corrects it',
    input: Exact({ ...rule, ...told }),
    output: LandedRule,
  }),
  saveTariff: route({
    method: 'POST',
    path: '/admin/tariffs',
    capability: 'admin.landed.tariff.create',
    ...admin,
    idempotent: true,
    summary:
      'A rate by customs code, for all goods or those of some origins, from a date on; the same date again corrects it',
    input: Exact({
      ...tariff,
      currency: Type.Optional(CurrencySchema),
      fromMinorPerGram: Type.Optional(Minor),
      originGroup: Type.Optional(Name),
      origins: Type.Optional(Origins),
      condition: Type.Optional(Condition),
      ...told,
    }),
    output: Tariff,
  }),
  saveLevy: route({
    method: 'POST',
    path: '/admin/levies',
    capability: 'admin.landed.levy.create',
    ...admin,
    idempotent: true,
    summary: 'A fixed amount from a date on; the same date again corrects it',
    input: Exact({ ...levy, ...told }),
    output: Levy,
  }),
}
