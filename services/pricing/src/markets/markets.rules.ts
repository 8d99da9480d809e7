import { isCurrency, pickText, refused, type Locale } from '@tradewind/kernel'
import type { MarketTerms } from '../terms/terms.queries.ts'

/** The market as it is kept: its own currency first among those a buyer may choose. */
export function tidyMarket(market: MarketTerms): MarketTerms {
  const currencies = [...new Set([market.currency, ...market.currencies])]
  const unknown = currencies.find((currency) => !isCurrency(currency))
  if (unknown !== undefined) throw refused('pricing.unknown-currency', { currency: unknown })
  return {
    ...market,
    currencies,
    countries: [...new Set(market.countries)],
    locales: [...new Set(market.locales)],
  }
}

/** The market in one language; a market without a name is called by its code. */
export const marketIn = (market: MarketTerms, locale: Locale) => ({
  ...market,
  name: pickText(market.name, locale)?.text ?? market.code,
})

/** The open market that serves a country, else the first open one. */
export function marketOf(markets: readonly MarketTerms[], country: string | undefined) {
  const open = markets.filter((market) => market.open)
  return open.find((market) => country !== undefined && market.countries.includes(country)) ?? open[0]
}
