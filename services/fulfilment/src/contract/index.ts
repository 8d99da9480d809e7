import { Type } from 'typebox'
import {
  CountrySchema,
  Exact,
  Id,
  LocalizedTextSchema,
  MoneySchema,
  Nullable,
  PriceSchema,
  Quantity,
  Timestamp,
  route,
  textRoutes,
} from '@tradewind/platform/contract'

export * from './events.ts'

const Grams = Type.Integer({ minimum: 0, maximum: 1_000_000 })
/**
 * A store’s way of shipping: zones of countries, each with weight steps that rise; the first step that holds the
 * weight prices it. `*` is every country that no other zone names. All amounts of a method are in one currency. A piece
 * of goods whose weight nobody knows counts for `assumedGrams`, 1 kg unless said or more than any zone takes.
 */
export const ShippingMethod = Exact({
  id: Type.Optional(Id('shm')),
  name: LocalizedTextSchema(80),
  carrier: Type.String({ minLength: 1, maxLength: 60 }),
  active: Type.Boolean(),
  assumedGrams: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  zones: Type.Array(
    Exact({
      countries: Type.Array(Type.Union([CountrySchema, Type.Literal('*')]), { minItems: 1, maxItems: 260 }),
      minDays: Type.Integer({ minimum: 0, maximum: 120 }),
      maxDays: Type.Integer({ minimum: 0, maximum: 180 }),
      freeFrom: Type.Optional(PriceSchema),
      rates: Type.Array(Exact({ upToGrams: Grams, price: PriceSchema }), { minItems: 1, maxItems: 50 }),
    }),
    { minItems: 1, maxItems: 50 },
  ),
})
/** One way to ship one store’s part of a cart; price in the store’s currency, before tax rules. */
export const ShippingChoice = Type.Object({
  methodId: Id('shm'),
  name: LocalizedTextSchema(80),
  carrier: Type.String(),
  price: MoneySchema,
  minDays: Type.Integer(),
  maxDays: Type.Integer(),
})

/** Canonical tracking states, AfterShip’s nine and two of the border’s. */
export const TrackingStatus = Type.Enum([
  'pending',
  'info-received',
  'in-transit',
  'out-for-delivery',
  'attempt-failed',
  'delivered',
  'available-for-pickup',
  'exception',
  'expired',
  'customs-held',
  'returned',
])
export const TrackingEvent = Type.Object({
  status: TrackingStatus,
  at: Timestamp,
  place: Nullable(Type.String()),
  rawCode: Type.String(),
})
export const Parcel = Type.Object({
  id: Id('pcl'),
  orderId: Id('ord'),
  subOrderId: Id('sub'),
  storeId: Id('sto'),
  kind: Type.Enum(['outbound', 'return']),
  carrier: Type.String(),
  trackingNumber: Type.String(),
  weightGrams: Nullable(Grams),
  lines: Type.Array(Type.Object({ lineId: Id('lin'), quantity: Type.Integer() })),
  status: TrackingStatus,
  events: Type.Array(TrackingEvent),
  shippedAt: Timestamp,
  deliveredAt: Nullable(Timestamp),
})

