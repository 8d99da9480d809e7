import { newId } from '@tradewind/kernel'
import { describe, expect, it } from 'vitest'
import { market, rate, demo, type Mall } from '../pricing.testing.ts'

/** Markets, and what is written down for them. */
export function tellMarkets({ host, pricing, system, operator, kyoto }: Mall): void {
  describe('markets', () => {
    it('are shown in the caller’s language', async () => {
      const { items } = await pricing.listMarkets(host.ctx({ locale: 'de' }), {})
      expect(items.map((item) => item.name)).toEqual(['DE auf Deutsch', 'JP auf Deutsch', 'US auf Deutsch'])
    })

    it('are found by country; the first one serves the rest of the world', async () => {
      expect((await pricing.resolveMarket(host.ctx(), { country: 'JP' })).code).toBe('JP')
      expect((await pricing.resolveMarket(host.ctx(), { country: 'NZ' })).code).toBe('DE')
    })

    it('offer their currencies with the decimals of ISO 4217', async () => {
      expect(await pricing.listCurrencies(host.ctx(), {})).toEqual({
        items: [
          { code: 'EUR', exponent: 2 },
          { code: 'JPY', exponent: 0 },
          { code: 'USD', exponent: 2 },
        ],
      })
    })

    it('that an operator saves are there at once, and written down', async () => {
      await pricing.saveMarket(operator, market('GB', 'GBP', { currencies: ['EUR'] }))
      const { items } = await pricing.listMarkets(host.ctx(), {})
      expect(items.find((item) => item.code === 'GB')?.currencies).toEqual(['GBP', 'EUR'])
      const { rows } = await host.db.pool.query(
        `select operation from platform.audit where target = 'GB' and role = 'operator'`,
      )
      expect(rows).toEqual([{ operation: 'admin.market.save' }])
    })

    it('keep the days of their reductions when a form says nothing of them', async () => {
      const daysOf = async () =>
        (await pricing.listAllMarkets(operator, {})).items.find(({ code }) => code === 'GB')?.priorPriceDays
      expect(await daysOf()).toBe(30)
      await pricing.saveMarket(operator, market('GB', 'GBP', { priorPriceDays: 0 }))
      await pricing.saveMarket(operator, market('GB', 'GBP'))
      expect(await daysOf()).toBe(0)
    })

    it('do not share a country', async () => {
      await expect(
        pricing.saveMarket(operator, market('EU', 'EUR', { countries: ['AT', 'DE'] })),
      ).rejects.toMatchObject({ status: 409, code: 'pricing.country-taken', params: { country: 'DE' } })
      expect((await pricing.listAllMarkets(operator, {})).items.map((item) => item.code)).not.toContain('EU')
    })

    it('name their ways to pay in order, which a quote carries; saying none again allows all', async () => {
      const swedish = market('SE', 'SEK')
      await pricing.saveTaxRate(operator, rate('SE', '25'))
      const quoted = async () => {
        const line = { quantity: 1, taxCategory: 'standard' as const, hsCode: null, originCountry: null }
        const { paymentMethods } = await pricing.quote(system, {
          market: 'SE',
          country: 'SE',
          currency: 'SEK',
          lines: [{ ...line, offerId: krona, storeId: kyoto, weightGrams: 100, shipsFrom: 'SE' }],
          shipping: [],
        })
        return paymentMethods
      }
      const krona = newId('off')
      await pricing.importPrices(system, {
        prices: [{ offerId: krona, storeId: kyoto, price: { minor: 100, currency: 'SEK' }, isBase: true }],
      })
      await pricing.saveMarket(operator, { ...swedish, paymentMethods: ['voucher', 'card', 'voucher'] })
      expect((await pricing.resolveMarket(host.ctx(), { country: 'SE' })).paymentMethods).toEqual([
        'voucher',
        'card',
      ])
      expect(await quoted()).toEqual(['voucher', 'card'])
      await pricing.saveMarket(operator, swedish)
      expect(await quoted()).toBeUndefined()
    })

    it('have zones, named to each in their language', async () => {
      const north = { code: 'north', name: { en: 'The north', de: 'Der Norden' }, countries: ['FI'] }
      const nordic = market('FI', 'EUR', { countries: ['FI', 'NO'], zones: [north] })
      await pricing.saveMarket(operator, nordic)
      const { zones } = await pricing.resolveMarket(host.ctx({ locale: 'de' }), { country: 'NO' })
      expect(zones).toEqual([{ ...north, name: 'Der Norden' }])
      const all = await pricing.listAllMarkets(operator, {})
      expect(all.items.find(({ code }) => code === 'FI')?.zones).toEqual([north])
    })

    it('refuse zones that overlap, reach beyond them or share a code, at the field', async () => {
      const zone = (code: string, ...countries: string[]) => ({ code, name: {}, countries })
      const zones = [zone('a', 'FI'), zone('b', 'FI', 'NO'), zone('a', 'DK')]
      await expect(
        pricing.saveMarket(operator, market('FI', 'EUR', { countries: ['FI', 'NO'], zones })),
      ).rejects.toMatchObject({
        status: 400,
        fields: [
          { path: 'zones.1.countries', code: 'pricing.zone-overlap', params: { country: 'FI' } },
          { path: 'zones.2.code', code: 'pricing.zone-code-twice' },
          { path: 'zones.2.countries', code: 'pricing.zone-outside', params: { country: 'DK' } },
        ],
      })
    })

    it('that are closed are seen by operators only', async () => {
      await pricing.saveMarket(operator, market('KR', 'KRW', { open: false }))
      expect((await pricing.listMarkets(host.ctx(), {})).items.map((item) => item.code)).not.toContain('KR')
      expect((await pricing.listAllMarkets(operator, {})).items.map((item) => item.code)).toContain('KR')
    })
  })

  describe('tax rates', () => {
    it('end on the day before the next one begins, in whichever order they are told', async () => {
      const save = (validFrom: string, percent: string) =>
        pricing.saveTaxRate(operator, { ...rate('EE', percent), validFrom })
      await save('2009-07-01', '20')
      await save('2025-07-01', '24')
      await save('2024-01-01', '22')
      const { items } = await pricing.listTaxRates(operator, { country: 'EE' })
      expect(items.map(({ percent, validFrom, validTo }) => [percent, validFrom, validTo])).toEqual([
        ['20', '2009-07-01', '2023-12-31'],
        ['22', '2024-01-01', '2025-06-30'],
        ['24', '2025-07-01', null],
      ])
    })

    it('are at most the whole price', async () => {
      await expect(pricing.saveTaxRate(operator, rate('EE', '100.1'))).rejects.toMatchObject({ status: 400 })
    })
  })

  describe('rates of exchange', () => {
    it('in force are those of the latest day that is not in the future', async () => {
      const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
      const before = await pricing.listFx(host.ctx(), {})
      await pricing.setFx(operator, { ...demo.fx, date: tomorrow, rates: { USD: '2' } })
      expect((await pricing.listFx(host.ctx(), {})).rateSetId).toBe(before.rateSetId)
      const { rateSetId } = await pricing.setFx(operator, {
        ...demo.fx,
        date: '2025-07-01',
        rates: { USD: '1.2', JPY: '170', VND: '30583', GBP: '0.86' },
      })
      expect((await pricing.listFx(host.ctx(), {})).rateSetId).toBe(rateSetId)
    })

    it('cannot be zero, or of a currency that does not exist', async () => {
      await expect(
        pricing.setFx(operator, { ...demo.fx, rates: { USD: '0', XXX: '1' } }),
      ).rejects.toMatchObject({ status: 400, fields: [{ path: 'rates.USD' }, { path: 'rates.XXX' }] })
    })

    it('are never changed afterwards', async () => {
      await expect(host.db.pool.query('update pricing.rates set rate = 1')).rejects.toThrow('append-only')
    })
  })
}
