import {
  addDecimals,
  charmRound,
  parseDecimal,
  type CharmRule,
  type Decimal,
  type Money,
} from '@tradewind/kernel'
import { exchangeBy, type RateSet } from './fx.rules.ts'

/** How a market turns base prices into its money. */
export interface Conversion {
  /** Added to every converted price, such as `2.5`. */
  readonly marginPercent: Decimal
  /** Rounding takes a price down by no more than this. */
  readonly mostDownPercent: Decimal
  /** Prices that look right, by currency; a currency that is absent keeps its price unrounded. */
  readonly rounding: Readonly<Record<string, CharmRule>>
}

/** A conversion step by step. */
export interface Converted {
  /** By the rate alone. */
  readonly exchanged: Money
  /** With the margin. */
  readonly withMargin: Money
  readonly rounded: Money
  /** What the rounded price had to stay at or above; absent where nothing was rounded. */
  readonly floor?: Money
}

/** The amount in another currency by a market's rule; undefined where a rate is missing or the result is too large. */
export function convertWith(
  rates: RateSet | null,
  amount: Money,
  target: string,
  conversion: Conversion | undefined,
  floorMinor?: number,
): Converted | undefined {
  const exchange = exchangeBy(rates, amount.currency, target)
  const exchanged = exchange?.(amount.minor)
  if (!exchange || exchanged === undefined) return undefined
  const inTarget = (minor: number): Money => ({ minor, currency: target })
  const withMargin =
    conversion && amount.currency !== target
      ? exchangeBy(
          rates,
          amount.currency,
          target,
          addDecimals('100', conversion.marginPercent),
        )?.(amount.minor)
      : exchanged
  if (withMargin === undefined) return undefined
  const plain = { exchanged: inTarget(exchanged), withMargin: inTarget(withMargin) }
  const rule = conversion?.rounding[target]
  if (!conversion || !rule) return { ...plain, rounded: plain.withMargin }
  const least = leastAfterRounding(withMargin, conversion.mostDownPercent)
  const floor = inTarget(Math.max(least, (floorMinor === undefined ? 0 : exchange(floorMinor)) ?? 0))
  return { ...plain, floor, rounded: charmRound(plain.withMargin, rule, floor) }
}

/** The least that rounding may leave of an amount, to the minor unit above. */
function leastAfterRounding(minor: number, mostDownPercent: Decimal): number {
  const { units, scale } = parseDecimal(mostDownPercent)
  const whole = 100n * 10n ** BigInt(scale)
  return Number((BigInt(minor) * (whole - units) + whole - 1n) / whole)
}
