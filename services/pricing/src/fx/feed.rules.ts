import { compareDecimals, divideDecimals, multiplyDecimals, type Decimal } from '@tradewind/kernel'
import type { PublishedRates } from './ecb-file.rules.ts'
import type { NewRateSet, RateSet } from './fx.rules.ts'

const FEED_SOURCE = 'European Central Bank'
const FEED_BASE = 'EUR'

/** A rate that was not believed. */
export interface HeldRate {
  readonly currency: string
  readonly rate: Decimal
}

export type Verdict =
  | { readonly is: 'new'; readonly set: NewRateSet; readonly held: readonly HeldRate[] }
  | { readonly is: 'known' }
  | { readonly is: 'refused'; readonly problem: FeedProblem; readonly held: readonly HeldRate[] }
export type FeedProblem = 'pricing.feed-unreachable' | 'pricing.feed-unreadable' | 'pricing.feed-implausible'

/** No major currency moves by a quarter within days; over months it may. */
const DAILY_LIMIT = '1.25'
const LONG_LIMIT = '2'
const LONG_DAYS = 30
/** More wrong rates than this share of a file, and the file is wrong. */
const MOST_HELD_SHARE = 0.25
/** Fewer currencies than this share of the last good set, and something is missing that was not abolished. */
const LEAST_KEPT_SHARE = 0.5

/** Whether published rates are to be believed, held against the last good set. */
export function weigh(last: RateSet | null, offered: PublishedRates, today: string): Verdict {
  if (offered.date > today) return { is: 'refused', problem: 'pricing.feed-implausible', held: [] }
  const known = fedBefore(last)
  const knownDay = known
    .map(({ date }) => date)
    .toSorted()
    .at(-1)
  if (knownDay !== undefined && offered.date <= knownDay) return { is: 'known' }
  const missing = known.filter(({ currency }) => offered.rates[currency] === undefined)
  if (missing.length > known.length * (1 - LEAST_KEPT_SHARE))
    return { is: 'refused', problem: 'pricing.feed-implausible', held: [] }

  const held = Object.entries(offered.rates)
    .filter(([currency, rate]) => isZero(rate) || hasJumped(last, currency, rate, offered.date))
    .map(([currency, rate]): HeldRate => ({ currency, rate }))
  if (held.length > Object.keys(offered.rates).length * MOST_HELD_SHARE)
    return { is: 'refused', problem: 'pricing.feed-implausible', held }
  const distrusted = new Set(held.map(({ currency }) => currency))
  const rates = Object.fromEntries(
    Object.entries(offered.rates).filter(([currency]) => !distrusted.has(currency)),
  )
  return {
    is: 'new',
    held,
    set: withKept(last, {
      date: offered.date,
      source: FEED_SOURCE,
      base: FEED_BASE,
      manual: false,
      rates,
      kept: {},
    }),
  }
}

/** The new set, joined by what it lacks of the last one, each rate with its own day and source. */
export function withKept(last: RateSet | null, set: NewRateSet): NewRateSet {
  if (!last || last.base !== set.base) return set
  const lacked = Object.keys(last.rates).filter((currency) => set.rates[currency] === undefined)
  const older = last.date > set.date
  const own = { date: set.date, source: set.source, manual: set.manual }
  return {
    ...set,
    // A set of an earlier day would not be in force; its rates keep their day.
    date: older ? last.date : set.date,
    rates: { ...Object.fromEntries(lacked.map((code) => [code, last.rates[code] ?? ''])), ...set.rates },
    kept: {
      ...Object.fromEntries(lacked.map((code) => [code, originOf(last, code)])),
      ...(older ? Object.fromEntries(Object.keys(set.rates).map((code) => [code, own])) : {}),
    },
  }
}

/** Where a rate of a set comes from and of which day it is. */
export const originOf = (set: RateSet, currency: string): RateOrigin =>
  set.kept[currency] ?? { date: set.date, source: set.source, manual: set.manual }

interface RateOrigin {
  readonly date: string
  readonly source: string
  readonly manual: boolean
}

/** For how many days rates may be used: those of the central bank, and those that people wrote; 0 is without end. */
export interface AgeLimits {
  readonly fedDays: number
  readonly manualDays: number
}

/** The set without the rates that are too old to sell by, which it names. */
export function usableOn(set: RateSet, today: string, limits: AgeLimits): RateSet {
  const tooOld = Object.keys(set.rates).filter((currency) => {
    const { date, manual } = originOf(set, currency)
    const limit = manual ? limits.manualDays : limits.fedDays
    return limit > 0 && daysBetween(date, today) > limit
  })
  if (tooOld.length === 0) return set
  const gone = new Set(tooOld)
  return {
    ...set,
    tooOld,
    rates: Object.fromEntries(Object.entries(set.rates).filter(([currency]) => !gone.has(currency))),
  }
}

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

function fedBefore(last: RateSet | null): { currency: string; date: string }[] {
  if (!last) return []
  return Object.keys(last.rates).flatMap((currency) => {
    const { manual, date } = originOf(last, currency)
    return manual ? [] : [{ currency, date }]
  })
}

const isZero = (rate: Decimal): boolean => compareDecimals(rate, '0') <= 0

function hasJumped(last: RateSet | null, currency: string, rate: Decimal, day: string): boolean {
  const before = last?.base === FEED_BASE ? last.rates[currency] : undefined
  if (!last || before === undefined) return false
  const limit = daysBetween(originOf(last, currency).date, day) > LONG_DAYS ? LONG_LIMIT : DAILY_LIMIT
  return (
    compareDecimals(rate, multiplyDecimals(before, limit)) > 0 ||
    compareDecimals(rate, divideDecimals(before, limit, 12)) < 0
  )
}
