import { money, type Money } from '@tradewind/kernel'
import { testHost } from '@tradewind/platform/testing'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { RateSet } from '../fx/fx.rules.ts'
import { pricingService } from '../service.ts'
import { landedBook } from './landed.queries.ts'
import { landed, sumsOf } from './landed.rules.ts'
import type { Consignment, LandedBook, LandedLine, Tariff } from './landed.types.ts'

// Figures of the published examples that the rules name as their sources, reckoned with the rows as they are migrated.
const host = await testHost({ services: [pricingService] })
const { rows } = await sql<{ book: LandedBook }>`select ${landedBook(true)} as book`.execute(
  host.db.kysely<unknown>(),
)
const book = rows[0]!.book
const rates: RateSet = {
  id: 'fxs_1',
  date: '2026-11-20',
  source: 'test',
  base: 'EUR',
  manual: true,
  kept: {},
  rates: { RON: '5' },
}

interface Sending {
  to: string
  from?: string
  day?: string
  currency: string
  lines: (Partial<LandedLine> & { minor: number })[]
  transport?: number
  percent?: string
  carriage?: Consignment['carriage']
  registered?: boolean
  yearBefore?: number
  tariffs?: (Pick<Tariff, 'jurisdiction' | 'percent'> & Partial<Tariff>)[]
}

function send(sending: Sending) {
  const { to, from = 'CN', day = '2026-11-22', currency, percent = '0', transport = 0 } = sending
  const amount = (minor: number): Money => money(minor, currency)
  const taxOf = (minor: number) => amount(Math.round((minor * Number(percent)) / 100))
  const tariffs = (sending.tariffs ?? []).map((tariff) => ({
    kind: 'duty' as const,
    hsPrefix: '',
    currency: null,
    fromMinorPerGram: null,
    originGroup: null,
    origins: null,
    condition: null,
    validFrom: '2000-01-01',
    validTo: null,
    source: 'given with the example',
    ...tariff,
  }))
  const answer = landed(
    { ...book, tariffs: [...book.tariffs, ...tariffs] },
    {
      country: to,
      shipsFrom: from,
      day,
      lines: sending.lines.map(({ minor, ...over }) => ({
        quantity: 1,
        weightGrams: 500,
        hsCode: '620610',
        originCountry: from,
        taxPercent: percent,
        net: amount(minor),
        tax: taxOf(minor),
        ...over,
      })),
      transport: { net: amount(transport), tax: taxOf(transport) },
      transportPercent: percent,
      carriage: sending.carriage ?? null,
      sellerRegistered: sending.registered ?? true,
      yearBefore: amount(sending.yearBefore ?? 0),
    },
    rates,
  )
  const { tax, duty } = sumsOf(answer)
  return {
    ...answer,
    regime: answer.lines.map((line) => line.regime).join(),
    tax: tax.minor,
    duty: duty.minor,
    consumptionTax: answer.lines.reduce((minor, line) => minor + line.consumptionTax.minor, 0),
  }
}

