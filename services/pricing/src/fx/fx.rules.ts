import {
  divideHalfEven,
  exponentOf,
  isCurrency,
  parseDecimal,
  powerOfTen,
  SPECIAL_DRAWING_RIGHT,
  type Decimal,
  type DecimalParts,
  type Money,
} from '@tradewind/kernel'

/** A dated set of rates: units of each currency for one unit of the base. */
export interface RateSet {
  readonly id: string
  readonly date: string
  readonly source: string
  readonly base: string
  /** Written by a person, not read from a central bank. */
  readonly manual: boolean
  readonly rates: Readonly<Record<string, Decimal>>
  /** Rates that are older than the set or of another source, with their own day and source. */
  readonly kept: Readonly<Record<string, { date: string; source: string; manual: boolean }>>
  /** Currencies left out since their rates are too old to sell by. */
  readonly tooOld?: readonly string[]
}
export type NewRateSet = Omit<RateSet, 'id' | 'tooOld'>

/** Turns minor units of one currency into those of another, half-even; undefined beyond safe integers. */
export type Exchange = (minor: number) => number | undefined

// Sets of rates never change, and a list of goods asks the same of one thousands of times.
const known = new WeakMap<RateSet, Map<string, Exchange | undefined>>()

/**
 * How to get from one currency to another by a set, times a factor in hundredths (`'102.5'` adds 2.5 %); undefined when
 * the set lacks either.
 */
export function exchangeBy(
  set: RateSet | null,
  source: string,
  target: string,
  percent: Decimal = '100',
): Exchange | undefined {
  if (source === target && percent === '100') return (minor) => minor
  if (!set) return undefined
  const ofSet = known.get(set) ?? new Map<string, Exchange | undefined>()
  known.set(set, ofSet)
  const key = `${source} ${target} ${percent}`
  if (!ofSet.has(key)) ofSet.set(key, exchangeIn(set, source, target, percent))
  return ofSet.get(key)
}

function exchangeIn(set: RateSet, source: string, target: string, percent: Decimal): Exchange | undefined {
  const from = rateIn(set, source)
  const to = rateIn(set, target)
  if (!from || !to) return undefined
  // One division only: a cross rate cut to some digits would decide some halves wrongly.
  const factor = parseDecimal(percent)
  const numerator = to.units * powerOfTen(from.scale + exponentOf(target)) * factor.units
  const denominator = from.units * powerOfTen(to.scale + exponentOf(source) + factor.scale + 2)
  return (minor) => {
    const converted = Number(divideHalfEven(BigInt(minor) * numerator, denominator))
    return Number.isSafeInteger(converted) ? converted : undefined
  }
}

/** The amount in another currency; undefined where a rate is missing or the result is too large. */
export function convertBy(set: RateSet | null, amount: Money, target: string): Money | undefined {
  const minor = exchangeBy(set, amount.currency, target)?.(amount.minor)
  return minor === undefined ? undefined : { minor, currency: target }
}

/** Currencies whose rate is no rate: neither money nor what posts measure by, or not above zero. */
export const badRates = (rates: Readonly<Record<string, Decimal>>): string[] =>
  Object.entries(rates)
    .filter(
      ([currency, rate]) =>
        !(isCurrency(currency) || currency === SPECIAL_DRAWING_RIGHT) || parseDecimal(rate).units <= 0n,
    )
    .map(([currency]) => currency)

function rateIn(set: RateSet, currency: string): DecimalParts | undefined {
  if (!isCurrency(currency)) return undefined
  if (currency === set.base) return { units: 1n, scale: 0 }
  const rate = Object.hasOwn(set.rates, currency) ? set.rates[currency] : undefined
  return rate === undefined ? undefined : parseDecimal(rate)
}
