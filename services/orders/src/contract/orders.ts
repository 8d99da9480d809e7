import { Type } from 'typebox'
import {
  AddressSchema,
  CountrySchema,
  CurrencySchema,
  Exact,
  Id,
  LocaleSchema,
  MarketCode,
  MoneySchema,
  Nullable,
  PageInput,
  PageOf,
  PictureSchema,
  Quantity,
  Timestamp,
  Version,
  route,
} from '@tradewind/platform/contract'
import { Parcel } from '@tradewind/fulfilment/contract'
import { NextAction } from '@tradewind/payments/contract'
import { DutyRule, LandedPart } from '@tradewind/pricing/contract'
import { CustomsIdView } from './customs-id.ts'

/** placing → awaiting-payment → paid → completed; or rejected (could not be held), expired, cancelled. */
export const OrderStatus = Type.Enum([
  'placing',
  'awaiting-payment',
  'paid',
  'completed',
  'rejected',
  'expired',
  'cancelled',
])
/** One store’s part: awaiting-payment → to-ship → partly-shipped → shipped → delivered → received; or cancelled. */
export const SubOrderStatus = Type.Enum([
  'awaiting-payment',
  'to-ship',
  'partly-shipped',
  'shipped',
  'delivered',
  'received',
  'cancelled',
])

/** What a merchant declares of one piece of a line. */
export const Declaration = Exact({
  hsCode: Type.Optional(Type.String({ pattern: '^[0-9]{6,10}$' })),
  originCountry: Type.Optional(CountrySchema),
  weightGrams: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  description: Type.Optional(Type.String({ minLength: 2, maxLength: 120, description: 'in English' })),
})
export const OrderLine = Type.Object({
  id: Id('lin'),
  offerId: Id('off'),
  productId: Id('prd'),
  slug: Type.String(),
  sku: Type.String(),
  name: Type.String(),
  options: Type.Array(Type.Object({ key: Type.String(), name: Type.String(), value: Type.String() })),
  picture: Nullable(PictureSchema),
  quantity: Type.Integer(),
  shipped: Type.Integer(),
  returned: Type.Integer(),
  unitPrice: MoneySchema,
  net: MoneySchema,
  tax: MoneySchema,
  gross: MoneySchema,
  taxPercent: Type.String(),
  dutyRules: Type.Array(DutyRule, {
    description:
      'why it bears this duty, frozen at the quote; none where there is none, and in orders of before',
  }),
  /** What the customs are told of it; null where nobody knows yet. */
  hsCode: Nullable(Type.String()),
  originCountry: Nullable(CountrySchema),
  weightGrams: Nullable(Type.Integer({ description: 'of one piece' })),
  customsDescription: Nullable(Type.String({ description: 'in English' })),
})
export const SubOrder = Type.Object({
  id: Id('sub'),
  number: Type.String(),
  orderId: Id('ord'),
  storeId: Id('sto'),
  storeName: Type.String(),
  status: SubOrderStatus,
  lines: Type.Array(OrderLine),
  shippingMethod: Type.String(),
  goods: MoneySchema,
  shipping: MoneySchema,
  duty: MoneySchema,
  tax: MoneySchema,
  total: MoneySchema,
  refunded: MoneySchema,
  /** Estimate of what others ask at delivery; no part of total. */
  dueAtDelivery: MoneySchema,
  landed: Type.Array(LandedPart),
  /** The buyer’s number for the customs, where they ask one and it is still kept. */
  customsId: Nullable(CustomsIdView),
  parcels: Type.Array(Parcel),
  version: Version,
})
export const Order = Type.Object({
  id: Id('ord'),
  number: Type.String(),
  status: OrderStatus,
  market: MarketCode,
  currency: CurrencySchema,
  country: CountrySchema,
  locale: LocaleSchema,
  email: Type.String(),
  address: AddressSchema,
  stores: Type.Array(SubOrder),
  goods: MoneySchema,
  shipping: MoneySchema,
  duty: MoneySchema,
  tax: MoneySchema,
  total: MoneySchema,
  refunded: MoneySchema,
  /** Estimate of what others ask at delivery; no part of total. */
  dueAtDelivery: MoneySchema,
  taxIncluded: Type.Boolean(),
  placedAt: Timestamp,
  paidAt: Nullable(Timestamp),
  /** Until when the money must have come; null where none is awaited. */
  payUntil: Nullable(Timestamp),
  nextAction: NextAction,
  version: Version,
  history: Type.Array(
    Type.Object({
      at: Timestamp,
      what: Type.String({ description: 'text key' }),
      storeId: Nullable(Id('sto')),
    }),
  ),
})
export const OrderRow = Type.Object({
  id: Id('ord'),
  number: Type.String(),
  status: OrderStatus,
  total: MoneySchema,
  placedAt: Timestamp,
  count: Type.Integer(),
  pictures: Type.Array(PictureSchema),
  stores: Type.Array(Type.String()),
})
/** What a store sees of an order: its own part and where it goes, not the buyer’s other goods. */
export const StoreOrder = Type.Object({
  ...SubOrder.properties,
  orderNumber: Type.String(),
  placedAt: Timestamp,
  shipTo: AddressSchema,
  market: MarketCode,
  buyerLocale: LocaleSchema,
  /** Whether its goods pass the customs: each line then needs code, origin, weight and an English name. */
  needsCustoms: Type.Boolean(),
})
export const StoreOrderRow = Type.Object({
  id: Id('sub'),
  number: Type.String(),
  status: SubOrderStatus,
  total: MoneySchema,
  placedAt: Timestamp,
  country: CountrySchema,
  count: Type.Integer(),
  shipToName: Type.String(),
})

