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
  /** By the rate, with the margin. */
  readonly unrounded: Money
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
  const margin = conversion && amount.currency !== target ? conversion.marginPercent : '0'
  const exchange = exchangeBy(
    rates,
    amount.currency,
    target,
    margin === '0' ? '100' : addDecimals('100', margin),
  )
  const minor = exchange?.(amount.minor)
  if (minor === undefined) return undefined
  const inTarget = (units: number): Money => ({ minor: units, currency: target })
  const unrounded = inTarget(minor)
  const rule = conversion?.rounding[target]
  if (!conversion || !rule) return { unrounded, rounded: unrounded }
  const ofOffer =
    floorMinor === undefined ? 0 : (exchangeBy(rates, amount.currency, target)?.(floorMinor) ?? 0)
  const floor = inTarget(Math.max(leastAfterRounding(minor, conversion.mostDownPercent), ofOffer))
  return { unrounded, floor, rounded: charmRound(unrounded, rule, floor) }
}

/** The least that rounding may leave of an amount, to the minor unit above. */
function leastAfterRounding(minor: number, mostDownPercent: Decimal): number {
  if (mostDownPercent === '100') return 0
  const { units, scale } = parseDecimal(mostDownPercent)
  const whole = 100n * 10n ** BigInt(scale)
  return Number((BigInt(minor) * (whole - units) + whole - 1n) / whole)
}
