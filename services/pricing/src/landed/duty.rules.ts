import { add, allocate, money, percentOf, sum, zero, type Money } from '@tradewind/kernel'
import { convertBy, type RateSet } from '../fx/fx.rules.ts'
import { inForce } from './dates.rules.ts'
import type { Consignment, LandedBook, LandedRule, Levy, UnknownReason } from './landed.types.ts'
import { digitsOf, tariffOf } from './tariffs.rules.ts'
import { valueOf, type ValuedLine } from './values.rules.ts'

export type Unknown = { readonly unknown: UnknownReason }

/** Duty of the lines of one case, in their order. */
export function dutyOf(
  rule: LandedRule,
  book: LandedBook,
  day: string,
  lines: readonly ValuedLine[],
  rates: RateSet | null,
): Money[] | Unknown {
  if (rule.duty === 'none') return lines.map((line) => zero(line.net.currency))
  if (rule.duty === 'percent') return dutyByPercent(rule, lines, rates)
  const { jurisdiction } = rule
  const duties: Money[] = []
  for (const line of lines) {
    const tariff = tariffOf(book.tariffs, { jurisdiction, kind: 'duty', day }, line, rates)
    if (!tariff) return { unknown: line.hsCode ? 'pricing.no-duty-rate' : 'pricing.no-hs-code' }
    duties.push(percentOf(valueOf(line, rule.dutyBasis), tariff.percent))
  }
  return duties
}

/** One rate for all goods together, less what is taken off, shared out by value. */
function dutyByPercent(
  rule: LandedRule,
  lines: readonly ValuedLine[],
  rates: RateSet | null,
): Money[] | Unknown {
  const values = lines.map((line) => valueOf(line, rule.dutyBasis))
  const currency = values[0]?.currency ?? ''
  const less = convertBy(
    rates,
    money(rule.dutyLessMinor ?? 0, rule.dutyLessMinor === null ? currency : (rule.currency ?? currency)),
    currency,
  )
  if (!less) return { unknown: 'pricing.no-border-rate' }
  const whole = percentOf(sum(values, currency), rule.dutyPercent ?? '0').minor - less.minor
  return allocate(
    money(Math.max(0, whole), currency),
    values.map(({ minor }) => minor),
  )
}

/** Fixed amounts on a consignment, shared out over the lines they are for, in their order. */
export function leviesOf(
  levies: readonly Levy[],
  { country, day }: Consignment,
  rule: LandedRule,
  lines: readonly ValuedLine[],
  rates: RateSet | null,
): Money[] | Unknown {
  let shares = lines.map((line) => zero(line.net.currency))
  const due = levies.filter(
    (levy) =>
      [rule.jurisdiction, country].includes(levy.jurisdiction) &&
      levy.regimes.includes(rule.regime) &&
      inForce(day)(levy),
  )
  for (const levy of due) {
    if (levy.unit === 'subheading' && lines.some((line) => subheading(line) === ''))
      return { unknown: 'pricing.no-hs-code' }
    const groups = levy.unit === 'subheading' ? new Set(lines.map(subheading)) : [undefined]
    for (const group of groups) {
      const amount = convertBy(rates, money(levy.minor, levy.currency), lines[0]?.net.currency ?? '')
      if (!amount) return { unknown: 'pricing.no-border-rate' }
      const weights = lines.map((line) =>
        group === undefined || subheading(line) === group ? Math.max(1, line.net.minor) : 0,
      )
      const parts = allocate(amount, weights)
      shares = shares.map((share, index) => add(share, parts[index] ?? zero(share.currency)))
    }
  }
  return shares
}

const subheading = (line: ValuedLine): string => {
  const digits = digitsOf(line.hsCode)
  return digits.length < 6 ? '' : digits.slice(0, 6)
}