const byOrder = { orderId: Id('ord') }

export const orderOperations = {
  listOrders: route({
    method: 'GET',
    path: '/orders',
    capability: 'order.list',
    role: 'buyer',
    summary: 'Own orders, newest first',
    input: Exact({ ...PageInput }),
    output: PageOf(OrderRow),
  }),
  getOrder: route({
    method: 'GET',
    path: '/orders/{orderId}',
    capability: 'order.get',
    role: 'anonymous',
    owner: 'orderId',
    summary: 'One order with its parcels',
    input: Exact(byOrder),
    output: Order,
  }),
  cancelOrder: route({
    method: 'POST',
    path: '/orders/{orderId}/cancel',
    capability: 'order.cancel',
    role: 'anonymous',
    owner: 'orderId',
    summary: 'Cancel what is not shipped; money paid for it goes back',
    input: Exact(byOrder),
    output: Order,
    errors: ['orders.not-now'],
  }),
  payAgain: route({
    method: 'POST',
    path: '/orders/{orderId}/pay',
    capability: 'payment.start',
    role: 'anonymous',
    owner: 'orderId',
    summary: 'Where to pay an order that awaits payment',
    input: Exact(byOrder),
    output: Type.Object({ nextAction: NextAction }),
    errors: ['orders.not-now'],
  }),
  receive: route({
    method: 'POST',
    path: '/orders/{orderId}/stores/{subOrderId}/receive',
    capability: 'order.receive',
    role: 'anonymous',
    owner: 'orderId',
    summary: 'Confirm that one store’s goods arrived',
    input: Exact({ ...byOrder, subOrderId: Id('sub') }),
    output: Order,
    errors: ['orders.not-now'],
  }),
  trackOrder: route({
    method: 'GET',
    path: '/orders/{orderId}/parcels',
    capability: 'order.track',
    role: 'anonymous',
    owner: 'orderId',
    summary: 'Parcels and their timeline',
    input: Exact(byOrder),
    output: Type.Object({ items: Type.Array(Parcel) }),
  }),
  /** Opens a guest’s order with the secret of the mailed link; the browser becomes its owner. */
  claimOrder: route({
    method: 'POST',
    path: '/orders/{orderId}/claim',
    capability: 'order.claim',
    role: 'anonymous',
    makesGuest: true,
    summary: 'Open an order by its mailed link',
    input: Exact({ ...byOrder, token: Type.String({ maxLength: 200 }) }),
    output: Order,
  }),

  listStoreOrders: route({
    method: 'GET',
    path: '/merchant/orders',
    capability: 'merchant.order.list',
    role: 'merchant',
    permission: 'orders.read',
    summary: 'Own store’s orders, newest first',
    input: Exact({
      status: Type.Optional(SubOrderStatus),
      q: Type.Optional(Type.String({ maxLength: 60 })),
      ...PageInput,
    }),
    output: PageOf(StoreOrderRow),
  }),
  getStoreOrder: route({
    method: 'GET',
    path: '/merchant/orders/{subOrderId}',
    capability: 'merchant.order.get',
    role: 'merchant',
    permission: 'orders.read',
    owner: 'subOrderId',
    summary: 'One order of the store',
    input: Exact({ subOrderId: Id('sub') }),
    output: StoreOrder,
  }),
  shipOrder: route({
    method: 'POST',
    path: '/merchant/orders/{subOrderId}/ship',
    capability: 'merchant.order.ship',
    role: 'merchant',
    permission: 'orders.write',
    owner: 'subOrderId',
    idempotent: true,
    summary: 'Hand parcels to a carrier; several parcels and several times are fine',
    input: Exact({
      subOrderId: Id('sub'),
      parcels: Type.Array(
        Exact({
          carrier: Type.String({ minLength: 1, maxLength: 60 }),
          trackingNumber: Type.Optional(Type.String({ maxLength: 60 })),
          weightGrams: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
          lines: Type.Array(Exact({ lineId: Id('lin'), quantity: Quantity }), { minItems: 1, maxItems: 100 }),
        }),
        { minItems: 1, maxItems: 20 },
      ),
      /** By line, what the catalogue does not know of goods that pass the customs, or knows wrongly. */
      declarations: Type.Optional(Type.Record(Id('lin'), Declaration)),
    }),
    output: StoreOrder,
    errors: ['orders.not-now', 'orders.more-than-ordered', 'orders.customs-incomplete'],
  }),
  storeSummary: route({
    method: 'GET',
    path: '/merchant/summary',
    capability: 'merchant.report.today',
    role: 'merchant',
    permission: 'orders.read',
    summary: 'What waits for the store today',
    input: Exact({}),
    output: Type.Object({
      toShip: Type.Integer(),
      returnsToDecide: Type.Integer(),
      returnsToReceive: Type.Integer(),
      soldLast30Days: Type.Array(MoneySchema),
      ordersLast30Days: Type.Integer(),
    }),
  }),

  listAllOrders: route({
    method: 'GET',
    path: '/admin/orders',
    capability: 'admin.order.list',
    role: 'operator',
    permission: 'orders.read',
    summary: 'All orders, newest first',
    input: Exact({
      status: Type.Optional(OrderStatus),
      q: Type.Optional(Type.String({ maxLength: 60 })),
      orderIds: Type.Optional(Type.Array(Id('ord'), { maxItems: 100 })),
      ...PageInput,
    }),
    output: PageOf(Type.Object({ ...OrderRow.properties, email: Type.String(), market: MarketCode })),
  }),
  getAnyOrder: route({
    method: 'GET',
    path: '/admin/orders/{orderId}',
    capability: 'admin.order.get',
    role: 'operator',
    permission: 'orders.read',
    summary: 'One order',
    input: Exact(byOrder),
    output: Order,
  }),
  operatorSummary: route({
    method: 'GET',
    path: '/admin/summary',
    capability: 'admin.report.today',
    role: 'operator',
    permission: 'orders.read',
    summary: 'Orders and sales of the last 30 days',
    input: Exact({}),
    output: Type.Object({
      orders: Type.Integer(),
      sold: Type.Array(MoneySchema),
      awaitingPayment: Type.Integer(),
      toShip: Type.Integer(),
      openReturns: Type.Integer(),
    }),
  }),

  getForMail: route({
    method: 'POST',
    path: '/internal/orders/mail',
    capability: 'orders.mail.get',
    role: 'system',
    summary: 'An order in its buyer’s language, with the link that opens it',
    input: Exact(byOrder),
    output: Type.Object({ order: Order, url: Type.String() }),
  }),
}
