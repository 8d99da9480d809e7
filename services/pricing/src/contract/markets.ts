import { Type } from 'typebox'
import {
  CountrySchema,
  CurrencySchema,
  DateOnly,
  Decimal,
  Exact,
  LocaleSchema,
  LocalizedTextSchema,
  MarketCode,
  route,
} from '@tradewind/platform/contract'

/** Kinds of goods that a country may tax differently. */
export const TaxCategory = Type.Enum(['standard', 'reduced', 'books', 'food'])

const Percent = Type.String({ pattern: '^\\d{1,3}(\\.\\d{1,4})?$' })
/**
 * How base prices become a market’s: times the rate, plus a margin, rounded to prices of the form n × `step` + `ending`
 * in minor units, but never down by more than `mostDownPercent`, nor below an offer’s floor.
 */
export const Conversion = Exact({
  marginPercent: Percent,
  mostDownPercent: Percent,
  rounding: Type.Record(
    Type.String({ pattern: '^[A-Z]{3}$' }),
    Exact({
      step: Type.Integer({ minimum: 1, maximum: 100_000_000 }),
      ending: Type.Integer({ minimum: 0, maximum: 99_999_999 }),
      toward: Type.Enum(['nearest', 'down', 'up']),
    }),
  ),
})

const zoneOfMarket = {
  code: Type.String({ pattern: '^[A-Za-z0-9-]{1,16}$' }),
  countries: Type.Array(CountrySchema, { minItems: 1, maxItems: 300 }),
}
/** Countries that are sold to in one way: languages, currency, how tax is shown. */
export const Market = Exact({
  code: MarketCode,
  name: LocalizedTextSchema(80),
  countries: Type.Array(CountrySchema, { minItems: 1, maxItems: 300 }),
  locales: Type.Array(LocaleSchema, { minItems: 1, maxItems: 20 }),
  currency: CurrencySchema,
  currencies: Type.Array(CurrencySchema, {
    maxItems: 50,
    minItems: 1,
    description: 'that a buyer may choose, the market’s own first',
  }),
  taxDisplay: Type.Enum(['included', 'excluded']),
  open: Type.Boolean(),
  conversion: Type.Optional(Conversion),
  priorPriceDays: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 365,
      description: 'a reduction is measured from the lowest price of so many days; 0 where none is shown',
    }),
  ),
  paymentMethods: Type.Optional(
    Type.Array(Type.String({ pattern: '^[a-z0-9-]{1,40}$' }), {
      minItems: 1,
      maxItems: 20,
      description: 'ways to pay in the order a buyer sees them; absent: whatever the provider offers',
    }),
  ),
  zones: Type.Optional(
    Type.Array(Exact({ ...zoneOfMarket, name: LocalizedTextSchema(80) }), {
      maxItems: 50,
      description: 'parts of the market that stores ship to alike; no country is in two',
    }),
  ),
})
const { conversion: _conversion, ...shownOfMarket } = Market.properties
export const MarketView = Type.Object({
  ...shownOfMarket,
  name: Type.String(),
  zones: Type.Optional(Type.Array(Type.Object({ ...zoneOfMarket, name: Type.String() }))),
})

export const marketOperations = {
  listMarkets: route({
    method: 'GET',
    path: '/markets',
    capability: 'market.list',
    role: 'anonymous',
    summary: 'Open markets',
    cacheSeconds: 3,
    input: Exact({}),
    output: Type.Object({ items: Type.Array(MarketView) }),
  }),
  resolveMarket: route({
    method: 'GET',
    path: '/markets/resolve',
    capability: 'market.resolve',
    role: 'anonymous',
    summary: 'The market of a country; the house’s first market when none serves it',
    input: Exact({ country: Type.Optional(CountrySchema) }),
    output: MarketView,
    errors: ['pricing.no-market'],
  }),
  listCurrencies: route({
    method: 'GET',
    path: '/currencies',
    capability: 'currency.list',
    role: 'anonymous',
    summary: 'Currencies of open markets',
    cacheSeconds: 60,
    input: Exact({}),
    output: Type.Object({
      items: Type.Array(Type.Object({ code: CurrencySchema, exponent: Type.Integer() })),
    }),
  }),
  saveMarket: route({
    method: 'PUT',
    path: '/admin/markets/{code}',
    capability: 'admin.market.save',
    role: 'operator',
    permission: 'markets.write',
    summary: 'Create or change a market',
    input: Market,
    output: Type.Object({ code: MarketCode }),
    errors: [
      'pricing.country-taken',
      'pricing.unknown-currency',
      'pricing.zone-code-twice',
      'pricing.zone-outside',
      'pricing.zone-overlap',
    ],
  }),
  listAllMarkets: route({
    method: 'GET',
    path: '/admin/markets',
    capability: 'admin.market.list',
    role: 'operator',
    permission: 'markets.write',
    summary: 'All markets with all languages',
    input: Exact({}),
    output: Type.Object({ items: Type.Array(Market) }),
  }),
  importMarkets: route({
    method: 'POST',
    path: '/internal/markets/import',
    capability: 'pricing.markets.import',
    role: 'system',
    summary: 'Markets, tax rates and rates of a demo; what is there already stays as it is',
    input: Exact({
      markets: Type.Array(Market),
      taxRates: Type.Array(
        Exact({
          country: CountrySchema,
          category: TaxCategory,
          percent: Decimal,
          validFrom: DateOnly,
          source: Type.String(),
        }),
      ),
      fx: Type.Optional(
        Exact({
          date: DateOnly,
          source: Type.String(),
          base: CurrencySchema,
          rates: Type.Record(Type.String(), Decimal),
        }),
      ),
    }),
    output: Type.Object({ done: Type.Literal(true) }),
  }),
}
