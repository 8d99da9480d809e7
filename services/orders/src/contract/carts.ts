import { Type } from 'typebox'
import {
  AddressInput,
  AddressSchema,
  CountrySchema,
  CurrencySchema,
  Email,
  Exact,
  Id,
  MarketCode,
  MoneySchema,
  Nullable,
  PictureSchema,
  Quantity,
  Timestamp,
  Version,
  route,
} from '@tradewind/platform/contract'
import { ShippingChoice } from '@tradewind/fulfilment/contract'
import { NextAction } from '@tradewind/payments/contract'
import { LandedPart } from '@tradewind/pricing/contract'
import { CustomsIdInput, CustomsIdKindSchema } from './customs-id.ts'

const LineInput = Exact({ offerId: Id('off'), quantity: Quantity })
const localized = Type.Object({ key: Type.String(), name: Type.String(), value: Type.String() })

/** One line as a buyer sees it: the offer in the caller’s language and, when quoted, its amounts. */
export const LineView = Type.Object({
  id: Id('lin'),
  offerId: Id('off'),
  productId: Id('prd'),
  storeId: Id('sto'),
  slug: Type.String(),
  sku: Type.String(),
  name: Type.String(),
  options: Type.Array(localized),
  picture: Nullable(PictureSchema),
  quantity: Type.Integer(),
  unitPrice: Nullable(MoneySchema),
  gross: Nullable(MoneySchema),
  tax: Nullable(MoneySchema),
  taxPercent: Nullable(Type.String()),
})
/** Something about the cart that changed or stands in the way; `code` is a text key with `params`. */
export const CartNotice = Type.Object({
  code: Type.String(),
  lineId: Nullable(Id('lin')),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
})
export const CartStore = Type.Object({
  storeId: Id('sto'),
  name: Type.String(),
  slug: Type.String(),
  country: CountrySchema,
  lines: Type.Array(LineView),
  goods: Nullable(MoneySchema),
  shipping: Nullable(MoneySchema),
  /** Duty and import fees that are charged, as the market shows prices. */
  duty: Nullable(MoneySchema),
  tax: Nullable(MoneySchema),
  total: Nullable(MoneySchema),
  /** How its goods cross borders, one entry for each country they are sent from; final once shipping is chosen. */
  landed: Type.Array(LandedPart),
  choices: Type.Array(
    Type.Object({
      ...ShippingChoice.properties,
      name: Type.String(),
      priceInOrderCurrency: Nullable(MoneySchema),
    }),
  ),
  chosenMethodId: Nullable(Id('shm')),
})
export const CartView = Type.Object({
  id: Id('crt'),
  version: Version,
  market: MarketCode,
  currency: CurrencySchema,
  country: CountrySchema,
  address: Nullable(AddressSchema),
  email: Nullable(Type.String()),
  stores: Type.Array(CartStore),
  /** Goods come from abroad: what is not in Latin script of the address is needed in it as well, as its `latin`. */
  needsLatin: Type.Boolean(),
  /** Numbers of which the customs of the destination ask one; `checkout.confirm` takes it. */
  customsIdKinds: Type.Array(CustomsIdKindSchema),
  notices: Type.Array(CartNotice),
  count: Type.Integer(),
  /** Present when every store’s shipping is chosen and all can be sold; `checkout.confirm` charges exactly this. */
  quote: Nullable(
    Type.Object({
      id: Id('quo'),
      goods: MoneySchema,
      shipping: MoneySchema,
      duty: MoneySchema,
      tax: MoneySchema,
      total: MoneySchema,
      /** Estimate of what others ask at delivery; no part of total. */
      dueAtDelivery: MoneySchema,
      taxIncluded: Type.Boolean(),
      expiresAt: Timestamp,
    }),
  ),
  /** Goods as they stand, tax as the market shows it, before shipping is known. */
  goods: Nullable(MoneySchema),
  /** Only in the answer that creates a guest’s cart: send it as `X-Guest-Token`; browsers get a cookie instead. */
  guestToken: Type.Optional(Type.String()),
})

const cartErrors = [
  'orders.unknown-offer',
  'orders.too-many-lines',
  'orders.country-not-served',
  'orders.cart-closed',
] as const

