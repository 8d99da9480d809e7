import { checkedAddress } from '@tradewind/addresses/check'
import { conflict, newId, notFound, refused, unauthorized } from '@tradewind/kernel'
import {
  ownerKey,
  ownersOf,
  type CallContext,
  type InputOf,
  type OutputOf,
} from '@tradewind/platform/contract'
import type { carts } from '../contract/carts.ts'
import type { OrdersDeps } from '../orders.deps.ts'
import { frozenBody } from '../checkout/quote-body.ts'
import { gatherGoods, type CartGoods } from './cart-goods.ts'
import { isComplete, viewCart } from './cart-view.ts'
import * as queries from './carts.queries.ts'
import type { CartRow, SeenPrice } from './carts.queries.ts'

type View = OutputOf<typeof carts.getCart>
const MOST_LINES = 100

export async function createCart(
  deps: OrdersDeps,
  ctx: CallContext,
  input: InputOf<typeof carts.createCart>,
): Promise<View> {
  const owner = ownerKey(ctx.actor)
  if (owner === undefined) throw unauthorized()
  const address = input.address ? await checkedAddress(input.address, 'address') : null
  const place = await placeOf(deps, ctx, {
    market: input.market ?? ctx.market,
    country: address?.country ?? input.country,
    currency: input.currency ?? ctx.currency,
  })
  const cart: CartRow = {
    id: newId('crt'),
    owner,
    ...place,
    formerCountry: null,
    email: input.email ?? null,
    address,
    status: 'open',
    choices: {},
    version: 1,
    lines: addedUp(input.lines ?? []).map((line) => ({
      ...line,
      id: newId('lin'),
      seenMinor: null,
      seenCurrency: null,
    })),
  }
  const goods = await gatherGoods(deps, ctx, cart)
  if (cart.lines.some((line) => !goods.offers.has(line.offerId))) throw refused('orders.unknown-offer')
  await queries.insertCart(deps.db, cart, newlySeen(cart, goods))
  return viewCart(deps, cart, goods, ctx.locale, null)
}

export async function getCart(
  deps: OrdersDeps,
  ctx: CallContext,
  { cartId }: { cartId: string },
): Promise<View> {
  return show(deps, ctx, await ownCart(deps, ctx, cartId), { remember: false, freeze: false })
}

export async function currentCart(deps: OrdersDeps, ctx: CallContext): Promise<View | null> {
  const owner = ownerKey(ctx.actor)
  if (owner === undefined) return null
  if (ctx.guestId !== undefined && ctx.guestId !== owner) await queries.adoptCart(deps.db, ctx.guestId, owner)
  const cart = await queries.findOpenCart(deps.db, owner)
  return cart ? show(deps, ctx, cart, { remember: false, freeze: false }) : null
}

export async function addLine(
  deps: OrdersDeps,
  ctx: CallContext,
  input: InputOf<typeof carts.addLine>,
): Promise<View> {
  const cart = await openCart(deps, ctx, input.cartId)
  await assertKnown(deps, ctx, input.offerId)
  if (cart.lines.length >= MOST_LINES && !cart.lines.some((line) => line.offerId === input.offerId))
    throw refused('orders.too-many-lines', { most: MOST_LINES })
  await queries.addLine(deps.db, cart.id, {
    id: newId('lin'),
    offerId: input.offerId,
    quantity: input.quantity,
  })
  return reshow(deps, ctx, cart.id)
}

export async function updateLine(
  deps: OrdersDeps,
  ctx: CallContext,
  input: InputOf<typeof carts.updateLine>,
): Promise<View> {
  const cart = await cartWithLine(deps, ctx, input)
  await queries.setQuantity(deps.db, cart.id, input.lineId, input.quantity)
  return reshow(deps, ctx, cart.id)
}

export async function removeLine(
  deps: OrdersDeps,
  ctx: CallContext,
  input: InputOf<typeof carts.removeLine>,
): Promise<View> {
  const cart = await cartWithLine(deps, ctx, input)
  await queries.deleteLine(deps.db, cart.id, input.lineId)
  return reshow(deps, ctx, cart.id)
}

export async function setMarket(
  deps: OrdersDeps,
  ctx: CallContext,
  input: InputOf<typeof carts.setMarket>,
): Promise<View> {
  const cart = await openCart(deps, ctx, input.cartId)
  const place = await placeOf(deps, ctx, { ...input, currency: input.currency ?? cart.currency })
  await queries.updateCart(deps.db, cart.id, { ...place, choices: {} })
  // What changed stays to be read until the buyer acts on it: the switch may be made on any page.
  return show(deps, ctx, await ownCart(deps, ctx, cart.id), { remember: false, freeze: false })
}

export async function setAddress(
  deps: OrdersDeps,
  ctx: CallContext,
  input: InputOf<typeof carts.setAddress>,
): Promise<View> {
  const cart = await openCart(deps, ctx, input.cartId)
  const address = await checkedAddress(input.address, 'address')
  const moved = address.country !== cart.country
  const place = moved ? await placeOf(deps, ctx, { country: address.country, currency: cart.currency }) : {}
  await queries.updateCart(deps.db, cart.id, {
    ...place,
    address,
    email: input.email,
    ...(moved && { choices: {} }),
  })
  return reshow(deps, ctx, cart.id)
}

export async function setShipping(
  deps: OrdersDeps,
  ctx: CallContext,
  input: InputOf<typeof carts.setShipping>,
): Promise<View> {
  const cart = await openCart(deps, ctx, input.cartId)
  const choices = {
    ...cart.choices,
    ...Object.fromEntries(input.choices.map((choice) => [choice.storeId, choice.methodId])),
  }
  await queries.updateCart(deps.db, cart.id, { choices })
  return show(
    deps,
    ctx,
    { ...cart, choices, version: cart.version + 1 },
    { remember: true, freeze: true, choices: input.choices },
  )
}

