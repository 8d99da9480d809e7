import type { Static } from 'typebox'
import { money, type Locale, type Money } from '@tradewind/kernel'
import type { Parcel } from '@tradewind/fulfilment/contract'
import { textOf } from '../carts/cart-view.ts'
import type { Order, OrderLine, StoreOrder, SubOrder } from '../contract/orders.ts'
import { storesAbroad } from '../customs/customs-ids.rules.ts'
import { draftOf } from '../customs/declaration.rules.ts'
import type { LineRow, OrderRow, PartRow, StorePartRow } from './orders.queries.ts'

export type ParcelView = Static<typeof Parcel>

export function viewOrder(
  row: OrderRow,
  parcels: readonly ParcelView[],
  locale: Locale,
): Static<typeof Order> {
  const amount = (minor: number) => money(minor, row.currency)
  const isUnpaid = row.status === 'awaiting-payment' || row.status === 'placing'
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    market: row.market,
    currency: row.currency,
    country: row.country,
    locale: row.locale as Locale,
    email: row.email,
    address: row.address,
    stores: row.parts.map((part) => viewPart(part, row.taxIncluded, parcels, locale)),
    goods: amount(row.goodsMinor),
    shipping: amount(row.shippingMinor),
    duty: amount(row.dutyMinor),
    tax: amount(row.taxMinor),
    dueAtDelivery: amount(row.dueMinor),
    total: amount(row.totalMinor),
    refunded: amount(row.refundedMinor),
    taxIncluded: row.taxIncluded,
    placedAt: row.placedAt.toISOString(),
    paidAt: row.paidAt?.toISOString() ?? null,
    payUntil: isUnpaid ? row.expiresAt.toISOString() : null,
    nextAction: isUnpaid ? row.nextAction : { type: 'none' },
    version: row.version,
    history: row.history.map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() })),
  }
}

export function viewPart(
  part: PartRow,
  taxIncluded: boolean,
  parcels: readonly ParcelView[],
  locale: Locale,
): Static<typeof SubOrder> {
  const amount = (minor: number) => money(minor, part.currency)
  return {
    id: part.id,
    number: part.number,
    orderId: part.orderId,
    storeId: part.storeId,
    storeName: part.storeName,
    status: part.status,
    lines: part.lines.map((line) => viewLine(line, amount, locale)),
    shippingMethod: part.shippingMethod,
    goods: amount(part.goodsMinor),
    shipping: amount(part.shippingNetMinor + (taxIncluded ? part.shippingTaxMinor : 0)),
    duty: amount(part.dutyMinor),
    tax: amount(part.taxMinor),
    dueAtDelivery: amount(part.dueMinor),
    landed: part.landed,
    total: amount(part.totalMinor),
    refunded: amount(part.refundedMinor),
    customsId: part.customsId,
    parcels: parcels.filter((parcel) => parcel.subOrderId === part.id),
    version: part.version,
  }
}

export function viewStorePart(
  row: StorePartRow,
  parcels: readonly ParcelView[],
  locale: Locale,
): Static<typeof StoreOrder> {
  const taxIncluded =
    row.part.goodsMinor + row.part.shippingNetMinor + row.part.taxMinor !== row.part.totalMinor
  return {
    ...viewPart(row.part, taxIncluded, parcels, locale),
    orderNumber: row.orderNumber,
    placedAt: new Date(row.placedAt).toISOString(),
    shipTo: row.shipTo,
    market: row.market,
    buyerLocale: row.locale as Locale,
    needsCustoms: storesAbroad(row.part.landed).has(row.part.storeId),
  }
}

function viewLine(line: LineRow, amount: (minor: number) => Money, locale: Locale): Static<typeof OrderLine> {
  const { hsCode, originCountry, weightGrams, description } = draftOf(line)
  return {
    id: line.id,
    offerId: line.offerId,
    productId: line.productId,
    slug: line.slug,
    sku: line.sku,
    name: textOf(line.name, locale),
    options: line.options.map((option) => ({
      key: option.key,
      name: textOf(option.name, locale),
      value: textOf(option.value, locale),
    })),
    picture: line.picture,
    quantity: line.quantity,
    shipped: line.shipped,
    returned: line.returned,
    unitPrice: amount(line.unitMinor),
    net: amount(line.netMinor),
    tax: amount(line.taxMinor),
    gross: amount(line.netMinor + line.taxMinor),
    taxPercent: line.taxPercent,
    dutyRules: line.dutyRules,
    hsCode: hsCode ?? null,
    originCountry: originCountry ?? null,
    weightGrams: weightGrams ?? null,
    customsDescription: description ?? null,
  }
}
