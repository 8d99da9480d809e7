import { Type } from 'typebox'
import { CountrySchema, CurrencySchema, Id, MoneySchema, event } from '@tradewind/platform/contract'

const id = { orderId: Id('ord') }
const SaleLine = Type.Object({
  lineId: Id('lin'),
  offerId: Id('off'),
  /** Absent in older facts. */
  productId: Type.Optional(Id('prd')),
  quantity: Type.Integer(),
  net: MoneySchema,
  tax: MoneySchema,
  gross: MoneySchema,
  /** Charged besides gross and owed to customs; absent in facts from before duty was charged. */
  duty: Type.Optional(MoneySchema),
  dutyTax: Type.Optional(MoneySchema),
  commissionBasisPoints: Type.Integer(),
})
/** One store’s part of a sale with the commission frozen when the order was placed. */
export const SalePart = Type.Object({
  subOrderId: Id('sub'),
  storeId: Id('sto'),
  businessModel: Type.String(),
  lines: Type.Array(SaleLine),
  shippingNet: MoneySchema,
  shippingTax: MoneySchema,
  shippingGross: MoneySchema,
})

/** The provider holds the money and the order is the store’s to ship. Said once per order. */
export const orderPaid = event(
  'orders.order-paid.v1',
  Type.Object({
    ...id,
    number: Type.String(),
    currency: CurrencySchema,
    country: CountrySchema,
    total: MoneySchema,
    provider: Type.String(),
    paidAt: Type.String(),
    /** Products of the order that the same buyer paid for in the thirty days before, and when last; absent in older facts. */
    earlier: Type.Optional(Type.Array(Type.Object({ productId: Id('prd'), paidAt: Type.String() }))),
    parts: Type.Array(SalePart),
  }),
)
/** The order ended without a sale; what was held is free. */
export const orderReleased = event(
  'orders.order-released.v1',
  Type.Object({ ...id, reason: Type.Enum(['rejected', 'expired', 'cancelled', 'payment-failed']) }),
)
/** A store handed over parcels. */
export const orderShipped = event(
  'orders.order-shipped.v1',
  Type.Object({ ...id, subOrderId: Id('sub'), storeId: Id('sto') }),
)
/** One store’s goods are with the buyer: confirmed by the buyer or delivered long enough ago. */
export const subOrderReceived = event(
  'orders.sub-order-received.v1',
  Type.Object({ ...id, subOrderId: Id('sub'), storeId: Id('sto') }),
)
/** A return changed state; a mail is due. */
export const returnChanged = event(
  'orders.return-changed.v1',
  Type.Object({
    ...id,
    returnId: Id('ret'),
    subOrderId: Id('sub'),
    storeId: Id('sto'),
    status: Type.String(),
  }),
)
/** Money went back to the buyer for these lines; the ledger takes it back from the store and from the commission, in the sale’s own proportions. */
export const saleRefunded = event(
  'orders.sale-refunded.v1',
  Type.Object({
    ...id,
    refundKey: Type.String(),
    subOrderId: Id('sub'),
    storeId: Id('sto'),
    businessModel: Type.String(),
    country: CountrySchema,
    provider: Type.String(),
    amount: MoneySchema,
    refundedAt: Type.String(),
    lines: Type.Array(SaleLine),
    shippingNet: MoneySchema,
    shippingTax: MoneySchema,
    shippingGross: MoneySchema,
  }),
)
/** The provider took money for an order that had ended; it goes back whole, and the ledger shows both. */
export const strayCapture = event(
  'orders.stray-capture.v1',
  Type.Object({ ...id, amount: MoneySchema, provider: Type.String(), at: Type.String() }),
)
/** That money is back with the buyer. */
export const strayRefunded = event(
  'orders.stray-refunded.v1',
  Type.Object({ ...id, amount: MoneySchema, provider: Type.String(), at: Type.String() }),
)
/** Goods came back in a state to be sold again. */
export const goodsReturned = event(
  'orders.goods-returned.v1',
  Type.Object({
    ...id,
    returnId: Id('ret'),
    storeId: Id('sto'),
    lines: Type.Array(Type.Object({ offerId: Id('off'), quantity: Type.Integer() })),
  }),
)
