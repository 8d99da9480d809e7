import type { Item } from '@tradewind/api-client'
import { api, ask } from '../../shell/api.ts'

export type Market = Item<'pricing.listAllMarkets'>

/** All markets, in all languages. */
export const listMarkets = () => ask(api.GET('/api/pricing/admin/markets'))

/** What a new market begins with. */
export const newMarket = (): Market => ({
  code: '',
  name: {},
  countries: [],
  locales: ['en'],
  currency: 'EUR',
  currencies: ['EUR'],
  taxDisplay: 'included',
  open: false,
})
