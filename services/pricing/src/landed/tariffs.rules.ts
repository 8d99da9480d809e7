import { compareDecimals, money, type Money } from '@tradewind/kernel'
import { convertBy, type RateSet } from '../fx/fx.rules.ts'
import { inForce } from './dates.rules.ts'
import type { LandedLine, Tariff } from './landed.types.ts'
import { worthPerGram } from './thresholds.rules.ts'

/** Digits of a code as tariffs are compared with it: `6206.10` → `620610`. */
export const digitsOf = (hsCode: string | null): string => (hsCode ?? '').replaceAll(/\D/g, '')

/** The rate for the goods' origin, proven where it asks so, or else the general one, with the longest code that fits; undefined when none does. */
export function tariffOf(
  tariffs: readonly Tariff[],
  wanted: { jurisdiction: string; kind: Tariff['kind']; day: string },
  line: LandedLine,
  rates: RateSet | null,
): Tariff | undefined {
  const code = digitsOf(line.hsCode)
  const fitting = tariffs.filter(
    (tariff) =>
      tariff.jurisdiction === wanted.jurisdiction &&
      tariff.kind === wanted.kind &&
      inForce(wanted.day)(tariff) &&
      code.startsWith(tariff.hsPrefix) &&
      (tariff.origins?.some((origin) => origin === line.originCountry) ?? true) &&
      (tariff.condition === null || line.originProven === true) &&
      dearEnough(tariff, line, rates),
  )
  return fitting.toSorted(
    (a, b) =>
      Number(a.origins === null) - Number(b.origins === null) ||
      b.hsPrefix.length - a.hsPrefix.length ||
      compareDecimals(a.percent, b.percent),
  )[0]
}

function dearEnough(
  { currency, fromMinorPerGram }: Tariff,
  line: LandedLine,
  rates: RateSet | null,
): boolean {
  if (currency === null || fromMinorPerGram === null) return true
  const value: Money | undefined = convertBy(rates, line.net, currency)
  // Goods whose worth cannot be compared are taken for dear: the buyer is never promised too little.
  return worthPerGram(
    value ?? money(1, currency),
    value ? line.quantity * line.weightGrams : 0,
    fromMinorPerGram,
  )
}
