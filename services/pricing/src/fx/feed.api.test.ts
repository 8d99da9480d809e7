import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { newId } from '@tradewind/kernel'
import { eventually, testHost } from '@tradewind/platform/testing'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { pricingService } from '../service.ts'

const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
const xmlOf = (date: string, rates: Record<string, string>) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
<gesmes:subject>Reference rates</gesmes:subject><gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
<Cube><Cube time='${date}'>${Object.entries(rates)
    .map(([currency, rate]) => `<Cube currency='${currency}' rate='${rate}'/>`)
    .join('')}</Cube></Cube></gesmes:Envelope>`

/** A central bank that answers as it is told to. */
let answer: (response: ServerResponse) => void = (response) => response.end('')
const bank = createServer((_request, response) => answer(response))
await new Promise<void>((resolve) => bank.listen(0, '127.0.0.1', resolve))
const publish = (text: string) => (answer = (response) => response.end(text))

const host = await testHost({
  services: [pricingService],
  env: { FX_FEED_URL: `http://127.0.0.1:${(bank.address() as AddressInfo).port}/eurofxref-daily.xml` },
})
const { pricing } = host.calls
const operator = host.ctx({ actor: host.operator() })
const system = host.ctx({ actor: host.system() })
const [store, offer] = [newId('sto'), newId('off')]
const read = () => pricing.readFxNow(operator, {})
const rateOf = async (currency: string) =>
  (await pricing.getFxState(operator, {})).rates.find((rate) => rate.currency === currency)
const quoteIn = (market: string, country: string) =>
  pricing.quote(system, {
    market,
    country,
    lines: [
      {
        offerId: offer,
        storeId: store,
        quantity: 1,
        taxCategory: 'standard',
        hsCode: null,
        originCountry: null,
        weightGrams: 100,
        shipsFrom: country,
      },
    ],
    shipping: [],
  })

beforeAll(async () => {
  const market = { locales: ['en' as const], taxDisplay: 'included' as const, open: true }
  const open = (code: string, currency: string) => ({
    ...market,
    code,
    name: { en: code },
    countries: [code],
    currency,
    currencies: [currency],
  })
  await pricing.importMarkets(system, {
    markets: [open('DE', 'EUR'), open('JP', 'JPY'), open('VN', 'VND'), open('ID', 'IDR'), open('KR', 'KRW')],
    taxRates: ['DE', 'JP', 'ID', 'KR'].map((country) => ({
      country,
      category: 'standard' as const,
      percent: '10',
      validFrom: '2020-01-01',
      source: 'test',
    })),
  })
  await pricing.importPrices(system, {
    prices: [{ offerId: offer, storeId: store, price: { minor: 1000, currency: 'EUR' }, isBase: true }],
  })
})
afterAll(() => bank.close())