describe('into the EU', () => {
  const coat = { minor: 14_000 }
  it.each([
    ['a coat', [coat], 0, 2800],
    ['a coat and its transport shown apart', [coat], 1500, 3100],
    ['a coat and a shirt that add up', [{ minor: 12_000 }, { minor: 2_000 }], 1500, 3100],
  ])('%s worth 140 euros pays VAT at the checkout', (_, lines, transport, tax) => {
    const answer = send({ to: 'AT', day: '2025-06-01', currency: 'EUR', lines, transport, percent: '20' })
    expect(answer).toMatchObject({
      tax,
      duty: 0,
      incoterm: 'DDP',
      collector: 'platform',
      deemedSupplier: true,
    })
    expect(new Set(answer.regime.split(','))).toEqual(new Set(['ioss']))
  })

  it('a coat worth 160 euros is no matter for the one-stop shop', () => {
    const tariffs = [{ jurisdiction: 'EU', percent: '12' }]
    const answer = send({ to: 'AT', currency: 'EUR', lines: [{ minor: 16_000 }], percent: '20', tariffs })
    expect(answer).toMatchObject({ regime: 'import', duty: 1920, tax: 3200 + 384, deemedSupplier: false })
    expect(answer.lines[0]?.dutyRules).toEqual([
      {
        rule: 'EU/duty/*/2000-01-01',
        jurisdiction: 'EU',
        agreement: null,
        condition: null,
        percent: '12',
        validFrom: '2000-01-01',
        source: 'given with the example',
        amount: money(1920, 'EUR'),
      },
    ])
  })

  it('goods of a country with an agreement pay its duty, wherever they are sent from', () => {
    const origins = { originGroup: 'an-agreement', origins: ['JP', 'CH'] as Tariff['origins'] }
    const tariffs = [
      { jurisdiction: 'EU', percent: '12', hsPrefix: '620610' },
      { jurisdiction: 'EU', percent: '4', hsPrefix: '62', ...origins },
      { jurisdiction: 'EU', percent: '2', hsPrefix: '6206', ...origins },
      { jurisdiction: 'EU', percent: '1', hsPrefix: '6206', ...origins, originGroup: 'another' },
    ]
    const dutyFrom = (originCountry: string | null, from = 'CN') =>
      send({
        to: 'AT',
        from,
        currency: 'EUR',
        lines: [{ minor: 16_000, originCountry }],
        percent: '20',
        tariffs,
      }).duty
    expect([dutyFrom('JP'), dutyFrom('JP', 'US'), dutyFrom('CH')]).toEqual([160, 160, 160])
    expect([dutyFrom('CN'), dutyFrom('CN', 'JP'), dutyFrom(null, 'JP')]).toEqual([1920, 1920, 1920])
  })

  it('a duty that asks for a proof of the origin is only for goods that have one, and is named', () => {
    const agreed = { originGroup: 'eu-japan-epa', origins: ['JP'] as Tariff['origins'] }
    const tariffs = [
      { jurisdiction: 'EU', percent: '12' },
      { jurisdiction: 'EU', percent: '0', hsPrefix: '6206', ...agreed, condition: 'statement on origin' },
    ]
    const whyOf = (originCountry: string, originProven?: boolean) => {
      const lines = [{ minor: 16_000, originCountry, originProven }]
      return send({ to: 'AT', currency: 'EUR', lines, percent: '20', tariffs }).lines[0]?.dutyRules[0]
    }
    const general = { rule: 'EU/duty/*/2000-01-01', agreement: null, amount: { minor: 1920 } }
    expect(whyOf('JP', true)).toMatchObject({
      rule: 'EU/duty/6206/eu-japan-epa/2000-01-01',
      agreement: 'eu-japan-epa',
      condition: 'statement on origin',
      amount: { minor: 0 },
    })
    for (const why of [whyOf('JP'), whyOf('JP', false), whyOf('CN', true)]) expect(why).toMatchObject(general)
  })

  it('one blouse of silk and two of wool pay three euros for each kind', () => {
    const lines = [
      { minor: 4000, hsCode: '6206.10' },
      { minor: 8000, hsCode: '620620', quantity: 2 },
    ]
    const answer = send({ to: 'DE', day: '2026-07-01', currency: 'EUR', lines, percent: '19' })
    expect(answer.lines.map((line) => line.duty.minor)).toEqual([300, 300])
    expect(send({ to: 'DE', day: '2026-06-30', currency: 'EUR', lines, percent: '19' }).duty).toBe(0)
  })
})

it('into Australia, 1,100 dollars with tax are worth 1,000 at customs and pay a tenth with their delivery', () => {
  const line = { minor: 100_000, tax: money(10_000, 'AUD'), taxPercent: '10' }
  const answer = send({ to: 'AU', currency: 'AUD', lines: [line], transport: 500, percent: '10' })
  expect(answer).toMatchObject({ regime: 'low-value-gst', tax: 10_050, incoterm: 'DDP' })
  expect(send({ to: 'AU', currency: 'AUD', lines: [{ minor: 100_001 }] }).unknown).toBe(
    'pricing.no-duty-rate',
  )
})

