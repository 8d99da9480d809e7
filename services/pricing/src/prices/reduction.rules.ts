import { compare, divideHalfEven, type Money } from '@tradewind/kernel'

/** What something cost from a day (`2026-11-22`) until the next point. */
export interface PricePoint {
  readonly from: string
  readonly price: Money
}

/**
 * The price that a reduction on `day` is measured from: the lowest of the days before it. Undefined where nothing was
 * on sale then. Source: Directive 98/6/EC art. 6a; CJEU C-330/23.
 */
export function priorPrice(history: readonly PricePoint[], day: string, days: number): Money | undefined {
  const first = new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10)
  const points = history.filter(({ from }) => from < day).toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const held = points.filter((_, index) => (points[index + 1]?.from ?? day) > first)
  return held.map(({ price }) => price).toSorted(compare)[0]
}

/** By how many per cent an offer is below its prior price, half-even; 0 is no reduction, whatever it cost last. */
export function reductionPercent(prior: Money, offer: Money): number {
  if (compare(offer, prior) >= 0 || prior.minor === 0) return 0
  return Number(divideHalfEven(BigInt(prior.minor - offer.minor) * 100n, BigInt(prior.minor)))
}
