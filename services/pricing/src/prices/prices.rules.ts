import type { Money } from '@tradewind/kernel'
import { convertBy, type RateSet } from '../fx/fx.rules.ts'

/** A price as its store set it. */
export interface StoredPrice {
  readonly offerId: string
  readonly currency: string
  readonly minor: number
  readonly isBase: boolean
}

/** What a buyer sees, and how it came about. */
export interface SeenPrice {
  readonly price: Money
  readonly basis: 'list' | 'converted'
}

/** Stored prices by offer. */
export function byOffer(prices: readonly StoredPrice[]): ReadonlyMap<string, readonly StoredPrice[]> {
  return Map.groupBy(prices, (price) => price.offerId)
}

/** The list price of that currency, else the base price converted; undefined when there is no way to a price. */
export function priceIn(
  prices: readonly StoredPrice[],
  currency: string,
  rates: RateSet | null,
): SeenPrice | undefined {
  const list = prices.find((price) => price.currency === currency)
  if (list) return { price: { minor: list.minor, currency }, basis: 'list' }
  const base = prices.find((price) => price.isBase)
  const price = base && convertBy(rates, { minor: base.minor, currency: base.currency }, currency)
  return price && { price, basis: 'converted' }
}

/** Cuts a list, so that one fact does not name thousands of offers. */
export function batchesOf<T>(items: readonly T[], size = 500): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