describe('into Singapore', () => {
  it.each([
    ['395 dollars and 25 of shipping', true, [{ minor: 39_500 }], 2500, 'low-value-gst', 3780, 'DDP'],
    [
      '350 and 150 dollars together',
      true,
      [{ minor: 35_000 }, { minor: 15_000 }],
      0,
      'low-value-gst,low-value-gst',
      4500,
      'DDP',
    ],
    ['280 dollars from one who is not registered', false, [{ minor: 28_000 }], 2500, 'relief', 0, 'DAP'],
    ['390 dollars from one who is not registered', false, [{ minor: 39_000 }], 3500, 'import', 3825, 'DAP'],
  ])('%s', (_, registered, lines, transport, regime, tax, incoterm) => {
    const answer = send({ to: 'SG', currency: 'SGD', lines, transport, registered, percent: '9' })
    expect(answer).toMatchObject({ regime, tax, incoterm, duty: 0 })
  })
})

describe('into China', () => {
  const order = (over: Partial<Sending> & Pick<Sending, 'lines'>) =>
    send({ to: 'CN', from: 'DE', currency: 'CNY', percent: '13', ...over })

  it('goods within the limits pay seven tenths of the tax and no duty', () => {
    expect(order({ lines: [{ minor: 100_000 }] })).toMatchObject({ regime: 'cbec', duty: 0, tax: 9100 })
  })
  it('dear cosmetics pay consumption tax besides', () => {
    const cream = { minor: 42_500, hsCode: '330499', weightGrams: 20 }
    expect(order({ lines: [cream] })).toMatchObject({ consumptionTax: 5250, tax: 9800, duty: 0 })
    expect(order({ lines: [{ ...cream, weightGrams: 200 }] }).consumptionTax).toBe(0)
  })
  it('one piece above the limit of an order pays all', () => {
    const tariffs = [{ jurisdiction: 'CN', percent: '10' }]
    const answer = order({ lines: [{ minor: 600_000 }], tariffs })
    expect(answer.regime).toBe('cbec-single-item')
    expect(answer.tax + answer.duty).toBe(145_800)
  })
  it('two pieces above it are refused, for each can go alone', () => {
    expect(order({ lines: [{ minor: 600_000, quantity: 2 }] }).refusal).toBe('pricing.split-consignment')
  })
  it('what passes the limit of a person’s year is refused', () => {
    expect(order({ lines: [{ minor: 250_000 }], yearBefore: 2_400_000 }).refusal).toBe(
      'pricing.over-year-limit',
    )
    expect(order({ lines: [{ minor: 200_000 }], yearBefore: 2_400_000 }).refusal).toBeNull()
  })
})

it.each([
  [5000, 1000, 1229],
  [10_000, 4000, 2867],
])('into Brazil, goods for %i US cents: a tax that is part of its own base', (minor, duty, tax) => {
  expect(send({ to: 'BR', currency: 'USD', lines: [{ minor }], percent: '17' })).toMatchObject({ duty, tax })
})

it.each([
  ['US', 'courier', 4000, 'nothing'],
  ['US', 'courier', 4001, 'tax'],
  ['MX', 'courier', 15_000, 'tax'],
  ['US', 'courier', 15_001, 'both'],
  ['CN', 'courier', 2000, 'nothing'],
  ['CN', 'courier', 2001, 'both'],
  ['US', 'post', 3500, 'both'],
] as const)('into Canada from %s by %s, %i cents: %s', (from, carriage, minor, due) => {
  const tariffs = [{ jurisdiction: 'CA', percent: '18' }]
  const answer = send({ to: 'CA', from, carriage, currency: 'CAD', lines: [{ minor }], tariffs })
  expect([answer.tax > 0, answer.duty > 0]).toEqual([due !== 'nothing', due === 'both'])
  expect(answer.collector).toBe('carrier')
})

it('into Japan, up to 10,000 yen are free, and above it the whole is taxed', () => {
  const tariffs = [{ jurisdiction: 'JP', percent: '0' }]
  const yen = (minor: number) =>
    send({ to: 'JP', currency: 'JPY', lines: [{ minor }], percent: '10', tariffs })
  expect(yen(10_000)).toMatchObject({ tax: 0, duty: 0, unknown: null })
  expect(yen(10_001).tax).toBe(1000)
})

it('into Malaysia, a tenth of the goods alone', () => {
  const answer = send({ to: 'MY', currency: 'MYR', lines: [{ minor: 30_000 }], transport: 2000 })
  expect(answer).toMatchObject({ tax: 3000, duty: 0, collector: 'platform' })
})