export const fulfilment = {
  ...textRoutes('fulfilment'),
  listMethods: route({
    method: 'GET',
    path: '/merchant/shipping-methods',
    capability: 'merchant.shipping.list',
    role: 'merchant',
    permission: 'store.write',
    summary: 'Own shipping methods',
    input: Exact({}),
    output: Type.Object({ items: Type.Array(ShippingMethod) }),
  }),
  saveMethod: route({
    method: 'PUT',
    path: '/merchant/shipping-methods',
    capability: 'merchant.shipping.save',
    role: 'merchant',
    permission: 'store.write',
    summary: 'Create or replace a shipping method',
    input: Exact({ method: ShippingMethod }),
    output: ShippingMethod,
    errors: ['fulfilment.zone-overlap', 'fulfilment.steps-not-rising', 'fulfilment.one-currency'],
  }),
  quoteShipping: route({
    method: 'POST',
    path: '/internal/shipping-quotes',
    capability: 'fulfilment.shipping.quote',
    role: 'system',
    summary:
      'Ways to ship each store’s part to a country, cheapest first; none when it cannot. `value`, in any currency with a rate, decides what ships free; `weightGrams` is that of all pieces but the `unweighedPieces`',
    input: Exact({
      country: CountrySchema,
      parts: Type.Array(
        Exact({
          storeId: Id('sto'),
          weightGrams: Grams,
          unweighedPieces: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
          value: MoneySchema,
        }),
        { maxItems: 50 },
      ),
    }),
    output: Type.Array(Type.Object({ storeId: Id('sto'), choices: Type.Array(ShippingChoice) })),
  }),
  getDelivery: route({
    method: 'POST',
    path: '/internal/delivery',
    capability: 'fulfilment.delivery.get',
    role: 'system',
    summary:
      'Cheapest price and days of a parcel per store, country and step of weight, for listings; up to 0 g is a piece of unknown weight',
    input: Exact({
      storeIds: Type.Array(Id('sto'), { maxItems: 500 }),
      countries: Type.Array(CountrySchema, { maxItems: 60 }),
    }),
    output: Type.Array(
      Type.Object({
        storeId: Id('sto'),
        country: CountrySchema,
        upToGrams: Grams,
        price: MoneySchema,
        minDays: Type.Integer(),
        maxDays: Type.Integer(),
      }),
    ),
  }),
  getReach: route({
    method: 'POST',
    path: '/internal/reach',
    capability: 'fulfilment.reach.get',
    role: 'system',
    summary:
      'Countries that stores ship to by any method that is in use, of whatever weight, `*` alone being all; and how heavy a parcel may be to each country that is named, and to all others as `*`',
    input: Exact({ storeIds: Type.Array(Id('sto'), { maxItems: 500 }) }),
    output: Type.Array(
      Type.Object({
        storeId: Id('sto'),
        countries: Type.Array(Type.String()),
        upToGrams: Type.Record(Type.String(), Type.Integer()),
      }),
    ),
  }),
  createParcels: route({
    method: 'POST',
    path: '/internal/parcels',
    capability: 'fulfilment.parcels.create',
    role: 'system',
    summary: 'Hand parcels to the carrier; the same key again answers the same parcels',
    input: Exact({
      key: Type.String({ maxLength: 120 }),
      orderId: Id('ord'),
      subOrderId: Id('sub'),
      storeId: Id('sto'),
      kind: Type.Enum(['outbound', 'return']),
      /** Country the parcels leave from; without it the simulated carrier assumes that no border is crossed. */
      shipFrom: Type.Optional(CountrySchema),
      /** Of the address only what tracking shows. */
      shipTo: Exact({ country: CountrySchema, city: Type.Optional(Type.String({ maxLength: 120 })) }),
      parcels: Type.Array(
        Exact({
          carrier: Type.String({ maxLength: 60 }),
          trackingNumber: Type.Optional(Type.String({ maxLength: 60 })),
          weightGrams: Type.Optional(Grams),
          lines: Type.Array(Exact({ lineId: Id('lin'), quantity: Quantity }), { minItems: 1 }),
        }),
        { minItems: 1, maxItems: 20 },
      ),
    }),
    output: Type.Array(Parcel),
  }),
  getParcels: route({
    method: 'POST',
    path: '/internal/parcels/query',
    capability: 'fulfilment.parcels.get',
    role: 'system',
    summary: 'Parcels of orders with their timeline',
    input: Exact({ orderIds: Type.Array(Id('ord'), { maxItems: 200 }) }),
    output: Type.Array(Parcel),
  }),
  simulateTracking: route({
    method: 'POST',
    path: '/sandbox/parcels/{parcelId}/advance',
    capability: 'sandbox.parcel.advance',
    role: 'operator',
    permission: 'orders.write',
    summary: 'Let the simulated carrier report the next event of a parcel (demo only)',
    input: Exact({ parcelId: Id('pcl'), status: Type.Optional(TrackingStatus) }),
    output: Parcel,
    errors: ['fulfilment.not-in-demo', 'fulfilment.not-now'],
  }),
  importMethods: route({
    method: 'POST',
    path: '/internal/shipping-methods/import',
    capability: 'fulfilment.methods.import',
    role: 'system',
    summary: 'Shipping methods of a demo, by store and key; repeating changes nothing',
    input: Exact({
      methods: Type.Array(
        Exact({ key: Type.String({ maxLength: 80 }), storeId: Id('sto'), method: ShippingMethod }),
        { maxItems: 2000 },
      ),
    }),
    output: Type.Object({ created: Type.Integer() }),
  }),
}
