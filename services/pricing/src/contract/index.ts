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

import { fxOperations } from './fx.ts'
import { DutyRule, landedOperations } from './landed.ts'
import { marketOperations, TaxCategory } from './markets.ts'
import { specialPriceOperations } from './special-prices.ts'

export * from './events.ts'
export { DutyRule } from './landed.ts'
export * from './markets.ts'

/** A price row; `currency` names the price list. Where none stands, the base price is converted by the dated rate. */
export const PriceRow = Exact({ offerId: Id('off'), price: PriceSchema })
/** What each piece costs where so many are bought, or more. */
export const PriceTier = Type.Object({ minQuantity: Quantity, price: MoneySchema })
/** The price a buyer of a market sees, before quantity; includes tax where the market shows it so. */
export const PriceView = Type.Object({
  offerId: Id('off'),
  price: MoneySchema,
  basis: Type.Enum(['list', 'special', 'converted']),
  rateSetId: Nullable(Type.String()),
  /** Where the price is reduced: the lowest of the days before the reduction, from which it is measured. */
  prior: Nullable(MoneySchema),
  /** From how many pieces on each costs another price, in rising order. */
  tiers: Type.Array(PriceTier),
})
export const TaxRate = Type.Object({
  id: Id('tax'),
  country: CountrySchema,
  category: TaxCategory,
  percent: Decimal,
  validFrom: DateOnly,
  validTo: Nullable(DateOnly),
  source: Type.String(),
})

const line = {
  offerId: Id('off'),
  storeId: Id('sto'),
  quantity: Quantity,
  taxCategory: TaxCategory,
  hsCode: Nullable(Type.String({ maxLength: 20 })),
  originCountry: Nullable(CountrySchema),
  originProven: Type.Optional(Type.Boolean({ description: 'false without' })),
  weightGrams: Type.Integer({ minimum: 0 }),
  shipsFrom: CountrySchema,
}
/**
 * Amounts of one line in the order’s currency. net is what the store gets for the goods, whatever is due at a border;
 * tax is the tax on them that is charged, net + tax = gross. `duty` and `dutyTax` are charged besides;
 * `dueDuty` and `dueTax` are estimates of what is paid at delivery, never charged. `dutyRules` make up the duty, charged
 * or due; none where no border is crossed or nothing can be promised.
 */
export const QuotedLine = Type.Object({
  ...line,
  unitPrice: MoneySchema,
  net: MoneySchema,
  tax: MoneySchema,
  gross: MoneySchema,
  taxPercent: Decimal,
  basis: Type.Enum(['list', 'special', 'converted']),
  duty: MoneySchema,
  dutyTax: MoneySchema,
  dueDuty: MoneySchema,
  dueTax: MoneySchema,
  dutyRules: Type.Array(DutyRule),
})
export const QuotedShipping = Type.Object({
  storeId: Id('sto'),
  net: MoneySchema,
  tax: MoneySchema,
  gross: MoneySchema,
  taxPercent: Decimal,
  dueTax: MoneySchema,
})
/** One side of a sale: by a deemed supply the merchant sells to the platform and the platform to the buyer. */
const Supply = Type.Object({
  supplier: Type.Enum(['merchant', 'platform']),
  customer: Type.Enum(['platform', 'buyer']),
  net: MoneySchema,
  tax: MoneySchema,
})
/**
 * What one sender’s goods from one country cost to bring in. `rules` names the rows that decided, as
 * `EU/ioss/2021-07-01`; `atDelivery` says whether more is to be paid at the door: nothing, about `dueDuty` + `dueTax`,
 * or an amount that nobody can promise, for the reason in `reason` (a text key).
 */
export const LandedPart = Type.Object({
  storeId: Id('sto'),
  shipsFrom: CountrySchema,
  regimes: Type.Array(Type.String()),
  rules: Type.Array(Type.String()),
  incoterm: Type.Enum(['DDP', 'DAP']),
  collector: Type.Enum(['platform', 'merchant', 'carrier', 'buyer']),
  importer: Type.Enum(['platform', 'merchant', 'buyer', 'none']),
  supplies: Type.Array(Supply),
  duty: MoneySchema,
  tax: MoneySchema,
  dueDuty: MoneySchema,
  dueTax: MoneySchema,
  atDelivery: Type.Enum(['nothing', 'estimated', 'unknown']),
  reason: Nullable(
    Type.Enum([
      'pricing.no-border-rule',
      'pricing.no-duty-rate',
      'pricing.no-hs-code',
      'pricing.no-border-rate',
    ]),
  ),
})
const shippingChoice = { methodId: Id('shm'), storeId: Type.Optional(Id('sto')), price: PriceSchema }
/**
 * An immutable answer to “what does all this cost”: rates, rules and amounts as of `quotedAt`. `tax` and `total` are
 * all tax and all that is charged; `goods`, `shippingTotal` and `duty` are sums as the market shows them,
 * so total = goods + shippingTotal + duty where tax is included, and + tax where it is not. `dueAtDelivery` is no part
 * of the total: an estimate of what others ask at the door. `currency` is the one wished for
 * if the market offers it, else the market’s own. `rateSetId` is null when nothing had to be converted.
 */
