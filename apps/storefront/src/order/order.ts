import { answerOf, type Answer, type Api, type Item } from '@tradewind/api-client'
import type { Translator } from '@tradewind/locales'

export type Order = Answer<'orders.getOrder'>
export type SubOrder = Order['stores'][number]
export type OrderLine = SubOrder['lines'][number]
export type Parcel = SubOrder['parcels'][number]
export type Return = Item<'orders.listReturns'>

/** An order with its returns. */
export async function loadOrder(api: Api, orderId: string): Promise<{ order: Order; returns: Return[] }> {
  const params = { path: { orderId } }
  const [order, returns] = await Promise.all([
    answerOf(api.GET('/api/orders/orders/{orderId}', { params })),
    answerOf(api.GET('/api/orders/orders/{orderId}/returns', { params })),
  ])
  return { order, returns: returns.items }
}

/** How many pieces of a line may still go back: shipped, and in no return that stands. */
export function leftToReturn(line: OrderLine, returns: readonly Return[]): number {
  const asked = returns
    .filter(({ status }) => status !== 'rejected' && status !== 'cancelled')
    .flatMap(({ lines }) => lines.filter(({ lineId }) => lineId === line.id))
    .reduce((pieces, { quantity }) => pieces + quantity, 0)
  return Math.max(0, line.shipped - asked)
}

/** How an order stands, in words. */
export const orderStatus = (t: Translator, status: Order['status']): string =>
  ({
    placing: t('order.placing'),
    'awaiting-payment': t('order.awaiting-payment'),
    paid: t('order.paid'),
    completed: t('order.completed'),
    rejected: t('order.rejected'),
    expired: t('order.expired'),
    cancelled: t('order.cancelled'),
  })[status]

/** How one store's part stands, in words. */
export const partStatus = (t: Translator, status: SubOrder['status']): string =>
  ({
    'awaiting-payment': t('order.awaiting-payment'),
    'to-ship': t('order.to-ship'),
    'partly-shipped': t('order.partly-shipped'),
    shipped: t('order.shipped'),
    delivered: t('order.delivered'),
    received: t('order.received'),
    cancelled: t('order.cancelled'),
  })[status]

/** Where a parcel is, in words. */
export const parcelStatus = (t: Translator, status: Parcel['status']): string =>
  ({
    pending: t('parcel.pending'),
    'info-received': t('parcel.info-received'),
    'in-transit': t('parcel.in-transit'),
    'out-for-delivery': t('parcel.out-for-delivery'),
    'attempt-failed': t('parcel.attempt-failed'),
    delivered: t('parcel.delivered'),
    'available-for-pickup': t('parcel.available-for-pickup'),
    exception: t('parcel.exception'),
    expired: t('parcel.expired'),
    'customs-held': t('parcel.customs-held'),
    returned: t('parcel.returned'),
  })[status]

/** How a return stands, in words. */
export const returnStatus = (t: Translator, status: Return['status']): string =>
  ({
    requested: t('return.requested'),
    accepted: t('return.accepted'),
    shipped: t('return.shipped'),
    received: t('return.received'),
    refunded: t('return.refunded'),
    rejected: t('return.rejected'),
    cancelled: t('return.cancelled'),
  })[status]

export const REASONS = ['changed-mind', 'damaged', 'wrong-item', 'not-as-described', 'arrived-late'] as const

/** Why goods go back, in words. */
export const returnReason = (t: Translator, reason: Return['reason']): string =>
  ({
    'changed-mind': t('return.changed-mind'),
    damaged: t('return.damaged'),
    'wrong-item': t('return.wrong-item'),
    'not-as-described': t('return.not-as-described'),
    'arrived-late': t('return.arrived-late'),
  })[reason]