export const carts = {
  createCart: route({
    method: 'POST',
    path: '/carts',
    capability: 'cart.create',
    role: 'anonymous',
    makesGuest: true,
    idempotent: true,
    summary: 'Begin a cart, with lines and address if known; repeated offers are added up',
    input: Exact({
      lines: Type.Optional(Type.Array(LineInput, { maxItems: 100 })),
      market: Type.Optional(MarketCode),
      currency: Type.Optional(CurrencySchema),
      country: Type.Optional(CountrySchema),
      address: Type.Optional(AddressInput),
      email: Type.Optional(Email),
    }),
    output: CartView,
    errors: cartErrors,
  }),
  getCart: route({
    method: 'GET',
    path: '/carts/{cartId}',
    capability: 'cart.get',
    role: 'anonymous',
    owner: 'cartId',
    summary: 'The cart, priced now',
    input: Exact({ cartId: Id('crt') }),
    output: CartView,
  }),
  currentCart: route({
    method: 'GET',
    path: '/carts/current',
    capability: 'cart.current',
    role: 'anonymous',
    summary: 'The open cart of this browser or account, or null',
    input: Exact({}),
    output: Nullable(CartView),
  }),
  addLine: route({
    method: 'POST',
    path: '/carts/{cartId}/lines',
    capability: 'cart.line.add',
    role: 'anonymous',
    owner: 'cartId',
    idempotent: true,
    summary: 'Add goods; a known offer’s quantity grows',
    input: Exact({ cartId: Id('crt'), offerId: Id('off'), quantity: Quantity }),
    output: CartView,
    errors: cartErrors,
  }),
  updateLine: route({
    method: 'PATCH',
    path: '/carts/{cartId}/lines/{lineId}',
    capability: 'cart.line.update',
    role: 'anonymous',
    owner: 'cartId',
    summary: 'Set a quantity',
    input: Exact({ cartId: Id('crt'), lineId: Id('lin'), quantity: Quantity }),
    output: CartView,
    errors: cartErrors,
  }),
  removeLine: route({
    method: 'DELETE',
    path: '/carts/{cartId}/lines/{lineId}',
    capability: 'cart.line.remove',
    role: 'anonymous',
    owner: 'cartId',
    summary: 'Take goods out',
    input: Exact({ cartId: Id('crt'), lineId: Id('lin') }),
    output: CartView,
    errors: cartErrors,
  }),
  setMarket: route({
    method: 'PUT',
    path: '/carts/{cartId}/market',
    capability: 'cart.market.set',
    role: 'anonymous',
    owner: 'cartId',
    summary: 'Another market, country or currency; notices say what changed',
    input: Exact({
      cartId: Id('crt'),
      market: MarketCode,
      currency: Type.Optional(CurrencySchema),
      country: Type.Optional(CountrySchema),
    }),
    output: CartView,
    errors: [...cartErrors, 'pricing.unknown-market', 'pricing.country-not-served'],
  }),
  setAddress: route({
    method: 'PUT',
    path: '/carts/{cartId}/address',
    capability: 'cart.address.set',
    role: 'anonymous',
    owner: 'cartId',
    summary: 'Where it goes and whom to write to',
    input: Exact({ cartId: Id('crt'), address: AddressInput, email: Email }),
    output: CartView,
    errors: cartErrors,
  }),
  setShipping: route({
    method: 'PUT',
    path: '/carts/{cartId}/shipping',
    capability: 'cart.shipping.set',
    role: 'anonymous',
    owner: 'cartId',
    summary: 'Every store’s shipping choice; answers the quote',
    input: Exact({
      cartId: Id('crt'),
      choices: Type.Array(Exact({ storeId: Id('sto'), methodId: Id('shm') }), { maxItems: 50 }),
    }),
    output: CartView,
    errors: [...cartErrors, 'orders.unknown-method'],
  }),
  quoteCart: route({
    method: 'POST',
    path: '/carts/{cartId}/quote',
    capability: 'checkout.quote',
    role: 'anonymous',
    owner: 'cartId',
    summary: 'Freeze what everything costs for a quarter of an hour',
    input: Exact({ cartId: Id('crt') }),
    output: CartView,
    errors: cartErrors,
  }),
  confirm: route({
    method: 'POST',
    path: '/carts/{cartId}/confirm',
    capability: 'checkout.confirm',
    role: 'anonymous',
    owner: 'cartId',
    idempotent: true,
    summary: 'Place the order for exactly the quoted total and start its payment',
    input: Exact({
      cartId: Id('crt'),
      quoteId: Id('quo'),
      paymentMethod: Type.String({ maxLength: 40 }),
      /** Needed where the cart names `customsIdKinds`; kept encrypted, and elsewhere not at all. */
      customsId: Type.Optional(CustomsIdInput),
    }),
    output: Type.Object({
      orderId: Id('ord'),
      orderNumber: Type.String(),
      total: MoneySchema,
      nextAction: NextAction,
    }),
    errors: [
      'orders.sold-out',
      'orders.quote-expired',
      'orders.cart-closed',
      'orders.address-missing',
      'orders.customs-id-missing',
      'orders.customs-id-invalid',
      'orders.customs-id-closed',
      'payments.method-not-offered',
      'payments.provider-unavailable',
    ],
  }),
}