export async function quoteCart(
  deps: OrdersDeps,
  ctx: CallContext,
  { cartId }: { cartId: string },
): Promise<View> {
  return show(deps, ctx, await openCart(deps, ctx, cartId), { remember: true, freeze: true })
}

interface Showing {
  /** The buyer acts on these prices, so later changes are told from them. */
  remember: boolean
  /** Keep what everything costs as a quote. */
  freeze: boolean
  /** Choices that must exist. */
  choices?: readonly { storeId: string; methodId: string }[]
}

async function show(
  deps: OrdersDeps,
  ctx: CallContext,
  cart: CartRow,
  { remember, freeze, choices = [] }: Showing,
): Promise<View> {
  const goods = await gatherGoods(deps, ctx, cart)
  for (const { storeId, methodId } of choices)
    if (!goods.shipping.get(storeId)?.some((choice) => choice.methodId === methodId))
      throw refused('orders.unknown-method')
  const seen = newlySeen(cart, goods)
  if (remember && (seen.length > 0 || cart.formerCountry !== null))
    await queries.rememberSeen(deps.db, cart.id, seen)
  return viewCart(
    deps,
    cart,
    goods,
    ctx.locale,
    freeze && isComplete(cart, goods) ? await freezeQuote(deps, cart, goods, ctx) : null,
  )
}

/** Unit prices that the buyer has not seen before. */
function newlySeen(cart: CartRow, { priced }: CartGoods): SeenPrice[] {
  return cart.lines.flatMap((line) => {
    const now = priced?.lines.find((one) => one.offerId === line.offerId)?.unitPrice
    const known = now && line.seenMinor === now.minor && line.seenCurrency === now.currency
    return now && !known ? [{ id: line.id, minor: now.minor, currency: now.currency }] : []
  })
}

async function freezeQuote(
  deps: OrdersDeps,
  cart: CartRow,
  goods: CartGoods,
  ctx: CallContext,
): Promise<View['quote']> {
  const { priced } = goods
  if (!priced) return null
  const id = newId('quo')
  const expiresAt = await queries.insertQuote(deps.db, {
    id,
    cartId: cart.id,
    cartVersion: cart.version,
    body: frozenBody(goods, priced, ctx.locale),
  })
  return {
    id,
    goods: priced.goods,
    shipping: priced.shippingTotal,
    duty: priced.duty,
    tax: priced.tax,
    total: priced.total,
    dueAtDelivery: priced.dueAtDelivery,
    taxIncluded: priced.taxIncluded,
    expiresAt: expiresAt.toISOString(),
  }
}

async function reshow(deps: OrdersDeps, ctx: CallContext, cartId: string): Promise<View> {
  return show(deps, ctx, await ownCart(deps, ctx, cartId), { remember: true, freeze: false })
}

async function ownCart(deps: OrdersDeps, ctx: CallContext, cartId: string): Promise<CartRow> {
  const cart = await queries.findCart(deps.db, cartId, ownersOf(ctx))
  if (!cart) throw notFound()
  return cart
}

async function openCart(deps: OrdersDeps, ctx: CallContext, cartId: string): Promise<CartRow> {
  const cart = await ownCart(deps, ctx, cartId)
  if (cart.status !== 'open') throw conflict('orders.cart-closed')
  return cart
}

async function cartWithLine(
  deps: OrdersDeps,
  ctx: CallContext,
  input: { cartId: string; lineId: string },
): Promise<CartRow> {
  const cart = await openCart(deps, ctx, input.cartId)
  if (!cart.lines.some((line) => line.id === input.lineId)) throw notFound()
  return cart
}

async function assertKnown(deps: OrdersDeps, ctx: CallContext, offerId: string): Promise<void> {
  const known = await deps.calls.catalog.getOffers(ctx, { offerIds: [offerId] })
  if (known.length === 0) throw refused('orders.unknown-offer')
}

/** The market, country and currency that a caller means, as far as they fit together. */
export async function placeOf(
  deps: OrdersDeps,
  ctx: CallContext,
  wish: { market?: string; country?: string; currency?: string },
): Promise<{ market: string; country: string; currency: string }> {
  const { items } = await deps.calls.pricing.listMarkets(ctx, {})
  const named = items.find((market) => market.code === wish.market)
  const serving = items.find(
    (market) => wish.country !== undefined && market.countries.includes(wish.country),
  )
  if (wish.market !== undefined && !named) throw refused('pricing.unknown-market')
  const market =
    named && (wish.country === undefined || named.countries.includes(wish.country))
      ? named
      : (serving ?? (wish.country === undefined ? items[0] : undefined))
  if (!market) throw refused('orders.country-not-served', { country: wish.country ?? '' })
  const country = wish.country ?? market.countries[0] ?? ''
  const currency =
    wish.currency !== undefined && market.currencies.includes(wish.currency) ? wish.currency : market.currency
  return { market: market.code, country, currency }
}

/** The same offers with their quantities added up, each once. */
function addedUp(
  lines: readonly { offerId: string; quantity: number }[],
): { offerId: string; quantity: number }[] {
  const quantities = new Map<string, number>()
  for (const { offerId, quantity } of lines)
    quantities.set(offerId, Math.min(999, (quantities.get(offerId) ?? 0) + quantity))
  return [...quantities].map(([offerId, quantity]) => ({ offerId, quantity }))
}
