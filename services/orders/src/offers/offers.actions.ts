import { isAppError, sum } from '@tradewind/kernel'
import type { CallContext, InputOf, OutputOf } from '@tradewind/platform/contract'
import { placeOf } from '../carts/carts.actions.ts'
import type { Offer, Priced, Shipping } from '../carts/cart-goods.ts'
import { textOf } from '../carts/cart-view.ts'
import type { offerOperations } from '../contract/offers.ts'
import type { OrdersDeps } from '../orders.deps.ts'
import { rankOffers } from './rank.rules.ts'
import { scoreOf, type Score } from './score.rules.ts'
import { readStoreFacts } from './score.queries.ts'

type Operations = typeof offerOperations
type Compared = OutputOf<Operations['compareOffers']>['items'][number]
type Place = Awaited<ReturnType<typeof placeOf>>

const SCORE_SECONDS = 600

/** Prices each offer as a cart that holds one piece of it and nothing else. */
export async function compareOffers(
  deps: OrdersDeps,
  ctx: CallContext,
  { offerIds, country }: InputOf<Operations['compareOffers']>,
): Promise<OutputOf<Operations['compareOffers']>> {
  const place = await placeOf(deps, ctx, { market: ctx.market, country, currency: ctx.currency })
  const { catalog, inventory, merchants } = deps.calls
  const [offers, stock] = await Promise.all([
    catalog.getOffers(ctx, { offerIds }),
    inventory.getAvailable(ctx, { offerIds }),
  ])
  const stockOf = new Map(stock.map((row) => [row.offerId, row]))
  const storeIds = [...new Set(offers.map(({ storeId }) => storeId))]
  const [stores, scores] = await Promise.all([
    merchants.getStores(ctx, { storeIds }),
    scoresOf(deps, ctx, storeIds),
  ])
  const open = new Map(stores.filter(({ status }) => status === 'open').map((store) => [store.id, store]))
  const goods = offers.flatMap((offer) => {
    const store = open.get(offer.storeId)
    if (!store || !offer.onSale) return []
    return [{ offer, store, shipsFrom: stockOf.get(offer.offerId)?.warehouseCountry ?? store.country }]
  })
  const priced = await priceAlone(deps, ctx, place, goods)
  const compared = goods.map(({ offer, store, shipsFrom }, index) => {
    const { way, quote } = priced[index] ?? {}
    const available = stockOf.get(offer.offerId)?.available ?? 0
    const costs = costsOf(quote)
    return {
      offerId: offer.offerId,
      productId: offer.productId,
      variantId: offer.variantId,
      storeId: offer.storeId,
      storeName: textOf(store.name, ctx.locale),
      storeSlug: store.slug,
      shipsFrom,
      available,
      score: scores.get(offer.storeId) ?? NO_SCORE,
      minDays: way?.minDays ?? null,
      maxDays: way?.maxDays ?? null,
      ...costs,
      whole: available > 0 ? costs.whole : null,
    }
  })
  const ranked = rankOffers(
    compared.map((offer) => ({
      offer,
      wholeMinor: offer.whole?.minor ?? null,
      currency: place.currency,
      isUnknown: offer.atDelivery === 'unknown',
      available: offer.available,
      maxDays: offer.maxDays,
      score: offer.score.value,
    })),
  )
  return { items: ranked.map(({ offer, reason }) => ({ ...offer, reason })) }
}

const NO_SCORE: Score = scoreOf(
  { orders: 0, due: 0, onTime: 0, givenUp: 0, shipped: 0, faulty: 0 },
  { average: null, count: 0 },
)

/** The scores of stores; counted anew every ten minutes. */
async function scoresOf(
  deps: OrdersDeps,
  ctx: CallContext,
  storeIds: readonly string[],
): Promise<Map<string, Score>> {
  const scores = storeIds.map(async (storeId): Promise<[string, Score]> => [
    storeId,
    await deps.cache.wrap(`orders:score:${storeId}`, SCORE_SECONDS, async () => {
      const [facts, [rating]] = await Promise.all([
        readStoreFacts(deps.db, storeId),
        deps.calls.catalog.getStoreRatings(ctx, { storeIds: [storeId] }),
      ])
      return scoreOf(facts, rating ?? { average: null, count: 0 })
    }),
  ])
  return new Map(await Promise.all(scores))
}

interface Alone {
  offer: Offer
  shipsFrom: string
}

/**
 * Each offer with the cheapest way to send one piece of it, at what the cart would charge: whether shipping is free is
 * decided by what the piece alone costs, which at a border may be without the tax that its price shows.
 */
async function priceAlone(
  deps: OrdersDeps,
  ctx: CallContext,
  place: Place,
  goods: readonly Alone[],
): Promise<{ way?: Shipping; quote?: Priced }[]> {
  const bare = await Promise.all(goods.map((one) => quoteAlone(deps, ctx, place, one)))
  const known = goods.flatMap((one, index) => {
    const value = bare[index]?.goods
    return value ? [{ ...one, value }] : []
  })
  if (known.length === 0) return goods.map(() => ({}))
  const answers = await deps.calls.fulfilment.quoteShipping(ctx, {
    country: place.country,
    parts: known.map(({ offer: { storeId, weightGrams }, value }) => ({
      storeId,
      weightGrams,
      unweighedPieces: weightGrams > 0 ? 0 : 1,
      value,
    })),
  })
  const ways = new Map(known.map(({ offer }, index) => [offer.offerId, answers[index]?.choices[0]]))
  return Promise.all(
    goods.map(async (one) => {
      const way = ways.get(one.offer.offerId)
      return way ? { way, quote: await quoteAlone(deps, ctx, place, one, way) } : {}
    }),
  )
}

/** Undefined where the goods cannot be priced, taxed or let in. */
async function quoteAlone(
  deps: OrdersDeps,
  ctx: CallContext,
  place: Place,
  { offer, shipsFrom }: Alone,
  way?: Shipping,
): Promise<Priced | undefined> {
  const { offerId, storeId, taxCategory, hsCode, originCountry, originProven, weightGrams } = offer
  try {
    return await deps.calls.pricing.quote(ctx, {
      ...place,
      lines: [
        {
          offerId,
          storeId,
          quantity: 1,
          taxCategory,
          hsCode,
          originCountry,
          originProven,
          weightGrams,
          shipsFrom,
        },
      ],
      shipping: way ? [{ storeId, price: way.price }] : [],
    })
  } catch (error) {
    if (isAppError(error) && error.code.startsWith('pricing.')) return undefined
    throw error
  }
}

type Costs = Pick<
  Compared,
  'taxIncluded' | 'price' | 'shipping' | 'duty' | 'tax' | 'dueAtDelivery' | 'atDelivery' | 'whole'
>

function costsOf(quote: Priced | undefined): Costs {
  if (!quote)
    return {
      taxIncluded: false,
      price: null,
      shipping: null,
      duty: null,
      tax: null,
      dueAtDelivery: null,
      atDelivery: 'nothing',
      whole: null,
    }
  const { taxIncluded, goods, shippingTotal, duty, tax, dueAtDelivery, total, landed, currency } = quote
  const states = landed.map(({ atDelivery }) => atDelivery)
  const atDelivery = states.includes('unknown')
    ? 'unknown'
    : states.includes('estimated')
      ? 'estimated'
      : 'nothing'
  return {
    taxIncluded,
    price: goods,
    shipping: shippingTotal,
    duty,
    tax,
    dueAtDelivery,
    atDelivery,
    whole: sum([total, dueAtDelivery], currency),
  }
}
