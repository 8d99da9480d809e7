import { invalid, isCurrency, pickText, refused, type Locale } from '@tradewind/kernel'
import type { MarketTerms } from '../terms/terms.queries.ts'

/** The market as it is kept: its own currency first among those a buyer may choose. */
export function tidyMarket(market: MarketTerms): MarketTerms {
  const currencies = [...new Set([market.currency, ...market.currencies])]
  const unknown = currencies.find((currency) => !isCurrency(currency))
  if (unknown !== undefined) throw refused('pricing.unknown-currency', { currency: unknown })
  assertConversion(market)
  return {
    ...market,
    currencies,
    countries: [...new Set(market.countries)],
    locales: [...new Set(market.locales)],
  }
}

/** The market in one language, as buyers see it; a market without a name is called by its code. */
export const marketIn = ({ conversion: _conversion, ...market }: MarketTerms, locale: Locale) => ({
  ...market,
  name: pickText(market.name, locale)?.text ?? market.code,
})

/** The open market that serves a country, else the first open one. */
export function marketOf(markets: readonly MarketTerms[], country: string | undefined) {
  const open = markets.filter((market) => market.open)
  return open.find((market) => country !== undefined && market.countries.includes(country)) ?? open[0]
}

/** Refuses a rule by which prices could not end as it says. */
function assertConversion({ conversion }: MarketTerms): void {
  const faults = Object.entries(conversion?.rounding ?? {}).flatMap(([currency, { step, ending }]) => [
    ...(isCurrency(currency)
      ? []
      : [{ path: `conversion.rounding.${currency}`, code: 'pricing.unknown-currency' }]),
    ...(ending < step
      ? []
      : [
          {
            path: `conversion.rounding.${currency}.ending`,
            code: 'platform.too-big',
            params: { max: step - 1 },
          },
        ]),
  ])
  if (faults.length > 0) throw invalid(faults)
}
