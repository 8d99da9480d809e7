import { newId } from '@tradewind/kernel'
import { testHost } from '@tradewind/platform/testing'
import { pricingService } from './service.ts'

export const market = (code: string, currency: string, over = {}) => ({
  code,
  name: { en: code, de: `${code} auf Deutsch` },
  countries: [code],
  locales: ['en' as const],
  currency,
  currencies: [currency],
  taxDisplay: 'included' as const,
  open: true,
  ...over,
})
export const rate = (country: string, percent: string, category = 'standard' as const) => ({
  country,
  category,
  percent,
  validFrom: '2021-01-01',
  source: 'a law',
})
export const demo = {
  markets: [
    market('DE', 'EUR', { currencies: ['EUR', 'USD'] }),
    market('JP', 'JPY'),
    market('US', 'USD', { taxDisplay: 'excluded' }),
  ],
  taxRates: [rate('DE', '19'), rate('JP', '10'), rate('US', '0')],
  fx: {
    date: '2025-06-30',
    source: 'ECB',
    base: 'EUR',
    rates: { USD: '1.172', JPY: '169.17', VND: '30583' },
  },
}

export type Mall = Awaited<ReturnType<typeof openPricing>>

/** Prices of two stores in three markets; stops after the test file. */
export async function openPricing() {
  const host = await testHost({ services: [pricingService] })
  const { pricing } = host.calls
  const system = host.ctx({ actor: host.system() })
  const operator = host.ctx({ actor: host.operator() })

  const kyoto = newId('sto')
  const saigon = newId('sto')
  const asKyoto = host.ctx({ actor: host.merchant(kyoto) })
  const asSaigon = host.ctx({ actor: host.merchant(saigon) })
  const [bowl, cup] = [newId('off'), newId('off')] as const
  const coffee = newId('off')
  const facts = async (type: string) =>
    (await host.db.pool.query('select payload from pricing.outbox where type = $1 order by id', [type])).rows

  await pricing.importMarkets(system, demo)
  await pricing.importPrices(system, {
    prices: [
      { offerId: bowl, storeId: kyoto, price: { minor: 4800, currency: 'JPY' }, isBase: true },
      { offerId: bowl, storeId: kyoto, price: { minor: 3490, currency: 'EUR' }, isBase: false },
      { offerId: cup, storeId: kyoto, price: { minor: 1500, currency: 'JPY' }, isBase: true },
      { offerId: coffee, storeId: saigon, price: { minor: 250_000, currency: 'VND' }, isBase: true },
    ],
  })
  return { host, pricing, system, operator, kyoto, saigon, asKyoto, asSaigon, bowl, cup, coffee, facts }
}
