import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exponentOf } from '@tradewind/kernel'
import type { LineRow } from '../../orders/orders.queries.ts'
import { draftOf, isDeclared, missingOf } from '../declaration.rules.ts'
import { byUnitValue, contentsOf, formOf, languageOf, plainMoney } from './papers.rules.ts'

const eur = (minor: number) => ({ minor, currency: 'EUR' })
const line = (over: Partial<LineRow> = {}): LineRow => ({
  id: 'lin_1',
  offerId: 'off_1',
  productId: 'prd_1',
  slug: 'bowl',
  sku: 'BOWL',
  name: { en: 'Tea bowl', ko: '찻사발' },
  options: [],
  picture: null,
  quantity: 3,
  shipped: 0,
  inReturn: 0,
  returned: 0,
  unitMinor: 4000,
  netMinor: 10_001,
  taxMinor: 0,
  taxPercent: '0',
  commissionBasisPoints: 0,
  hsCode: '691200',
  originCountry: 'JP',
  weightGrams: 450,
  dutyRules: [],
  declared: {},
  ...over,
})
const parcel = {
  trackingNumber: 'RR1',
  carrier: 'Post',
  weightGrams: 1000,
  shippedAt: '2026-11-22T10:00:00Z',
}

describe('the contents of a parcel', () => {
  it('are told by what was paid, weighed and declared of the pieces in it', () => {
    const part = { lines: [line()], currency: 'EUR', shippingNetMinor: 590 }
    const some = contentsOf(part, { ...parcel, lines: [{ lineId: 'lin_1', quantity: 2 }] }, [], 'ko')
    expect(some).toMatchObject({
      lines: [
        { description: 'Tea bowl', localName: '찻사발', quantity: 2, weightGrams: 900, value: eur(6668) },
      ],
      netGrams: 900,
      grossGrams: 1000,
      value: eur(6668),
      postage: undefined,
    })
    const all = contentsOf(part, { ...parcel, lines: [{ lineId: 'lin_1', quantity: 3 }] }, [], 'en')
    expect(all).toMatchObject({ value: eur(10_001), grossGrams: 1350, postage: eur(590) })
    expect(all.lines[0]?.localName).toBeUndefined()
  })

  it('claim the preference by which they were quoted, unless they are declared of another origin', () => {
    const rule = {
      rule: 'EU/duty/6912/eu-japan-epa/2019-02-01',
      jurisdiction: 'EU',
      agreement: 'eu-japan-epa',
      condition: 'statement on origin',
      percent: '0',
      validFrom: '2019-02-01',
      source: 'a law',
      amount: eur(0),
    }
    const claimed = (over: Partial<LineRow>) => {
      const part = { lines: [line(over)], currency: 'EUR', shippingNetMinor: 590 }
      const packed = { ...parcel, lines: [{ lineId: 'lin_1', quantity: 1 }] }
      return contentsOf(part, packed, [], 'de').lines[0]?.preference
    }
    expect(claimed({ dutyRules: [rule] })).toEqual({
      agreement: 'eu-japan-epa',
      proof: 'statement on origin',
    })
    expect(claimed({ dutyRules: [rule], declared: { originCountry: 'CN' } })).toBeUndefined()
    expect(claimed({ dutyRules: [{ ...rule, condition: null }] })).toBeUndefined()
    expect(claimed({ dutyRules: [] })).toBeUndefined()
  })

  it('are worth what the line came to, over all its parcels, and each piece its own value', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(sizes, fc.nat({ max: 1_000_000 }), (quantities, netMinor) => {
        const quantity = quantities.reduce((sum, some) => sum + some, 0)
        const part = { lines: [line({ quantity, netMinor })], currency: 'EUR', shippingNetMinor: 0 }
        const parcels = quantities.map((some) => ({
          ...parcel,
          lines: [{ lineId: 'lin_1', quantity: some }],
        }))
        const contents = parcels.map((one, at) => contentsOf(part, one, parcels.slice(0, at), 'en'))
        expect(contents.reduce((sum, { value }) => sum + value.minor, 0)).toBe(netMinor)
        const rows = contents.flatMap(({ lines }) => lines).flatMap(byUnitValue)
        expect(rows.reduce((sum, row) => sum + row.quantity, 0)).toBe(quantity)
        for (const row of rows) expect(row.unitValue.minor * row.quantity).toBe(row.value.minor)
      }),
    )
  })

  it('go on CN 22 up to 300 SDR and 2 kg, and on CN 23 above or in doubt', () => {
    const rates = (sdr?: string) => new Map([['JPY', '169.17'], ...(sdr ? [['XDR', sdr] as const] : [])])
    expect(formOf(2000, eur(30_000), rates())).toBe('CN 22')
    expect(formOf(2001, eur(30_000), rates())).toBe('CN 23')
    expect(formOf(500, eur(30_001), rates())).toBe('CN 23')
    expect(formOf(500, { minor: 50_751, currency: 'JPY' }, rates())).toBe('CN 22')
    expect(formOf(500, { minor: 30_000, currency: 'USD' }, rates())).toBe('CN 23')
  })

  it('measure the 300 SDR by the rate that somebody wrote, unless it cannot be one', () => {
    const at = (minor: number, sdr: string) => formOf(500, eur(minor), new Map([['XDR', sdr]]))
    expect([at(37_500, '0.8'), at(37_501, '0.8')]).toEqual(['CN 22', 'CN 23'])
    expect([at(25_000, '1.2'), at(25_001, '1.2')]).toEqual(['CN 22', 'CN 23'])
    expect([at(30_000, '0.08'), at(30_001, '0.08')]).toEqual(['CN 22', 'CN 23'])
  })

  it('are written in the language of the country they go to', () => {
    const countries = ['KR', 'TW', 'CN', 'HK', 'AE', 'SA', 'TH', 'MM', 'BR', 'CH', 'MX', 'VN', 'MY', 'FI']
    expect(countries.map((country) => languageOf(country))).toEqual([
      'ko',
      'zh-TW',
      'zh-CN',
      'zh-TW',
      'ar',
      'ar',
      'th',
      'my',
      'pt',
      'de',
      'es',
      'vi',
      'ms',
      undefined,
    ])
  })

  it('show amounts so that nobody misreads them', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('EUR', 'JPY', 'KWD'), (minor, currency) => {
        const shown = plainMoney({ minor, currency }, exponentOf(currency))
        expect(shown).toMatch(/^[A-Z]{3} \d+(\.\d+)?$/)
        expect(Number(shown.slice(4)) * 10 ** exponentOf(currency)).toBeCloseTo(minor, 3)
      }),
    )
    expect(plainMoney(eur(5), 2)).toBe('EUR 0.05')
  })
})

describe('what the customs are told of a line', () => {
  const known = {
    id: 'lin_1',
    name: { en: 'Bowl' },
    hsCode: '691200',
    originCountry: 'JP',
    weightGrams: 450,
    declared: {},
  }

  it('is complete, or names each field in which it is not', () => {
    expect(isDeclared(draftOf(known))).toBe(true)
    const bare = { ...known, name: { de: 'Schale' }, hsCode: null, originCountry: ' ', weightGrams: 0 }
    expect(missingOf('lin_1', draftOf(bare)).map(({ path }) => path)).toEqual([
      'declarations.lin_1.hsCode',
      'declarations.lin_1.originCountry',
      'declarations.lin_1.weightGrams',
      'declarations.lin_1.description',
    ])
    const given = { hsCode: '691110', originCountry: 'CN', weightGrams: 300, description: 'Bowl' }
    expect(draftOf(bare, given)).toEqual(given)
    expect(draftOf({ ...known, declared: { hsCode: '691190' } }).hsCode).toBe('691190')
  })
})
