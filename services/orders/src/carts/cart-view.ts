import type { Static } from 'typebox'
import {
  countryName,
  formatMoney,
  money,
  pickText,
  type Locale,
  type LocalizedText,
  type Money,
} from '@tradewind/kernel'
import { customsIdKindsOf, sentFromAbroad } from '../customs/customs-ids.rules.ts'
import { canSeal } from '../customs/customs-ids.seal.ts'
import type { CartNotice, CartStore, CartView, LineView } from '../contract/carts.ts'
import { goodsOf, type CartGoods, type Offer } from './cart-goods.ts'
import type { OrdersDeps } from '../orders.deps.ts'
import type { CartLineRow, CartRow } from './carts.queries.ts'

type View = Static<typeof CartView>

/** The cart as its buyer sees it, in their language; amounts only where they are certain. */
export function viewCart(
  deps: Pick<OrdersDeps, 'clock' | 'config'>,
  cart: CartRow,
  goods: CartGoods,
  locale: Locale,
  quote: View['quote'],
): View {
  const { priced } = goods
  const kinds = customsIdKindsOf(cart.country, priced?.landed ?? [], deps.clock.now())
  const isClosed = kinds.length > 0 && !canSeal(deps)
  const storeIds = [...new Set(cart.lines.flatMap((line) => goods.offers.get(line.offerId)?.storeId ?? []))]
  return {
    id: cart.id,
    version: cart.version,
    market: cart.market,
    currency: cart.currency,
    country: cart.country,
    address: cart.address,
    email: cart.email,
    stores: storeIds.map((storeId) => viewStore(cart, goods, locale, storeId)),
    needsLatin: sentFromAbroad(cart.country, priced?.landed ?? []),
    customsIdKinds: isClosed ? [] : [...kinds],
    notices: [
      ...noticesOf(cart, goods, locale),
      ...(isClosed ? [{ code: 'orders.customs-id-closed', lineId: null, params: {} }] : []),
    ],
    count: cart.lines.reduce((count, line) => count + line.quantity, 0),
    quote,
    goods: priced ? priced.goods : null,
  }
}

function viewStore(
  cart: CartRow,
  goods: CartGoods,
  locale: Locale,
  storeId: string,
): Static<typeof CartStore> {
  const { priced } = goods
  const store = goods.stores.get(storeId)
  const shipping = priced?.shipping.find((part) => part.storeId === storeId)
  const lines = cart.lines.filter((line) => goods.offers.get(line.offerId)?.storeId === storeId)
  const sums = priced?.lines.filter((line) => line.storeId === storeId) ?? []
  const sum = (pick: (line: (typeof sums)[number]) => Money): Money =>
    money(
      sums.reduce((minor, line) => minor + pick(line).minor, 0),
      cart.currency,
    )
  const prices = new Map(priced?.shippingChoices.map(({ methodId, price }) => [methodId, price]))
  const [duty, dutyTax] = [sum((line) => line.duty), sum((line) => line.dutyTax)]
  const complete = priced !== null && shipping !== undefined
  return {
    storeId,
    name: textOf(store?.name, locale),
    slug: store?.slug ?? '',
    country: store?.country ?? cart.country,
    lines: lines.map((line) => viewLine(line, goods, locale)),
    goods: priced && goodsOf(priced, storeId, cart.currency),
    shipping: shipping ? (priced?.taxIncluded ? shipping.gross : shipping.net) : null,
    duty: complete ? money(duty.minor + (priced.taxIncluded ? dutyTax.minor : 0), cart.currency) : null,
    tax: complete
      ? money(sum((line) => line.tax).minor + shipping.tax.minor + dutyTax.minor, cart.currency)
      : null,
    total: complete
      ? money(
          sum((line) => line.gross).minor + shipping.gross.minor + duty.minor + dutyTax.minor,
          cart.currency,
        )
      : null,
    landed: priced?.landed.filter((part) => part.storeId === storeId) ?? [],
    choices: (goods.shipping.get(storeId) ?? []).map((choice) => ({
      ...choice,
      name: textOf(choice.name, locale),
      priceInOrderCurrency: prices.get(choice.methodId) ?? null,
    })),
    chosenMethodId: goods.chosen.get(storeId)?.methodId ?? null,
  }
}

