import { Type } from 'typebox'
import { CountrySchema, Exact, Id, MoneySchema, Nullable, Slug, route } from '@tradewind/platform/contract'

const Percent = Nullable(Type.Integer({ minimum: 0, maximum: 100, description: 'percent' }))

/**
 * How a store keeps its word, from its newest paid orders of the last 180 days, at most 500; `value` from 0 to 100 is
 * null for a new store, which has fewer than ten. The formula stands in services/orders/README.md.
 */
export const StoreScore = Type.Object({
  value: Nullable(Type.Integer({ minimum: 0, maximum: 100 })),
  orders: Type.Integer(),
  onTimePercent: Percent,
  givenUpPercent: Percent,
  faultyPercent: Percent,
  rating: Nullable(Type.Number({ description: 'average stars of the goods it describes' })),
  ratingCount: Type.Integer(),
})

/**
 * What one piece of an offer costs a buyer in all, as a cart with nothing else in it would. `whole` is what is charged
 * and, where an estimate is possible, what is due at delivery; null when it cannot be sent there or is sold out.
 * `reason` says why it stands where it does, as a text key with an amount and a number of days.
 */
export const ComparedOffer = Type.Object({
  offerId: Id('off'),
  productId: Id('prd'),
  variantId: Id('var'),
  storeId: Id('sto'),
  storeName: Type.String(),
  storeSlug: Slug,
  shipsFrom: CountrySchema,
  available: Type.Integer(),
  taxIncluded: Type.Boolean(),
  price: Nullable(MoneySchema),
  shipping: Nullable(MoneySchema),
  duty: Nullable(MoneySchema),
  tax: Nullable(MoneySchema),
  dueAtDelivery: Nullable(MoneySchema),
  atDelivery: Type.Enum(['nothing', 'estimated', 'unknown']),
  whole: Nullable(MoneySchema),
  minDays: Nullable(Type.Integer()),
  maxDays: Nullable(Type.Integer()),
  score: StoreScore,
  reason: Type.Object({
    code: Type.String(),
    amount: Nullable(MoneySchema),
    days: Nullable(Type.Integer()),
  }),
})

export const offerOperations = {
  compareOffers: route({
    method: 'GET',
    path: '/offers/compare',
    capability: 'offer.compare',
    role: 'anonymous',
    summary:
      'Offers with their whole cost to a country, arrival and the store’s score; best first, each with its reason',
    cacheSeconds: 20,
    input: Exact({
      offerIds: Type.Array(Id('off'), { minItems: 1, maxItems: 12 }),
      country: Type.Optional(CountrySchema),
    }),
    output: Type.Object({ items: Type.Array(ComparedOffer) }),
    errors: ['orders.country-not-served', 'pricing.unknown-market'],
  }),
}
