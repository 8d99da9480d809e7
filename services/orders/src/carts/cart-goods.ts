import type { Static } from 'typebox'
import { isAppError, money, type Money } from '@tradewind/kernel'
import type { CallContext } from '@tradewind/platform/contract'
import type { OfferSnapshot } from '@tradewind/catalog/contract'
import type { ShippingChoice } from '@tradewind/fulfilment/contract'
import type { StoreSettings } from '@tradewind/merchants/contract'
import type { Quote } from '@tradewind/pricing/contract'
import type { OrdersDeps } from '../orders.deps.ts'
import { importedThisYear, type CartLineRow, type CartRow } from './carts.queries.ts'

export type Offer = Static<typeof OfferSnapshot>
export type Store = Static<typeof StoreSettings>
export type Shipping = Static<typeof ShippingChoice>
export type Priced = Static<typeof Quote>

/** A line that can be sold now. */
export interface SaleableLine extends CartLineRow {
  offer: Offer
}

/** What other services say about a cart, gathered once for view, quote and checkout. */
export interface CartGoods {
  offers: ReadonlyMap<string, Offer>
  stores: ReadonlyMap<string, Store>
  available: ReadonlyMap<string, number>
  /** Lines that are on sale and whose quantity is there. */
  saleable: readonly SaleableLine[]
  /** Ways to ship by store, cheapest first. */
  shipping: ReadonlyMap<string, readonly Shipping[]>
  chosen: ReadonlyMap<string, Shipping>
  /** Amounts of the saleable lines with the chosen shipping; null when there is nothing to price. */
  priced: Priced | null
  /** Why there are no amounts. */
  trouble: string | null
}

export async function gatherGoods(deps: OrdersDeps, ctx: CallContext, cart: CartRow): Promise<CartGoods> {
  const { catalog, inventory, merchants, fulfilment } = deps.calls
  const offerIds = cart.lines.map((line) => line.offerId)
  if (offerIds.length === 0) return NOTHING
  const [offerList, stock] = await Promise.all([
    catalog.getOffers(ctx, { offerIds }),
    inventory.getAvailable(ctx, { offerIds }),
  ])
  const offers = new Map(offerList.map((offer) => [offer.offerId, offer]))
  const available = new Map(stock.map((row) => [row.offerId, row.available]))
  const storeIds = [...new Set(offerList.map((offer) => offer.storeId))]
  const stores = new Map((await merchants.getStores(ctx, { storeIds })).map((store) => [store.id, store]))

  const saleable = cart.lines.flatMap((line): SaleableLine[] => {
    const offer = offers.get(line.offerId)
    const open = offer?.onSale === true && stores.get(offer.storeId)?.status === 'open'
    return open && (available.get(line.offerId) ?? 0) >= line.quantity ? [{ ...line, offer }] : []
  })
  const shipsFrom = new Map(stock.map((row) => [row.offerId, row.warehouseCountry]))
  const fromAbroad = saleable.some((line) => (shipsFrom.get(line.offerId) ?? cart.country) !== cart.country)
  const yearBefore = fromAbroad ? await importedThisYear(deps.db, cart) : undefined
  const bare = await price(deps, ctx, cart, { saleable, shipsFrom, chosen: new Map(), yearBefore })
  if (!bare.priced) return { ...NOTHING, offers, stores, available, saleable, trouble: bare.trouble }

  const parts = [...new Set(saleable.map((line) => line.offer.storeId))].map((storeId) => ({
    storeId,
    ...weightOf(saleable.filter((line) => line.offer.storeId === storeId)),
    value: goodsOf(bare.priced, storeId, cart.currency),
  }))
  const quoted = await fulfilment.quoteShipping(ctx, { country: cart.country, parts })
  const shipping = new Map(quoted.map((part) => [part.storeId, part.choices]))
  const chosen = new Map<string, Shipping>()
  for (const [storeId, choices] of shipping) {
    const choice = choices.find((one) => one.methodId === cart.choices[storeId]) ?? choices[0]
    if (choice) chosen.set(storeId, choice)
  }
  const { priced, trouble } = await price(deps, ctx, cart, {
    saleable,
    shipsFrom,
    chosen,
    choices: [...shipping].flatMap(([storeId, own]) => own.map((choice) => ({ ...choice, storeId }))),
    yearBefore,
  })
  return { offers, stores, available, saleable, shipping, chosen, priced, trouble }
}

/** Of a cart in which nothing is. */
export const NOTHING: CartGoods = {
  offers: new Map(),
  stores: new Map(),
  available: new Map(),
  saleable: [],
  shipping: new Map(),
  chosen: new Map(),
  priced: null,
  trouble: null,
}

interface ToPrice {
  saleable: readonly SaleableLine[]
  shipsFrom: ReadonlyMap<string, string>
  chosen: ReadonlyMap<string, Shipping>
  choices?: readonly (Shipping & { storeId: string })[]
  /** What this person had sent from abroad this year; some countries limit it. */
  yearBefore: Money | undefined
}

async function price(
  deps: OrdersDeps,
  ctx: CallContext,
  cart: CartRow,
  { saleable, shipsFrom, chosen, choices = [], yearBefore }: ToPrice,
): Promise<Pick<CartGoods, 'priced' | 'trouble'>> {
  if (saleable.length === 0) return { priced: null, trouble: null }
  try {
    const priced = await deps.calls.pricing.quote(ctx, {
      market: cart.market,
      country: cart.country,
      currency: cart.currency,
      lines: saleable.map(({ offer, quantity }) => ({
        offerId: offer.offerId,
        storeId: offer.storeId,
        quantity,
        taxCategory: offer.taxCategory,
        hsCode: offer.hsCode,
        originCountry: offer.originCountry,
        originProven: offer.originProven,
        weightGrams: offer.weightGrams,
        shipsFrom: shipsFrom.get(offer.offerId) ?? cart.country,
      })),
      shipping: [...chosen].map(([storeId, choice]) => ({ storeId, price: choice.price })),
      shippingChoices: choices.map(({ storeId, methodId, price }) => ({ storeId, methodId, price })),
      ...(yearBefore && { yearBefore }),
    })
    return { priced, trouble: null }
  } catch (error) {
    if (isAppError(error) && error.code.startsWith('pricing.')) return { priced: null, trouble: error.code }
    throw error
  }
}

/** What is known of the weight, and how many pieces nothing is known of: their catalogue weight is 0. */
const weightOf = (lines: readonly SaleableLine[]) => ({
  weightGrams: lines.reduce((grams, { offer, quantity }) => grams + offer.weightGrams * quantity, 0),
  unweighedPieces: lines.reduce(
    (sum, { offer, quantity }) => sum + (offer.weightGrams > 0 ? 0 : quantity),
    0,
  ),
})

/** What a store's goods come to as the market shows prices. */
export function goodsOf(priced: Priced | null, storeId: string, currency: string): Money {
  const lines = priced?.lines.filter((line) => line.storeId === storeId) ?? []
  return money(
    lines.reduce((minor, line) => minor + (priced?.taxIncluded ? line.gross.minor : line.net.minor), 0),
    currency,
  )
}