describe('rates of the central bank', () => {
  it('are read, put into force and told to whoever shows prices', async () => {
    await pricing.setFx(operator, {
      date: dayAgo(20),
      source: 'State Bank of Vietnam',
      base: 'EUR',
      rates: { VND: '30583' },
    })
    publish(xmlOf(dayAgo(30), { USD: '1.17', JPY: '169', GBP: '0.85', CNY: '8.4', IDR: '19021.03' }))
    await read()
    publish(xmlOf(dayAgo(3), { USD: '1.172', JPY: '169.17', GBP: '0.8555', CNY: '8.397', THB: '38.125' }))
    const state = await read()
    expect(state.feed).toMatchObject({ problem: null, held: [], fedDays: 10 })
    expect(state.rates.map(({ currency }) => currency)).toEqual([
      'CNY',
      'GBP',
      'IDR',
      'JPY',
      'THB',
      'USD',
      'VND',
    ])
    expect(await rateOf('JPY')).toMatchObject({ rate: '169.17', ageDays: 3, manual: false, usable: true })
    expect((await quoteIn('JP', 'JP')).total).toEqual({ minor: 1692, currency: 'JPY' })
  })

  it('leave those that people wrote for what the bank lacks, with their own day and source', async () => {
    expect(await rateOf('VND')).toMatchObject({
      rate: '30583',
      source: 'State Bank of Vietnam',
      manual: true,
      ageDays: 20,
    })
    await pricing.setFx(operator, {
      date: dayAgo(0),
      source: 'State Bank of Vietnam',
      base: 'EUR',
      rates: { VND: '30600' },
      keepOthers: true,
    })
    expect(await rateOf('VND')).toMatchObject({ rate: '30600', ageDays: 0 })
    expect(await rateOf('JPY')).toMatchObject({ rate: '169.17', ageDays: 3, manual: false })
    publish(xmlOf(dayAgo(2), { USD: '1.174', JPY: '170', GBP: '0.8555', CNY: '8.397', THB: '38.125' }))
    await read()
    expect(await rateOf('JPY')).toMatchObject({ rate: '170', ageDays: 2 })
    expect(await rateOf('VND')).toMatchObject({ rate: '30600', ageDays: 0 })
  })

  it('that are older than allowed sell nothing, which says so', async () => {
    expect(await rateOf('IDR')).toMatchObject({ rate: '19021.03', ageDays: 30, usable: false })
    await expect(quoteIn('ID', 'ID')).rejects.toMatchObject({ status: 422, code: 'pricing.rates-too-old' })
    await expect(pricing.explainPrice(operator, { offerId: offer, market: 'ID' })).rejects.toMatchObject({
      code: 'pricing.rates-too-old',
    })
    expect((await quoteIn('DE', 'DE')).total.minor).toBe(1000)
  })

  it('that nobody ever told are missing, however old others are', async () => {
    await expect(quoteIn('KR', 'KR')).rejects.toMatchObject({ status: 422, code: 'pricing.no-price' })
    await expect(pricing.explainPrice(operator, { offerId: offer, market: 'KR' })).rejects.toMatchObject({
      code: 'pricing.no-price',
    })
  })

  it('that are known already change nothing', async () => {
    const { rateSetId } = await read()
    expect((await read()).rateSetId).toBe(rateSetId)
  })

  it('are not believed where one leaps, and stand as they did', async () => {
    publish(xmlOf(dayAgo(1), { USD: '11.74', JPY: '171', GBP: '0.8555', CNY: '8.397', THB: '38.125' }))
    const state = await read()
    expect(state.feed.held).toEqual([{ currency: 'USD', rate: '11.74' }])
    expect(await rateOf('USD')).toMatchObject({ rate: '1.174', ageDays: 2 })
    expect(await rateOf('JPY')).toMatchObject({ rate: '171', ageDays: 1 })
  })

  it.each([
    ['pricing.feed-implausible', xmlOf(dayAgo(0), { USD: '11', JPY: '16', GBP: '8', CNY: '80', THB: '3' })],
    ['pricing.feed-implausible', xmlOf(dayAgo(0), { USD: '1.17', JPY: '170' })],
    ['pricing.feed-implausible', xmlOf(dayAgo(-2), { USD: '1.17', JPY: '170' })],
    [
      'pricing.feed-implausible',
      xmlOf(dayAgo(0), { USD: '0', JPY: '0.000', GBP: '0.8555', CNY: '8.397', THB: '38.125' }),
    ],
    [
      'pricing.feed-implausible',
      xmlOf(dayAgo(0), { USD: '-1.17', JPY: '-171', GBP: '-0.8', CNY: 'NaN', THB: '38.125' }),
    ],
    [
      'pricing.feed-implausible',
      xmlOf(dayAgo(0), { USD: '1174', JPY: '171000', GBP: '0.8555', CNY: '8.397', THB: '38.125' }),
    ],
    ['pricing.feed-unreadable', '<html>We are being renovated</html>'],
    ['pricing.feed-unreadable', `<Cube time='${dayAgo(0)}'>${"<Cube currency='USD' ".repeat(20_000)}`],
    ['pricing.feed-unreadable', `{"rates":{"USD":1.17},"x":${'['.repeat(50_000)}`],
    ['pricing.feed-unreadable', ''],
  ])('of a wrong file are refused whole: %s', async (problem, text) => {
    publish(text)
    const before = await pricing.getFxState(operator, {})
    const after = await read()
    expect(after.feed.problem).toBe(problem)
    expect(after.rates).toEqual(before.rates)
    expect((await quoteIn('JP', 'JP')).total.currency).toBe('JPY')
  })

  it('stay when the bank is down, breaks off or does not end, and sales go on', async () => {
    for (const broken of [
      (response: ServerResponse) => response.writeHead(503).end(),
      (response: ServerResponse) => response.destroy(),
      (response: ServerResponse) => response.writeHead(302, { location: '/eurofxref-daily.xml' }).end(),
      (response: ServerResponse) => response.writeHead(200, { 'content-length': '999' }).end('<Cube'),
      (response: ServerResponse) => {
        const more = () => {
          if (!response.destroyed) response.write('x'.repeat(1_000_000), more)
        }
        more()
      },
    ]) {
      answer = broken
      expect((await read()).feed.problem).toBe('pricing.feed-unreachable')
      expect((await quoteIn('JP', 'JP')).total.minor).toBe(1710)
    }
  })

  it('that never come do not hold up a sale while they are waited for', async () => {
    let asked = false
    answer = () => (asked = true)
    const reading = read()
    await eventually(() => expect(asked).toBe(true))
    expect((await quoteIn('JP', 'JP')).total.minor).toBe(1710)
    bank.closeAllConnections()
    expect((await reading).feed.problem).toBe('pricing.feed-unreachable')
  })

  it('that a person writes while the bank is waited for are not lost', async () => {
    const release = Promise.withResolvers<undefined>()
    let asked = false
    answer = (response) => {
      asked = true
      const text = xmlOf(dayAgo(0), { USD: '1.18', JPY: '172', GBP: '0.8555', CNY: '8.397', THB: '38.125' })
      void release.promise.then(() => response.end(text))
    }
    const reading = read()
    await eventually(() => expect(asked).toBe(true))
    await pricing.setFx(operator, {
      date: dayAgo(0),
      source: 'State Bank of Vietnam',
      base: 'EUR',
      rates: { VND: '30700' },
      keepOthers: true,
    })
    release.resolve(undefined)
    expect((await reading).feed.problem).toBeNull()
    expect(await rateOf('JPY')).toMatchObject({ rate: '172', ageDays: 0 })
    expect(await rateOf('VND')).toMatchObject({ rate: '30700', manual: true })
  })

  it('that grow too old by date alone are told once to whoever shows prices', async () => {
    const told = async () =>
      (await host.db.pool.query(`select 1 from pricing.outbox where type = 'pricing.markets-changed.v1'`))
        .rowCount
    publish(xmlOf(dayAgo(0), { USD: '1.18', JPY: '172', GBP: '0.8555', CNY: '8.397', THB: '38.125' }))
    await read()
    const before = (await told()) ?? 0
    await read()
    expect(await told()).toBe(before)
    vi.useFakeTimers({ now: Date.now() + 11 * 86_400_000, toFake: ['Date'] })
    try {
      await read()
      expect(await rateOf('JPY')).toMatchObject({ usable: false })
      expect(await told()).toBe(before + 1)
      await read()
      expect(await told()).toBe(before + 1)
    } finally {
      vi.useRealTimers()
    }
  })

  it('show their age in the figures', async () => {
    const text = await (await fetch(`${host.http}/metrics`)).text()
    expect(text).toMatch(/^tradewind_fx_rates_age_days 30$/m)
  })
})