function viewLine(line: CartLineRow, goods: CartGoods, locale: Locale): Static<typeof LineView> {
  const offer = goods.offers.get(line.offerId)
  const priced = goods.priced?.lines.find((one) => one.offerId === line.offerId)
  return {
    id: line.id,
    offerId: line.offerId,
    ...describeOffer(offer, locale),
    quantity: line.quantity,
    unitPrice: priced?.unitPrice ?? null,
    gross: priced?.gross ?? null,
    tax: priced?.tax ?? null,
    taxPercent: priced?.taxPercent ?? null,
  }
}

type Described = Pick<
  Static<typeof LineView>,
  'productId' | 'storeId' | 'slug' | 'sku' | 'name' | 'options' | 'picture'
>

function describeOffer(offer: Offer | undefined, locale: Locale): Described {
  return {
    productId: offer?.productId ?? '',
    storeId: offer?.storeId ?? '',
    slug: offer?.slug ?? '',
    sku: offer?.sku ?? '',
    name: textOf(offer?.name, locale),
    options: (offer?.options ?? []).map((option) => ({
      key: option.key,
      name: textOf(option.name, locale),
      value: textOf(option.value, locale),
    })),
    picture: offer?.picture ?? null,
  }
}

/** What stands in the way of buying, and what changed since the buyer looked last. */
function noticesOf(cart: CartRow, goods: CartGoods, locale: Locale): Static<typeof CartNotice>[] {
  const notices: Static<typeof CartNotice>[] = []
  if (cart.formerCountry !== null && cart.formerCountry !== cart.country)
    notices.push({
      code: 'orders.notice-now-to',
      lineId: null,
      params: { country: countryName(cart.country, locale) },
    })
  const saleable = new Set(goods.saleable.map((line) => line.id))
  for (const line of cart.lines) {
    const left = goods.available.get(line.offerId) ?? 0
    const offer = goods.offers.get(line.offerId)
    if (!saleable.has(line.id)) {
      const onSale = offer?.onSale === true && goods.stores.get(offer.storeId)?.status === 'open'
      const code = !onSale
        ? 'orders.notice-not-on-sale'
        : left === 0
          ? 'orders.notice-sold-out'
          : 'orders.notice-few-left'
      notices.push({ code, lineId: line.id, params: { left } })
    }
    const now = goods.priced?.lines.find((one) => one.offerId === line.offerId)?.unitPrice
    if (now && line.seenMinor !== null && line.seenCurrency !== null && line.seenCurrency !== now.currency)
      notices.push({
        code: 'orders.notice-now-in',
        lineId: line.id,
        params: {
          before: formatMoney(money(line.seenMinor, line.seenCurrency), locale),
          now: formatMoney(now, locale),
        },
      })
    if (now && line.seenMinor !== null && line.seenCurrency === now.currency && line.seenMinor !== now.minor)
      notices.push({
        code: now.minor > line.seenMinor ? 'orders.notice-price-up' : 'orders.notice-price-down',
        lineId: line.id,
        params: { before: line.seenMinor, now: now.minor, currency: now.currency },
      })
  }
  for (const [storeId, choices] of goods.shipping)
    if (choices.length === 0)
      notices.push({
        code: 'orders.notice-not-shipped-there',
        lineId: null,
        params: { storeId, country: cart.country },
      })
  if (goods.trouble) notices.push({ code: goods.trouble, lineId: null, params: { country: cart.country } })
  return notices
}

/** Whether all of the cart can be bought as it stands. */
export function isComplete(cart: CartRow, goods: CartGoods): boolean {
  const stores = new Set(goods.saleable.map((line) => line.offer.storeId))
  return (
    cart.lines.length > 0 &&
    goods.saleable.length === cart.lines.length &&
    goods.priced !== null &&
    [...stores].every((storeId) => goods.chosen.has(storeId))
  )
}

export function textOf(text: LocalizedText | undefined, locale: Locale): string {
  return (text && pickText(text, locale)?.text) ?? ''
}
