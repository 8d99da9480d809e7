import { newId } from '@tradewind/kernel'
import { testHost } from '@tradewind/platform/testing'
import { beforeAll, describe, expect, it } from 'vitest'
import { pricingService } from '../service.ts'

const host = await testHost({ services: [pricingService] })
const { pricing } = host.calls
const operator = host.ctx({ actor: host.operator() })
const system = host.ctx({ actor: host.system() })
const [storeId, offerId] = [newId('sto'), newId('off')]
const today = new Date().toISOString().slice(0, 10)

const market = (code: string, currency: string) => ({
  code,
  name: { en: code },
  countries: [code],
  locales: ['en' as const],
  currency,
  currencies: [currency],
  taxDisplay: 'included' as const,
  open: true,
})
const vat = (country: string, percent: string) => ({
  country,
  category: 'standard' as const,
  percent,
  validFrom: '2019-10-01',
  source: 'a law',
})
const quote = (country: string, shipsFrom: string, quantity = 1) =>
  pricing.quote(system, {
    market: country,
    country,
    lines: [
      {
        offerId,
        storeId,
        quantity,
        taxCategory: 'standard',
        hsCode: '620610',
        originCountry: shipsFrom,
        weightGrams: 300,
        shipsFrom,
      },
    ],
    shipping: [],
  })
const ioss = async () => {
  const { rules } = await pricing.listLandedRules(operator, { jurisdiction: 'EU' })
  return rules.filter(({ regime }) => regime === 'ioss')
}

beforeAll(async () => {
  await pricing.importMarkets(system, {
    markets: [market('DE', 'EUR'), market('JP', 'JPY'), market('CN', 'CNY')],
    taxRates: [vat('DE', '19'), vat('JP', '10'), vat('CN', '13')],
    fx: { date: '2025-06-30', source: 'ECB', base: 'EUR', rates: { JPY: '169.17', CNY: '8.397' } },
  })
  await pricing.importPrices(system, {
    prices: [
      { offerId, storeId, price: { minor: 11_900, currency: 'EUR' }, isBase: true },
      { offerId, storeId, price: { minor: 11_000, currency: 'JPY' }, isBase: false },
      { offerId, storeId, price: { minor: 400_000, currency: 'CNY' }, isBase: false },
    ],
  })
})

it('every row names the law or publication it was read in', async () => {
  const { rules, tariffs, levies } = await pricing.listLandedRules(operator, {})
  expect(new Set(rules.map(({ jurisdiction }) => jurisdiction))).toEqual(
    new Set(['EU', 'GB', 'US', 'CA', 'AU', 'NZ', 'SG', 'MY', 'TH', 'VN', 'ID', 'CN', 'JP', 'KR', 'BR']),
  )
  for (const row of [...rules, ...tariffs, ...levies]) expect(row.source.length).toBeGreaterThan(2)
})

