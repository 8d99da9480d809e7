import type { Static } from 'typebox'
import type { StoreScore } from '../contract/offers.ts'

export type Score = Static<typeof StoreScore>

/** What happened to a store's paid parts of orders. */
export interface StoreFacts {
  /** Paid parts. */
  readonly orders: number
  /** Of them, those that have shipped or had three days to. */
  readonly due: number
  /** First parcel within three days of the payment. */
  readonly onTime: number
  /** Cancelled unshipped after three days of waiting. */
  readonly givenUp: number
  readonly shipped: number
  /** Sent back because they were damaged, wrong or not as described. */
  readonly faulty: number
}

export interface StoreRating {
  readonly average: number | null
  readonly count: number
}

/** Fewer orders than this say too little. */
const FEWEST_ORDERS = 10
const WEIGHTS = { onTime: 40, notGivenUp: 20, notFaulty: 15, rating: 25 }
/** One in five given up, or one in four faulty, is nothing left. */
const GIVEN_UP_COUNTS = 5
const FAULTY_COUNTS = 4

export function scoreOf(facts: StoreFacts, { average, count }: StoreRating): Score {
  const { orders, due, onTime, givenUp, shipped, faulty } = facts
  const parts = [
    { weight: WEIGHTS.onTime, share: shareOf(onTime, due) },
    { weight: WEIGHTS.notGivenUp, share: less(shareOf(givenUp, orders), GIVEN_UP_COUNTS) },
    { weight: WEIGHTS.notFaulty, share: less(shareOf(faulty, shipped), FAULTY_COUNTS) },
    { weight: WEIGHTS.rating, share: average === null ? null : (average - 1) / 4 },
  ].filter((part): part is { weight: number; share: number } => part.share !== null)
  const weights = parts.reduce((sum, { weight }) => sum + weight, 0)
  const points = parts.reduce((sum, { weight, share }) => sum + weight * share, 0)
  return {
    value: orders < FEWEST_ORDERS || weights === 0 ? null : Math.round((100 * points) / weights),
    orders,
    onTimePercent: percentOf(onTime, due),
    givenUpPercent: percentOf(givenUp, orders),
    faultyPercent: percentOf(faulty, shipped),
    rating: average,
    ratingCount: count,
  }
}

const shareOf = (some: number, all: number): number | null => (all === 0 ? null : some / all)

const less = (share: number | null, counts: number): number | null =>
  share === null ? null : Math.max(0, 1 - counts * share)

const percentOf = (some: number, all: number): number | null =>
  all === 0 ? null : Math.round((100 * some) / all)
