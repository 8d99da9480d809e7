import { money, type Money } from '@tradewind/kernel'

/** What decides where an offer stands; amounts are minor units of one currency. */
export interface Ranked {
  readonly wholeMinor: number | null
  readonly currency: string
  /** Whether something is due at the door that nobody can tell beforehand. */
  readonly isUnknown: boolean
  readonly available: number
  readonly maxDays: number | null
  /** From 0 to 100; null for a new store. */
  readonly score: number | null
}

/** Why an offer stands where it does: a text key, and what it speaks of. */
export interface RankReason {
  readonly code: string
  readonly amount: Money | null
  readonly days: number | null
}

/** A day later than the earliest weighs as much as half a percent of the cost, up to ten percent. */
const DAY_COUNTS = 0.005
const MOST_DAYS = 20
/** A point less weighs as much as a tenth of a percent. */
const POINT_COUNTS = 0.001
const NEW_STORE_SCORE = 80

/** What can be bought first, then what can be bought at a cost that nobody knows wholly, then the rest. */
const tierOf = ({ wholeMinor, isUnknown, available }: Ranked): number =>
  available <= 0 ? 3 : wholeMinor === null ? 2 : isUnknown ? 1 : 0

/** Sorts offers by their whole cost, weighed with arrival and trust; each comes with its reason. */
export function rankOffers<T extends Ranked>(offers: readonly T[]): (T & { reason: RankReason })[] {
  const days = offers.flatMap(({ maxDays }) => maxDays ?? [])
  const earliest = days.length === 0 ? 0 : Math.min(...days)
  const weightOf = ({ wholeMinor, maxDays, score }: Ranked): number => {
    const late = Math.min(MOST_DAYS, (maxDays ?? earliest) - earliest)
    return (wholeMinor ?? 0) * (1 + late * DAY_COUNTS + (100 - (score ?? NEW_STORE_SCORE)) * POINT_COUNTS)
  }
  const sorted = [...offers].sort((a, b) => tierOf(a) - tierOf(b) || weightOf(a) - weightOf(b))
  const rivals = sorted.filter((offer) => tierOf(offer) === 0)
  return sorted.map((offer, index) => ({ ...offer, reason: reasonOf(offer, index, rivals) }))
}

function reasonOf(offer: Ranked, index: number, rivals: readonly Ranked[]): RankReason {
  const plain = (code: string): RankReason => ({ code, amount: null, days: null })
  const tier = tierOf(offer)
  if (tier === 3) return plain('orders.rank-sold-out')
  if (tier === 2) return plain('orders.rank-not-shipped')
  if (tier === 1) return plain('orders.rank-unknown')
  if (rivals.length === 1) return plain('orders.rank-only')
  const [first = offer] = rivals
  return index === 0 ? reasonOfFirst(offer, rivals) : reasonBeside(offer, first)
}

function reasonOfFirst(first: Ranked, rivals: readonly Ranked[]): RankReason {
  const cheapest = rivals.reduce((least, one) => (wholeOf(one) < wholeOf(least) ? one : least), first)
  const earliest = Math.min(...rivals.map(daysOf))
  const amount = money(wholeOf(first) - wholeOf(cheapest), first.currency)
  if (amount.minor === 0) {
    const code = daysOf(first) === earliest ? 'orders.rank-best' : 'orders.rank-cheapest'
    return { code, amount: null, days: null }
  }
  const days = daysOf(cheapest) - daysOf(first)
  return days > 0
    ? { code: 'orders.rank-sooner', amount, days }
    : { code: 'orders.rank-trusted', amount, days: null }
}

function reasonBeside(offer: Ranked, first: Ranked): RankReason {
  const minor = wholeOf(offer) - wholeOf(first)
  const later = daysOf(offer) - daysOf(first)
  const amount = minor === 0 ? null : money(Math.abs(minor), offer.currency)
  const days = later === 0 ? null : Math.abs(later)
  if (minor > 0 && later > 0) return { code: 'orders.rank-dearer-later', amount, days }
  if (minor > 0 && later < 0) return { code: 'orders.rank-dearer-sooner', amount, days }
  if (minor > 0) return { code: 'orders.rank-dearer', amount, days }
  if (minor < 0 && later > 0) return { code: 'orders.rank-cheaper-later', amount, days }
  if (minor < 0) return { code: 'orders.rank-cheaper-distrusted', amount, days: null }
  return later > 0
    ? { code: 'orders.rank-later', amount, days }
    : { code: 'orders.rank-same', amount: null, days: null }
}

const wholeOf = ({ wholeMinor }: Ranked): number => wholeMinor ?? 0
const daysOf = ({ maxDays }: Ranked): number => maxDays ?? 0
