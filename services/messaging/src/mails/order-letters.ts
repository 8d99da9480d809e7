import type { Static } from 'typebox'
import { addressLines } from '@tradewind/addresses'
import { formatMoney } from '@tradewind/kernel'
import { translatorFor } from '@tradewind/locales/node'
import type { Order } from '@tradewind/orders/contract'
import type { Letter, Sender } from './letter.ts'

type OrderView = Static<typeof Order>

export interface OrderMail {
  order: OrderView
  url: string
  mall: Sender
}

/** Thanks for the order, with all of its goods by store, every part of the price, and what was agreed. */
export function orderConfirmed({ order, url, mall }: OrderMail): Letter {
  const { locale, market, placedAt } = order
  const held = new URLSearchParams({ of: market, at: placedAt })
  const t = translatorFor(locale)
  const amount = (money: OrderView['total']) => formatMoney(money, locale)
  const stores = order.stores.map((store) => ({
    title: store.storeName,
    rows: [
      ...store.lines.map((line) => ({
        label: `${line.quantity} × ${nameOf(line)}`,
        value: amount(order.taxIncluded ? line.gross : line.net),
      })),
      { label: t('mail.shipping', { method: store.shippingMethod }), value: amount(store.shipping) },
    ],
  }))
  const totals = {
    title: t('mail.together'),
    rows: [
      ...(order.duty.minor > 0 ? [{ label: t('mail.duty'), value: amount(order.duty) }] : []),
      { label: order.taxIncluded ? t('mail.tax-included') : t('mail.tax-added'), value: amount(order.tax) },
      { label: t('mail.total'), value: amount(order.total), strong: true },
      ...(order.dueAtDelivery.minor > 0
        ? [{ label: t('mail.due'), value: amount(order.dueAtDelivery) }]
        : []),
    ],
  }
  return {
    locale,
    from: mall,
    subject: t('mail.order-confirmed.subject', { number: order.number }),
    paragraphs: [
      t('mail.greeting', { name: order.address.name }),
      t('mail.order-confirmed.body', { count: order.stores.length }),
    ],
    tables: [...stores, totals],
    address: { title: t('mail.delivery-address'), lines: addressLines(order.address, locale) },
    action: { label: t('mail.open-order'), url },
    footer: t('mail.footer-order', { mall: mall.name }),
    endings: [
      { label: t('mail.terms'), url: `${mall.url}/${locale}/legal/terms?${held}` },
      { label: t('legal.withdrawal'), url: `${mall.url}/${locale}/legal/withdrawal?${held}` },
    ],
  }
}

/** Parcels of one store are on their way. */
export function orderShipped({ order, url, mall }: OrderMail, subOrderId: string): Letter | undefined {
  const store = order.stores.find((one) => one.id === subOrderId)
  if (!store) return undefined
  const t = translatorFor(order.locale)
  return {
    locale: order.locale,
    from: mall,
    subject: t('mail.order-shipped.subject', { store: store.storeName }),
    paragraphs: [
      t('mail.greeting', { name: order.address.name }),
      t('mail.order-shipped.body', { store: store.storeName, count: store.parcels.length }),
    ],
    tables: [
      {
        title: t('mail.parcels'),
        rows: store.parcels.map((parcel) => ({ label: parcel.carrier, value: parcel.trackingNumber })),
      },
    ],
    action: { label: t('mail.follow-parcels'), url },
    footer: t('mail.footer-order', { mall: mall.name }),
  }
}

/** An order ended unpaid, or was cancelled. */
export function orderEnded({ order, url, mall }: OrderMail): Letter {
  const t = translatorFor(order.locale)
  return {
    locale: order.locale,
    from: mall,
    subject: t('mail.order-ended.subject', { number: order.number }),
    paragraphs: [t('mail.greeting', { name: order.address.name }), t('mail.order-ended.body')],
    action: { label: t('mail.open-order'), url },
    footer: t('mail.footer-order', { mall: mall.name }),
  }
}

/** Money is on its way back. */
export function refunded({ order, url, mall }: OrderMail, refund: OrderView['total']): Letter {
  const t = translatorFor(order.locale)
  return {
    locale: order.locale,
    from: mall,
    subject: t('mail.refunded.subject', { number: order.number }),
    paragraphs: [
      t('mail.greeting', { name: order.address.name }),
      t('mail.refunded.body', { amount: refund }),
    ],
    action: { label: t('mail.open-order'), url },
    footer: t('mail.footer-order', { mall: mall.name }),
  }
}

/** What a store decided about a return. */
export function returnDecided({ order, url, mall }: OrderMail, decision: 'accepted' | 'rejected'): Letter {
  const t = translatorFor(order.locale)
  return {
    locale: order.locale,
    from: mall,
    subject: t('mail.return-decided.subject', { number: order.number }),
    paragraphs: [
      t('mail.greeting', { name: order.address.name }),
      decision === 'accepted' ? t('mail.return-accepted.body') : t('mail.return-rejected.body'),
    ],
    action: { label: t('mail.open-order'), url },
    footer: t('mail.footer-order', { mall: mall.name }),
  }
}

const nameOf = (line: OrderView['stores'][number]['lines'][number]) =>
  line.options.length === 0
    ? line.name
    : `${line.name} (${line.options.map((option) => option.value).join(', ')})`