it('into Thailand, duty and tax from the first baht', () => {
  const tariffs = [{ jurisdiction: 'TH', percent: '10' }]
  const answer = send({ to: 'TH', currency: 'THB', lines: [{ minor: 100_000 }], percent: '7', tariffs })
  expect(answer).toMatchObject({ duty: 10_000, tax: 7700 })
})

it('into Indonesia, 7.5 % duty on most goods, and tax on goods and duty', () => {
  const goods = { minor: 5000, hsCode: '691200' }
  expect(send({ to: 'ID', currency: 'USD', lines: [goods], percent: '11' })).toMatchObject({
    duty: 375,
    tax: 591,
  })
  expect(
    send({ to: 'ID', currency: 'USD', lines: [{ ...goods, hsCode: '420292' }], percent: '11' }).duty,
  ).toBe(1250)
  expect(
    send({ to: 'ID', currency: 'USD', lines: [{ ...goods, hsCode: '490199' }], percent: '11' }).duty,
  ).toBe(0)
})

it.each([
  ['CN', 15_000, false],
  ['CN', 15_001, true],
  ['US', 20_000, false],
  ['US', 20_001, true],
])('into Korea from %s, %i US cents: taxed %s', (from, minor, due) => {
  const tariffs = [{ jurisdiction: 'KR', percent: '8' }]
  const answer = send({ to: 'KR', from, currency: 'USD', lines: [{ minor }], tariffs })
  expect([answer.tax > 0, answer.duty > 0]).toEqual([due, due])
})

describe('into Great Britain', () => {
  it('130 pounds pay VAT at the checkout, with their transport, which does not count to the limit', () => {
    const answer = send({
      to: 'GB',
      currency: 'GBP',
      lines: [{ minor: 13_000 }],
      transport: 1000,
      percent: '20',
    })
    expect(answer).toMatchObject({
      regime: 'supply-vat',
      tax: 2800,
      collector: 'platform',
      deemedSupplier: true,
    })
  })
  it('80 and 60 pounds in one consignment pay import VAT and duty', () => {
    const tariffs = [{ jurisdiction: 'GB', percent: '12' }]
    const lines = [{ minor: 8000 }, { minor: 6000 }]
    const answer = send({ to: 'GB', currency: 'GBP', lines, percent: '20', tariffs })
    expect(answer).toMatchObject({ regime: 'import,import', duty: 1680, deemedSupplier: false })
  })
})

describe('where nobody knows', () => {
  it.each([
    ['a country without rules', { to: 'AE', currency: 'USD' }, 'pricing.no-border-rule'],
    ['rules that have ended', { to: 'US', currency: 'USD' }, 'pricing.no-border-rule'],
    ['goods without a rate', { to: 'VN', currency: 'USD' }, 'pricing.no-duty-rate'],
    ['a limit in a currency without a rate', { to: 'NZ', currency: 'EUR' }, 'pricing.no-border-rule'],
  ])('nothing is promised and nothing charged: %s', (_, where, unknown) => {
    const answer = send({ ...where, lines: [{ minor: 5000 }], percent: '5' })
    expect(answer).toMatchObject({ unknown, tax: 0, duty: 0, incoterm: 'DAP' })
  })
  it('goods without a code still pay their VAT, and the duty is not promised', () => {
    const answer = send({ to: 'DE', currency: 'EUR', lines: [{ minor: 5000, hsCode: null }], percent: '19' })
    expect(answer).toMatchObject({ unknown: 'pricing.no-hs-code', tax: 950, duty: 0, incoterm: 'DDP' })
  })
  it('within a country and within the EU the sale goes on as ever', () => {
    for (const from of ['AE', 'DE'])
      expect(send({ to: from, from, currency: 'EUR', lines: [{ minor: 100_000 }], percent: '5' }).tax).toBe(
        5000,
      )
    const union = send({ to: 'DE', from: 'FR', currency: 'EUR', lines: [{ minor: 100_000 }], percent: '19' })
    expect(union).toMatchObject({ regime: 'union', tax: 19_000, collector: 'platform' })
  })
})
