import {
  add,
  extractTax,
  multiplyDecimals,
  percentOf,
  subtract,
  type Decimal,
  type Money,
} from '@tradewind/kernel'

export type TaxCategory = 'standard' | 'reduced' | 'books' | 'food'

/** A rate that holds in a country from one day to another, both included; no end when `validTo` is null. */
export interface TaxRule {
  readonly country: string
  readonly category: string
  readonly percent: Decimal
  readonly validFrom: string
  readonly validTo: string | null
}

/**
 * The rate of a category in a country on a day (`2026-11-22`). A category for which the country has no rule is taxed
 * at its standard rate; undefined when there is none either, for then nobody may guess.
 */
export function taxPercent(
  rules: readonly TaxRule[],
  country: string,
  category: TaxCategory,
  day: string,
): Decimal | undefined {
  const inForce = rules.filter(
    (rule) =>
      rule.country === country && rule.validFrom <= day && (rule.validTo === null || day <= rule.validTo),
  )
  const of = (wanted: TaxCategory) => inForce.find((rule) => rule.category === wanted)?.percent
  return of(category) ?? of('standard')
}

/** An amount as the buyer sees it, taken apart; net + tax = gross, exactly. */
export interface Taxed {
  readonly net: Money
  readonly tax: Money
  readonly gross: Money
}

/** Takes the tax out of an amount that includes it, or adds it to one that does not; half-even. */
export function taxed(seen: Money, percent: Decimal, included: boolean): Taxed {
  if (included) {
    const tax = extractTax(seen, multiplyDecimals(percent, '0.01'))
    return { net: subtract(seen, tax), tax, gross: seen }
  }
  const tax = percentOf(seen, percent)
  return { net: seen, tax, gross: add(seen, tax) }
}