export const Quote = Type.Object({
  market: MarketCode,
  country: CountrySchema,
  currency: CurrencySchema,
  taxIncluded: Type.Boolean(),
  rateSetId: Nullable(Type.String()),
  quotedAt: Timestamp,
  lines: Type.Array(QuotedLine),
  shipping: Type.Array(QuotedShipping),
  shippingChoices: Type.Array(Type.Object({ methodId: Id('shm'), price: Nullable(MoneySchema) }), {
    description:
      'What each way to ship would cost as the market shows it, without tax where the border leaves it to the door; null where no rate is known',
  }),
  goods: MoneySchema,
  shippingTotal: MoneySchema,
  duty: MoneySchema,
  tax: MoneySchema,
  total: MoneySchema,
  dueAtDelivery: MoneySchema,
  landed: Type.Array(LandedPart),
  paymentMethods: Type.Optional(
    Type.Array(Type.String(), { description: 'the market’s, as of the quote; absent: any' }),
  ),
})

export const pricing = {
  ...landedOperations,
  ...fxOperations,
  ...specialPriceOperations,
  ...marketOperations,
  setPrices: route({
    method: 'PUT',
    path: '/merchant/prices',
    capability: 'merchant.price.set',
    role: 'merchant',
    permission: 'products.write',
    summary: 'Prices of own offers, per currency; the first one of an offer is its base price',
    input: Exact({ prices: Type.Array(PriceRow, { minItems: 1, maxItems: 500 }) }),
    output: Type.Object({ done: Type.Literal(true) }),
    errors: ['pricing.unknown-offer', 'pricing.unknown-currency'],
  }),
  listOwnPrices: route({
    method: 'POST',
    path: '/merchant/prices/query',
    capability: 'merchant.price.list',
    role: 'merchant',
    permission: 'products.read',
    summary: 'Prices of own offers',
    input: Exact({ offerIds: Type.Array(Id('off'), { maxItems: 200 }) }),
    output: Type.Object({
      items: Type.Array(
        Type.Object({
          offerId: Id('off'),
          price: MoneySchema,
          isBase: Type.Boolean(),
          floorMinor: Nullable(Type.Integer({ description: 'no converted price is rounded below it' })),
        }),
      ),
    }),
  }),
  listTaxRates: route({
    method: 'GET',
    path: '/admin/tax-rates',
    capability: 'admin.tax.rule.list',
    role: 'operator',
    permission: 'markets.write',
    summary: 'Dated tax rates',
    input: Exact({ country: Type.Optional(CountrySchema) }),
    output: Type.Object({ items: Type.Array(TaxRate) }),
  }),
  saveTaxRate: route({
    method: 'POST',
    path: '/admin/tax-rates',
    capability: 'admin.tax.rule.create',
    role: 'operator',
    permission: 'markets.write',
    idempotent: true,
    summary: 'A rate from a date on; the one before it ends the day before; the same date again corrects it',
    input: Exact({
      country: CountrySchema,
      category: TaxCategory,
      percent: Decimal,
      validFrom: DateOnly,
      source: Type.String({ minLength: 3, maxLength: 200 }),
    }),
    output: TaxRate,
  }),
  getPrices: route({
    method: 'POST',
    path: '/internal/prices',
    capability: 'pricing.prices.get',
    role: 'system',
    summary: 'Prices of one piece of offers in markets, each in the market’s own currency',
    input: Exact({
      offerIds: Type.Array(Id('off'), { maxItems: 2000 }),
      markets: Type.Optional(Type.Array(MarketCode)),
      allCurrencies: Type.Optional(
        Type.Boolean({ description: 'in every currency that a market offers; its own comes first' }),
      ),
      withPrior: Type.Optional(Type.Boolean({ description: 'with what each is reduced from; null without' })),
      withTiers: Type.Optional(
        Type.Boolean({ description: 'with the prices of larger quantities; none without' }),
      ),
    }),
    output: Type.Array(
      Type.Object({
        market: MarketCode,
        own: Type.Boolean({ description: 'in the market’s own currency' }),
        ...PriceView.properties,
      }),
    ),
  }),
  quote: route({
    method: 'POST',
    path: '/internal/quote',
    capability: 'pricing.quote',
    role: 'system',
    summary: 'What goods and shipping cost in a market’s country and currency, with tax per line',
    input: Exact({
      market: MarketCode,
      country: CountrySchema,
      currency: Type.Optional(CurrencySchema),
      lines: Type.Array(Exact(line), { minItems: 1, maxItems: 200 }),
      shipping: Type.Array(Exact({ storeId: Id('sto'), price: PriceSchema })),
      shippingChoices: Type.Optional(Type.Array(Exact(shippingChoice), { maxItems: 500 })),
      yearBefore: Type.Optional(Exact({ ...MoneySchema.properties, minor: Type.Integer({ minimum: 0 }) })),
    }),
    output: Quote,
    errors: [
      'pricing.no-price',
      'pricing.rates-too-old',
      'pricing.no-tax-rule',
      'pricing.unknown-market',
      'pricing.country-not-served',
      'pricing.split-consignment',
      'pricing.over-year-limit',
    ],
  }),
  importPrices: route({
    method: 'POST',
    path: '/internal/prices/import',
    capability: 'pricing.prices.import',
    role: 'system',
    summary:
      'Base and list prices in bulk; repeating changes nothing, nor does it what a store has priced since',
    input: Exact({
      prices: Type.Array(
        Exact({ offerId: Id('off'), storeId: Id('sto'), price: PriceSchema, isBase: Type.Boolean() }),
        { maxItems: 5000 },
      ),
    }),
    output: Type.Object({ changed: Type.Integer() }),
    errors: ['pricing.unknown-currency'],
  }),
}
