import { divideDecimals, type Money } from '@tradewind/kernel'
import type { OutputOf } from '@tradewind/platform/contract'
import type { pricing } from '../contract/index.ts'
import { originOf } from '../fx/feed.rules.ts'
import { convertBy, type RateSet } from '../fx/fx.rules.ts'
import { taxed, taxPercent, type TaxCategory } from '../tax/tax.rules.ts'
import type { MarketTerms, Terms } from '../terms/terms.queries.ts'
import { priceIn, type Asked, type SeenPrice, type StoredPrice } from './prices.rules.ts'

export type PriceReason = Omit<OutputOf<typeof pricing.explainPrice>, 'prior'>
type Step = PriceReason['steps'][number]

/** How a price comes about, step by step, by the same rules that made it; undefined where there is none. */
export function whyPrice(
  prices: readonly StoredPrice[],
  asked: Asked & { market: MarketTerms; country: string; taxCategory: TaxCategory },
  terms: Pick<Terms, 'rates' | 'taxRules'>,
): { seen: SeenPrice; reason: PriceReason } | undefined {
  const seen = priceIn(prices, asked, terms.rates)
  if (!seen) return undefined
  const rateSetId = seen.basis === 'converted' ? (terms.rates?.id ?? null) : null
  const steps = [
    beginning(seen.won),
    ...conversion(seen, asked, terms.rates),
    ...taxStep(seen.price, asked, terms),
  ]
  return { seen, reason: { price: seen.price, basis: seen.basis, rateSetId, steps } }
}

function beginning({ minor, currency, isBase, special }: StoredPrice): Step {
  const amount = { minor, currency }
  if (!special) return { step: isBase ? 'base' : 'list', amount }
  const { market, minQuantity, startsAt, endsAt } = special
  return { step: 'special', amount, market, minQuantity, startsAt, endsAt }
}

function conversion(
  { converted, won }: SeenPrice,
  { market, currency }: Asked,
  rates: RateSet | null,
): Step[] {
  const exchanged = convertBy(rates, { minor: won.minor, currency: won.currency }, currency)
  if (!converted || !rates || !exchanged) return []
  const { unrounded, rounded, floor } = converted
  const margin = market.conversion?.marginPercent ?? '0'
  const foreign = currency === rates.base ? won.currency : currency
  const { date, source } = originOf(rates, foreign)
  const rule = market.conversion?.rounding[currency]
  return [
    { step: 'rate', amount: exchanged, rate: crossOf(rates, won.currency, currency), date, source },
    ...(Number(margin) === 0 ? [] : [{ step: 'margin' as const, amount: unrounded, percent: margin }]),
    ...(rule && floor
      ? [{ step: 'rounding' as const, amount: rounded, example: exampleOf(rule, currency), floor }]
      : []),
  ]
}

/** The smallest price that looks right by the rule, to show what it does. */
const exampleOf = ({ step, ending }: { step: number; ending: number }, currency: string): Money => ({
  minor: step + ending,
  currency,
})

function taxStep(
  price: Money,
  asked: Asked & { market: MarketTerms; country: string; taxCategory: TaxCategory },
  { taxRules }: Pick<Terms, 'taxRules'>,
): Step[] {
  const percent = taxPercent(taxRules, asked.country, asked.taxCategory, asked.at.slice(0, 10))
  if (percent === undefined) return []
  const included = asked.market.taxDisplay === 'included'
  const { tax, gross } = taxed(price, percent, included)
  return [{ step: included ? 'tax-included' : 'tax-added', amount: gross, percent, tax }]
}

const DIGITS_SHOWN = 6

/** Units of the target for one of the source, to be read by people: six digits, wherever they begin. */
function crossOf(rates: RateSet, source: string, target: string): string {
  const rateOf = (currency: string) => (currency === rates.base ? '1' : (rates.rates[currency] ?? '1'))
  const [to, from] = [rateOf(target), rateOf(source)]
  const wholeDigits = Math.floor(Math.log10(Number(to) / Number(from))) + 1
  return divideDecimals(to, from, Math.max(0, DIGITS_SHOWN - wholeDigits))
}
