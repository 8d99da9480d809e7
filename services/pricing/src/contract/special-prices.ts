import { Type } from 'typebox'
import {
  CountrySchema,
  CurrencySchema,
  DateOnly,
  Decimal,
  Exact,
  Id,
  MarketCode,
  MoneySchema,
  Nullable,
  PriceSchema,
  Quantity,
  Timestamp,
  route,
} from '@tradewind/platform/contract'

/**
 * A price that stands instead of an offer’s list price: in one market or all, from a quantity on, from a moment to
 * another. Those of a market go before those of all; of what applies, the lowest wins.
 */
export const SpecialPrice = Type.Object({
  id: Id('spp'),
  offerId: Id('off'),
  market: Nullable(MarketCode),
  price: MoneySchema,
  minQuantity: Quantity,
  startsAt: Timestamp,
  endsAt: Nullable(Timestamp),
})

/** One step on the way to a price; `amount` is what it came to. */
const PriceStep = Type.Union([
  Type.Object({ step: Type.Enum(['base', 'list']), amount: MoneySchema }),
  Type.Object({
    step: Type.Literal('special'),
    amount: MoneySchema,
    market: Nullable(MarketCode),
    minQuantity: Quantity,
    startsAt: Timestamp,
    endsAt: Nullable(Timestamp),
  }),
  Type.Object({
    step: Type.Literal('rate'),
    amount: MoneySchema,
    rate: Decimal,
    date: DateOnly,
    source: Type.String(),
  }),
  Type.Object({ step: Type.Literal('margin'), amount: MoneySchema, percent: Decimal }),
  Type.Object({
    step: Type.Literal('rounding'),
    amount: MoneySchema,
    example: MoneySchema,
    floor: MoneySchema,
  }),
  Type.Object({
    step: Type.Enum(['tax-included', 'tax-added']),
    amount: MoneySchema,
    percent: Decimal,
    tax: MoneySchema,
  }),
])
const PriceReason = Type.Object({
  price: MoneySchema,
  basis: Type.Enum(['list', 'special', 'converted']),
  rateSetId: Nullable(Type.String()),
  prior: Nullable(MoneySchema),
  steps: Type.Array(PriceStep),
})
const whyInput = Exact({
  offerId: Id('off'),
  market: MarketCode,
  currency: Type.Optional(CurrencySchema),
  country: Type.Optional(CountrySchema),
  quantity: Type.Optional(Quantity),
  taxCategory: Type.Optional(Type.Enum(['standard', 'reduced', 'books', 'food'])),
})
const whyErrors = ['pricing.unknown-market', 'pricing.no-price', 'pricing.rates-too-old'] as const

export const specialPriceOperations = {
  addSpecialPrice: route({
    method: 'POST',
    path: '/merchant/special-prices',
    capability: 'merchant.price.special.add',
    role: 'merchant',
    permission: 'products.write',
    idempotent: true,
    summary: 'A price for a market, a time or a quantity; a start in the past is now',
    input: Exact({
      offerId: Id('off'),
      market: Type.Optional(Nullable(MarketCode)),
      price: PriceSchema,
      minQuantity: Type.Optional(Quantity),
      startsAt: Type.Optional(Timestamp),
      endsAt: Type.Optional(Timestamp),
    }),
    output: SpecialPrice,
    errors: ['pricing.unknown-offer', 'pricing.unknown-currency', 'pricing.unknown-market'],
  }),
  endSpecialPrice: route({
    method: 'DELETE',
    path: '/merchant/special-prices/{id}',
    capability: 'merchant.price.special.end',
    role: 'merchant',
    permission: 'products.write',
    summary: 'Take back a special price that has not begun; end one that has',
    input: Exact({ id: Id('spp') }),
    output: Type.Object({ done: Type.Literal(true) }),
  }),
  listSpecialPrices: route({
    method: 'POST',
    path: '/merchant/special-prices/query',
    capability: 'merchant.price.special.list',
    role: 'merchant',
    permission: 'products.read',
    summary: 'Special prices of own offers that hold or are planned',
    input: Exact({ offerIds: Type.Array(Id('off'), { maxItems: 200 }) }),
    output: Type.Object({ items: Type.Array(SpecialPrice) }),
  }),
  importSpecialPrices: route({
    method: 'POST',
    path: '/internal/special-prices/import',
    capability: 'pricing.special-prices.import',
    role: 'system',
    summary:
      'Special prices of a demo for all markets, from now on; an offer that ever had one is left as it is',
    input: Exact({
      specials: Type.Array(
        Exact({
          offerId: Id('off'),
          storeId: Id('sto'),
          price: PriceSchema,
          minQuantity: Type.Optional(Quantity),
        }),
        { maxItems: 500 },
      ),
      endsAt: Timestamp,
    }),
    output: Type.Object({ added: Type.Integer() }),
  }),
  setPriceFloor: route({
    method: 'PUT',
    path: '/merchant/prices/floor',
    capability: 'merchant.price.floor.set',
    role: 'merchant',
    permission: 'products.write',
    summary: 'What no converted price is rounded below, in the base price’s currency; null for nothing',
    input: Exact({
      offerId: Id('off'),
      floorMinor: Nullable(Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 })),
    }),
    output: Type.Object({ done: Type.Literal(true) }),
    errors: ['pricing.unknown-offer', 'pricing.no-price'],
  }),
  explainOwnPrice: route({
    method: 'GET',
    path: '/merchant/prices/{offerId}/why',
    capability: 'merchant.price.explain',
    role: 'merchant',
    permission: 'products.read',
    summary: 'Why an own offer costs what it does in a market',
    input: whyInput,
    output: PriceReason,
    errors: ['pricing.unknown-offer', ...whyErrors],
  }),
  explainPrice: route({
    method: 'GET',
    path: '/admin/prices/{offerId}/why',
    capability: 'admin.price.explain',
    role: 'operator',
    permission: 'markets.write',
    summary: 'Why an offer costs what it does in a market',
    input: whyInput,
    output: PriceReason,
    errors: whyErrors,
  }),
}
