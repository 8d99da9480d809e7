import type { Money } from '@tradewind/kernel'
import { convertWith, type Converted } from '../fx/conversion.rules.ts'
import type { RateSet } from '../fx/fx.rules.ts'
import type { MarketTerms } from '../terms/terms.queries.ts'

/** A price as its store set it. */
export interface StoredPrice {
  readonly offerId: string
  readonly currency: string
  readonly minor: number
  readonly isBase: boolean
  /** Of a base price: no converted price is rounded below it; in the same currency. */
  readonly floorMinor?: number | null
  /** Where, when and from how many pieces on it stands instead of others; absent for what always holds. */
  readonly special?: Special | null
}

export interface Special {
  readonly id: string
  /** Null for all markets. */
  readonly market: string | null
  readonly minQuantity: number
  readonly startsAt: string
  readonly endsAt: string | null
}
export type SpecialPrice = StoredPrice & { readonly special: Special }

/** What is asked of an offer's prices. */
export interface Asked {
  readonly market: Pick<MarketTerms, 'code' | 'conversion'>
  readonly currency: string
  readonly quantity: number
  /** The moment, such as `2026-11-22T10:00:00.000Z`. */
  readonly at: string
}

/** What a buyer sees, and how it came about. */
export interface SeenPrice {
  readonly price: Money
  readonly basis: 'list' | 'special' | 'converted'
  /** The price that won: in the asked currency, or the one that was converted. */
  readonly won: StoredPrice
  /** How it was converted, where it was. */
  readonly converted?: Converted
}

/** Stored prices by offer. */
export function byOffer(prices: readonly StoredPrice[]): ReadonlyMap<string, readonly StoredPrice[]> {
  return Map.groupBy(prices, (price) => price.offerId)
}

/**
 * The special price of that currency, else its list price, else the special or base price converted; undefined when
 * there is no way to a price. Of special prices, those of the market go before those of all; then the lowest wins.
 */
export function priceIn(
  prices: readonly StoredPrice[],
  asked: Asked,
  rates: RateSet | null,
): SeenPrice | undefined {
  const { currency } = asked
  const special = specialIn(prices, asked, currency)
  const own = special ?? prices.find((price) => price.currency === currency && !price.special)
  if (own) return { price: { minor: own.minor, currency }, basis: special ? 'special' : 'list', won: own }
  const base = prices.find((price) => price.isBase)
  if (!base) return undefined
  const won = specialIn(prices, asked, base.currency) ?? base
  const converted = convertWith(rates, won, currency, asked.market.conversion, base.floorMinor ?? undefined)
  return converted && { price: converted.rounded, basis: 'converted', won, converted }
}

/** From how many pieces on each of them costs another price than with one piece fewer, in rising order. */
export function tiersIn(
  prices: readonly StoredPrice[],
  asked: Omit<Asked, 'quantity'>,
  rates: RateSet | null,
): { minQuantity: number; price: Money }[] {
  const steps = new Set(prices.flatMap(({ special }) => (special ? [special.minQuantity] : [])))
  if (steps.size === 0) return []
  const priceOf = (quantity: number) => priceIn(prices, { ...asked, quantity }, rates)?.price
  let before = priceOf(1)
  return [...steps]
    .sort((a, b) => a - b)
    .flatMap((minQuantity) => {
      const price = priceOf(minQuantity)
      if (!price || price.minor === before?.minor) return []
      before = price
      return [{ minQuantity, price }]
    })
}

/** The currency that a price is converted from where none is set; undefined where nothing is to convert. */
export const baseCurrencyOf = (prices: readonly StoredPrice[]): string | undefined =>
  prices.find((price) => price.isBase)?.currency

/** Why an amount of one of these currencies cannot be had in another: nobody told a price or rate, or it is too old to sell by. */
export const whyNoPrice = (rates: RateSet | null, currencies: readonly (string | undefined)[]) =>
  currencies.some((currency) => currency !== undefined && rates?.tooOld?.includes(currency))
    ? 'pricing.rates-too-old'
    : 'pricing.no-price'

function specialIn(prices: readonly StoredPrice[], asked: Asked, currency: string): SpecialPrice | undefined {
  const applying = prices.filter(
    (price): price is SpecialPrice => price.currency === currency && isInForce(price, asked),
  )
  if (applying.length === 0) return undefined
  const ofMarket = applying.filter(({ special }) => special.market !== null)
  return (ofMarket.length > 0 ? ofMarket : applying).reduce((best, one) =>
    one.minor < best.minor ? one : best,
  )
}

function isInForce({ special }: StoredPrice, { market, quantity, at }: Asked): boolean {
  if (!special || quantity < special.minQuantity) return false
  if (special.market !== null && special.market !== market.code) return false
  const now = Date.parse(at)
  return Date.parse(special.startsAt) <= now && (special.endsAt === null || now < Date.parse(special.endsAt))
}

/** Cuts a list, so that one fact does not name thousands of offers. */
export function batchesOf<T>(items: readonly T[], size = 500): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
