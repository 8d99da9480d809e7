import type { Money } from './amount.ts'
import { compare, money } from './money.ts'

/**
 * Which prices look right in a currency: those of the form n × `step` + `ending`, both in minor units.
 * `{ step: 100, ending: 99, toward: 'nearest' }` in EUR gives 16.99, 17.99 and so on.
 */
export interface CharmRule {
  readonly step: number
  readonly ending: number
  readonly toward: 'nearest' | 'down' | 'up'
}

const nearest = (step: number, ending: number): CharmRule => ({ step, ending, toward: 'nearest' })

/** Customary endings to start a market with; a currency that is absent keeps its price unrounded. */
export const CHARM_RULES: Readonly<Record<string, CharmRule>> = {
  AUD: nearest(100, 99),
  CAD: nearest(100, 99),
  CHF: nearest(100, 90),
  EUR: nearest(100, 99),
  GBP: nearest(100, 99),
  IDR: nearest(500_000, 0),
  JPY: nearest(100, 80),
  KRW: nearest(1_000, 900),
  NZD: nearest(100, 99),
  USD: nearest(100, 99),
}

/**
 * The price moved to a charm price: JPY 2885 → 2880, KRW 27089 → 26900; half-way goes down, in the buyer's favour.
 * Never below `floor` (cost or minimum advertised price, same currency): then the first charm price at or above it.
 * A price above zero stays above zero; zero or less comes back as it is.
 */
export function charmRound(price: Money, rule: CharmRule, floor?: Money): Money {
  if (price.minor <= 0) return price
  const { step, ending } = rule
  const atOrBelow = (minor: number) => Math.floor((minor - ending) / step) * step + ending
  const atOrAbove = (minor: number) => Math.ceil((minor - ending) / step) * step + ending

  const down = atOrBelow(price.minor)
  const up = atOrAbove(price.minor)
  const goesUp = rule.toward === 'up' || (rule.toward === 'nearest' && up - price.minor < price.minor - down)
  const rounded = money(goesUp ? up : down, price.currency)
  const guard = floor && floor.minor > 0 ? floor : money(1, price.currency)
  return compare(rounded, guard) < 0 ? money(atOrAbove(guard.minor), price.currency) : rounded
}
