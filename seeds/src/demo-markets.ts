import type { LocalizedText } from '@tradewind/kernel'
import { seedsContext, type LoadCalls } from './contracts.ts'
import { readDemo } from './demo-files.ts'

type Market = Parameters<LoadCalls['pricing']['importMarkets']>[1]['markets'][number]

interface MarketFile {
  markets: (Omit<Market, 'name' | 'open' | 'conversion' | 'zones'> & {
    zones?: Omit<NonNullable<Market['zones']>[number], 'name'>[]
  })[]
  /** The same for all of them. */
  conversion: Market['conversion']
  taxRates: {
    country: string
    standard: string
    reduced: string
    books: string
    food: string
    validFrom: string
    source: string
  }[]
  fx: { date: string; source: string; base: string; rates: Record<string, string> }
}

/** Markets with their tax and exchange rates. */
export async function loadMarkets(calls: LoadCalls, text: (key: string) => LocalizedText): Promise<void> {
  const { markets, conversion, taxRates, fx } = readDemo<MarketFile>('markets.json')
  await calls.pricing.importMarkets(seedsContext(), {
    markets: markets.map(({ zones, ...market }) => {
      const name = text(`market.${market.code}`)
      return {
        ...market,
        name,
        open: true,
        conversion,
        // A market that is not divided is shipped to alike.
        zones: zones?.map((zone) => ({ ...zone, name: text(`zone.${zone.code}`) })) ?? [
          { code: market.code, countries: market.countries, name },
        ],
      }
    }),
    taxRates: taxRates.flatMap(({ country, validFrom, source, ...rates }) =>
      (['standard', 'reduced', 'books', 'food'] as const).map((category) => ({
        country,
        category,
        percent: rates[category],
        validFrom,
        source,
      })),
    ),
    fx,
  })
}
