import {
  exponentOf,
  invalid,
  isCurrency,
  parseDecimal,
  powerOfTen,
  refused,
  type Money,
} from '@tradewind/kernel'
import type { Static } from 'typebox'
import type { ShippingMethod } from '../contract/index.ts'

export type Method = Static<typeof ShippingMethod>

const USUAL_GRAMS = 1_000

/** Refuses a method that could price one parcel in two ways or in none; answers what it leaves to be worked out. */
export function checkMethod(method: Method): { currency: string; assumedGrams: number } {
  if (Object.keys(method.name).length === 0)
    throw invalid([{ path: 'method.name', code: 'platform.required' }])
  const amounts = method.zones.flatMap(({ rates, freeFrom }) => [
    ...rates.map((rate) => rate.price),
    ...(freeFrom ? [freeFrom] : []),
  ])
  const currency = amounts[0]?.currency ?? ''
  if (!isCurrency(currency) || amounts.some((amount) => amount.currency !== currency))
    throw refused('fulfilment.one-currency')

  const named = new Set<string>()
  for (const [index, { countries, rates, minDays, maxDays }] of method.zones.entries()) {
    for (const country of new Set(countries)) {
      if (named.has(country)) throw refused('fulfilment.zone-overlap', { country })
      named.add(country)
    }
    if (rates.some((rate, at) => at > 0 && rate.upToGrams <= (rates[at - 1]?.upToGrams ?? 0)))
      throw refused('fulfilment.steps-not-rising')
    if (maxDays < minDays)
      throw invalid([
        { path: `method.zones.${index}.maxDays`, code: 'platform.too-small', params: { min: minDays } },
      ])
  }
  // What every zone takes: goods of unknown weight ship wherever the store does.
  const heaviest = Math.min(...method.zones.map(({ rates }) => rates.at(-1)?.upToGrams ?? 0))
  const assumedGrams = method.assumedGrams ?? Math.max(1, Math.min(USUAL_GRAMS, heaviest))
  if (assumedGrams > heaviest)
    throw invalid([{ path: 'method.assumedGrams', code: 'platform.too-big', params: { max: heaviest } }])
  return { currency, assumedGrams }
}

/** Units of each currency for one of a base. */
export interface Rates {
  readonly base: string
  readonly rates: Readonly<Record<string, string>>
}

/** Whether an amount is at least another, by exact comparison also across currencies; no when a rate is missing. */
export function reaches(value: Money, threshold: Money, rates: Rates | null): boolean {
  if (value.currency === threshold.currency) return value.minor >= threshold.minor
  const [from, to] = [rateIn(rates, value.currency), rateIn(rates, threshold.currency)]
  if (!from || !to) return false
  const left = BigInt(value.minor) * to.units * powerOfTen(from.scale + exponentOf(threshold.currency))
  const right = BigInt(threshold.minor) * from.units * powerOfTen(to.scale + exponentOf(value.currency))
  return left >= right
}

function rateIn(rates: Rates | null, currency: string) {
  if (!rates || !isCurrency(currency)) return undefined
  const rate = currency === rates.base ? '1' : rates.rates[currency]
  return rate === undefined ? undefined : parseDecimal(rate)
}
