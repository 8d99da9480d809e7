import type { Item } from '@tradewind/api-client'
import { api, ask } from '../../shell/api.ts'

export type Market = Item<'pricing.listAllMarkets'>
/** A market as its form holds it: what may be left unsaid is there. */
export type MarketForm = Required<Market>

/** All markets, in all languages. */
export const listMarkets = () => ask(api.GET('/api/pricing/admin/markets'))

/** Rates alone, unrounded; reductions as the European Union asks; any way to pay; no zones. */
const PLAIN = {
  conversion: { marginPercent: '0', mostDownPercent: '100', rounding: {} },
  priorPriceDays: 30,
  paymentMethods: [],
  zones: [],
} satisfies Partial<MarketForm>

/** What a new market begins with. */
export const newMarket = (): MarketForm => ({
  code: '',
  name: {},
  countries: [],
  locales: ['en'],
  currency: 'EUR',
  currencies: ['EUR'],
  taxDisplay: 'included',
  open: false,
  ...PLAIN,
})

/** A market with what it leaves unsaid. */
export const formOfMarket = (market: Market): MarketForm => ({ ...PLAIN, ...market })
