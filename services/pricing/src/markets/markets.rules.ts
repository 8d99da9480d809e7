import {
  invalid,
  isCurrency,
  pickText,
  refused,
  type FieldError,
  type Locale,
  type LocalizedText,
} from '@tradewind/kernel'
import type { MarketTerms } from '../terms/terms.queries.ts'

/** The market as it is kept: its own currency first among those a buyer may choose. */
export function tidyMarket(market: MarketTerms): MarketTerms {
  const currencies = [...new Set([market.currency, ...market.currencies])]
  const unknown = currencies.find((currency) => !isCurrency(currency))
  if (unknown !== undefined) throw refused('pricing.unknown-currency', { currency: unknown })
  const faults = [...conversionFaults(market), ...zoneFaults(market)]
  if (faults.length > 0) throw invalid(faults)
  return {
    ...market,
    currencies,
    countries: [...new Set(market.countries)],
    locales: [...new Set(market.locales)],
    ...(market.paymentMethods && { paymentMethods: [...new Set(market.paymentMethods)] }),
  }
}

/** The market in one language, as buyers see it; a market without a name is called by its code. */
export const marketIn = ({ conversion: _conversion, zones = [], ...market }: MarketTerms, locale: Locale) => {
  const called = ({ name, code }: { name: LocalizedText; code: string }) =>
    pickText(name, locale)?.text ?? code
  return {
    ...market,
    name: called(market),
    zones: zones.map((zone) => ({ ...zone, name: called(zone) })),
  }
}

/** The open market that serves a country, else the first open one. */
export function marketOf(markets: readonly MarketTerms[], country: string | undefined) {
  const open = markets.filter((market) => market.open)
  return open.find((market) => country !== undefined && market.countries.includes(country)) ?? open[0]
}

/** What is wrong with a rule by which prices could not end as it says. */
const conversionFaults = ({ conversion }: MarketTerms): FieldError[] =>
  Object.entries(conversion?.rounding ?? {}).flatMap(([currency, { step, ending }]) => [
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

/** What is wrong with zones that overlap, reach beyond the market or share a code. */
function zoneFaults({ countries, zones = [] }: MarketTerms): FieldError[] {
  const codes = new Set<string>()
  const zoned = new Set<string>()
  return zones.flatMap((zone, index) => {
    const outside = zone.countries.find((country) => !countries.includes(country))
    const twice = zone.countries.find((country) => zoned.has(country))
    const known = codes.has(zone.code)
    codes.add(zone.code)
    for (const country of zone.countries) zoned.add(country)
    const path = `zones.${index}.countries`
    return [
      ...(known ? [{ path: `zones.${index}.code`, code: 'pricing.zone-code-twice' }] : []),
      ...(outside ? [{ path, code: 'pricing.zone-outside', params: { country: outside } }] : []),
      ...(twice ? [{ path, code: 'pricing.zone-overlap', params: { country: twice } }] : []),
    ]
  })
}
