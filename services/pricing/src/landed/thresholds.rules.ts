import type { Money } from '@tradewind/kernel'
import { convertBy, type RateSet } from '../fx/fx.rules.ts'
import { inForce } from './dates.rules.ts'
import type { Consignment, LandedRule } from './landed.types.ts'
import { consignmentValue, valueOf, type ValuedLine } from './values.rules.ts'

/** The case that a line falls in; undefined when no sourced rule fits or a limit cannot be compared. */
export function ruleFor(
  rules: readonly LandedRule[],
  jurisdiction: string,
  consignment: Consignment,
  lines: readonly ValuedLine[],
  line: ValuedLine,
  rates: RateSet | null,
): LandedRule | undefined {
  const cases = rules
    .filter((rule) => rule.jurisdiction === jurisdiction && inForce(consignment.day)(rule))
    .toSorted((a, b) => a.position - b.position)
  for (const rule of cases) {
    const fits = fitsCase(rule, consignment, lines, line, rates)
    if (fits === undefined) return undefined
    if (fits) return rule
  }
  return undefined
}

function fitsCase(
  rule: LandedRule,
  consignment: Consignment,
  lines: readonly ValuedLine[],
  line: ValuedLine,
  rates: RateSet | null,
): boolean | undefined {
  const pieces = lines.reduce((count, { quantity }) => count + quantity, 0)
  if (rule.shipsFrom && !rule.shipsFrom.includes(consignment.shipsFrom)) return false
  if (rule.carriage && rule.carriage !== consignment.carriage) return false
  if (rule.sellerRegistered !== null && rule.sellerRegistered !== consignment.sellerRegistered) return false
  if (rule.mostPieces !== null && pieces > rule.mostPieces) return false
  return withinYear(rule, consignment, lines, rates) && withinLimits(rule, lines, line, rates)
}

function withinLimits(
  rule: LandedRule,
  lines: readonly ValuedLine[],
  line: ValuedLine,
  rates: RateSet | null,
): boolean | undefined {
  const { unit, valueBasis, currency, aboveMinor, upToMinor } = rule
  if (unit === null || valueBasis === null || currency === null) return true
  const value =
    unit === 'item' ? valueOf(line, valueBasis) : consignmentValue(lines, valueBasis, line.net.currency)
  const pieces = unit === 'item' ? line.quantity : 1
  const inRule = convertBy(rates, value, currency)
  if (!inRule) return undefined
  return (
    (aboveMinor === null || inRule.minor > aboveMinor * pieces) &&
    (upToMinor === null || inRule.minor <= upToMinor * pieces)
  )
}

function withinYear(
  rule: LandedRule,
  { yearBefore }: Consignment,
  lines: readonly ValuedLine[],
  rates: RateSet | null,
): boolean | undefined {
  if (rule.yearUpToMinor === null || rule.currency === null) return true
  const now = consignmentValue(lines, rule.valueBasis ?? 'cif', yearBefore.currency)
  const after = convertBy(
    rates,
    { minor: now.minor + yearBefore.minor, currency: now.currency },
    rule.currency,
  )
  return after && after.minor <= rule.yearUpToMinor
}

/** Whether goods are worth so much per gram; compared by multiplying, so nothing is rounded. */
export function worthPerGram(value: Money, grams: number, fromMinorPerGram: number): boolean {
  return BigInt(value.minor) >= BigInt(fromMinorPerGram) * BigInt(grams)
}