describe('a rule that changes', () => {
  it('holds from its day on, and the one before ends the day before', async () => {
    const [rule] = await ioss()
    if (!rule) throw new Error('no rule')
    const { validTo: _, ...row } = rule
    await pricing.saveLandedRule(operator, {
      ...row,
      upToMinor: 9_999,
      validFrom: '2030-01-01',
      source: 'a new law',
    })
    expect((await ioss()).map((one) => [one.upToMinor, one.validFrom, one.validTo])).toEqual([
      [15_000, '2021-07-01', '2029-12-31'],
      [9_999, '2030-01-01', null],
    ])
    expect((await quote('DE', 'JP')).landed[0]?.regimes).toEqual(['ioss'])
  })

  it('is in the next quote at once, also the gap it leaves; the same day again corrects it', async () => {
    const [rule] = await ioss()
    if (!rule) throw new Error('no rule')
    const { validTo: _, ...row } = rule
    const before = await quote('DE', 'JP')
    for (const upToMinor of [9_998, 9_999])
      await pricing.saveLandedRule(operator, { ...row, upToMinor, validFrom: today, source: 'a new law' })
    expect((await ioss()).map((one) => one.upToMinor)).toEqual([15_000, 9_999, 9_999])
    expect((await quote('DE', 'JP')).landed[0]).toMatchObject({ reason: 'pricing.no-border-rule' })
    expect(before.landed[0]).toMatchObject({ atDelivery: 'nothing', rules: ['EU/ioss/2021-07-01'] })
  })

  it('must not contradict itself', async () => {
    const [rule] = await ioss()
    if (!rule) throw new Error('no rule')
    const { validTo: _, ...row } = rule
    await expect(
      pricing.saveLandedRule(operator, { ...row, unit: null, collector: 'carrier' }),
    ).rejects.toMatchObject({ status: 400, fields: [{ path: 'unit' }, { path: 'collector' }] })
  })

  it('asks for no more than the whole, and a tariff for no more than ten times the value', async () => {
    const [rule] = await ioss()
    if (!rule) throw new Error('no rule')
    const { validTo: _, ...row } = rule
    await expect(
      pricing.saveLandedRule(operator, { ...row, taxPercent: '100.5', taxSharePercent: '1000' }),
    ).rejects.toMatchObject({
      status: 400,
      fields: [
        { path: 'taxPercent', code: 'platform.too-big', params: { max: 100 } },
        { path: 'taxSharePercent', code: 'platform.too-big', params: { max: 100 } },
      ],
    })
    const tariff = {
      jurisdiction: 'EU',
      kind: 'duty' as const,
      hsPrefix: '61',
      validFrom: today,
      source: 'law',
    }
    await expect(pricing.saveTariff(operator, { ...tariff, percent: '1000.01' })).rejects.toMatchObject({
      status: 400,
      fields: [{ path: 'percent', code: 'platform.too-big', params: { max: 1000 } }],
    })
  })

  it('may be a fixed amount or a rate', async () => {
    const { rules } = await pricing.listLandedRules(operator, { jurisdiction: 'EU' })
    const above = rules.find(({ regime }) => regime === 'import')
    if (!above) throw new Error('no rule')
    const { validTo: _, ...row } = above
    await pricing.saveLandedRule(operator, { ...row, aboveMinor: 9_999, validFrom: today, source: 'a law' })
    const fee = { jurisdiction: 'DE', name: 'parcel-fee', regimes: ['import'], currency: 'EUR' }
    await pricing.saveLevy(operator, {
      ...fee,
      unit: 'consignment',
      minor: 200,
      validFrom: today,
      source: 'a law',
    })
    await pricing.saveTariff(operator, {
      jurisdiction: 'EU',
      kind: 'duty',
      hsPrefix: '62',
      percent: '10',
      validFrom: today,
      source: 'a law',
    })
    const { lines, total } = await quote('DE', 'JP')
    expect(lines[0]).toMatchObject({
      net: { minor: 10_000 },
      duty: { minor: 1_200 },
      dutyTax: { minor: 190 },
    })
    expect(total.minor).toBe(11_900 + 1_200 + 190)
  })
})

it('a duty for goods of some origins holds beside the general one, and names both its agreement and them', async () => {
  const general = {
    jurisdiction: 'GB',
    kind: 'duty' as const,
    hsPrefix: '62',
    validFrom: today,
    source: 'a law',
  }
  await pricing.saveTariff(operator, { ...general, percent: '12' })
  const agreed = { originGroup: 'an-agreement', origins: ['JP' as const], condition: 'statement on origin' }
  const saved = await pricing.saveTariff(operator, { ...general, percent: '0', ...agreed })
  expect(saved).toMatchObject(agreed)
  await pricing.saveTariff(operator, { ...general, percent: '3', ...agreed, validFrom: '2040-01-01' })
  const { tariffs } = await pricing.listLandedRules(operator, { jurisdiction: 'GB' })
  expect(tariffs.map((one) => [one.originGroup, one.origins, one.percent, one.validTo])).toEqual([
    [null, null, '12', null],
    ['an-agreement', ['JP'], '0', '2039-12-31'],
    ['an-agreement', ['JP'], '3', null],
  ])
  const faultOf = (change: Partial<Parameters<typeof pricing.saveTariff>[1]>) =>
    pricing.saveTariff(operator, { ...general, percent: '0', ...change }).then(
      () => [],
      (error: unknown) => (error as { fields: { path: string; code: string }[] }).fields,
    )
  expect(await faultOf({ originGroup: 'an-agreement' })).toEqual([
    { path: 'origins', code: 'platform.required' },
  ])
  for (const change of [{ origins: ['JP' as const] }, { condition: 'statement on origin' }])
    expect(await faultOf(change)).toEqual([{ path: 'originGroup', code: 'platform.required' }])
  expect(await faultOf({ ...agreed, kind: 'consumption-tax' })).toEqual([
    { path: 'originGroup', code: 'platform.not-allowed' },
  ])
})

it('a buyer in Japan sees the whole price of 10,000 yen and their tax', async () => {
  const { lines, goods, total } = await quote('JP', 'JP')
  expect(lines[0]).toMatchObject({
    unitPrice: { minor: 11_000 },
    net: { minor: 10_000 },
    tax: { minor: 1_000 },
  })
  expect([goods.minor, total.minor]).toEqual([11_000, 11_000])
})

it('an order that the law refuses is refused with its reason', async () => {
  await expect(quote('CN', 'DE', 2)).rejects.toMatchObject({ code: 'pricing.split-consignment' })
  expect((await quote('CN', 'DE')).landed[0]?.regimes).toEqual(['cbec'])
})
