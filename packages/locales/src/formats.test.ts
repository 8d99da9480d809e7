import {
  COUNTRIES,
  countriesByName,
  countryName,
  CURRENCY_EXPONENTS,
  currencyName,
  dateTimeFormat,
  exponentOf,
  formatDate,
  formatMoney,
  formatNumber,
  intlLocale,
  majorUnits,
  money,
} from '@tradewind/kernel'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { DATE_STYLES, formatsFromIcu } from './formats.ts'

const BURMESE = 'my-u-ca-gregory-nu-latn'
const CURRENCIES = Object.keys(CURRENCY_EXPONENTS)
const AMOUNTS = [0, 5, -99, 123, 150_000, -123_456_789, Number.MAX_SAFE_INTEGER]
// Every month and weekday, one and two digits, and both sides of midnight.
const DATES = [...Array(200).keys()].map((index) => new Date(Date.UTC(2026, 0, 1) + index * 61 * 3_600_000))

const formats = formatsFromIcu('my')

/** A kernel, and a translator on it, that met a runtime whose `Intl` knows no Burmese. */
async function whereBurmeseIsLacked() {
  const known = Intl.NumberFormat.supportedLocalesOf.bind(Intl.NumberFormat)
  const gap = vi
    .spyOn(Intl.NumberFormat, 'supportedLocalesOf')
    .mockImplementation((locales, options) =>
      known(locales, options).filter((locale) => !locale.startsWith('my')),
    )
  vi.resetModules()
  const kernel = await import('@tradewind/kernel')
  const { createTranslator } = await import('./translator.ts')
  expect(kernel.isLackedByIntl('my')).toBe(true)
  gap.mockRestore()
  vi.resetModules()
  return { ...kernel, createTranslator }
}

describe('a language that Intl lacks', () => {
  type Lacking = Awaited<ReturnType<typeof whereBurmeseIsLacked>>
  let lacking: Lacking

  beforeAll(async () => {
    lacking = await whereBurmeseIsLacked()
    lacking.provideFormats('my', formats)
  })

  it('is never asked of Intl: English stands in', () => {
    expect(lacking.isLackedByIntl('th')).toBe(false)
    expect(lacking.intlLocale('my')).toBe('en-u-ca-gregory-nu-latn')
    expect(intlLocale('my')).toBe(BURMESE)
  })

  it('names every country and currency as Node does, in the same order', () => {
    for (const code of COUNTRIES) expect(lacking.countryName(code, 'my')).toBe(countryName(code, 'my'))
    for (const code of CURRENCIES) expect(lacking.currencyName(code, 'my')).toBe(currencyName(code, 'my'))
    expect(lacking.countriesByName(COUNTRIES, 'my')).toEqual(countriesByName(COUNTRIES, 'my'))
    expect(lacking.countryName('TH', 'my')).toBe('ထိုင်း')
    expect(lacking.countryName('ZZ', 'my')).toBe('ZZ')
  })

  it('writes and reads amounts of every currency as Node does', () => {
    for (const currency of CURRENCIES)
      for (const minor of AMOUNTS) {
        const amount = money(minor, currency)
        const digits = exponentOf(currency)
        const byNode = new Intl.NumberFormat(BURMESE, {
          style: 'currency',
          currency,
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        }).format(majorUnits(amount) as Intl.StringNumericLiteral)
        expect(formatMoney(amount, 'my')).toBe(byNode)
        expect(lacking.formatMoney(amount, 'my')).toBe(byNode)
        expect(lacking.parseMoney(byNode, currency, 'my')).toEqual(amount)
      }
  })

  it.each(['UTC', 'Asia/Yangon', 'America/New_York'])(
    'writes dates of every style as Node does in %s',
    (timeZone) => {
      for (const style of DATE_STYLES) {
        const byNode = new Intl.DateTimeFormat(BURMESE, { ...style, timeZone })
        const written = lacking.dateTimeFormat('my', style, timeZone)
        for (const date of DATES) expect(written.format(date)).toBe(byNode.format(date))
        expect(dateTimeFormat('my', style, timeZone).format(DATES[0])).toBe(byNode.format(DATES[0]))
      }
      expect(() => lacking.formatDate('yesterday', 'my')).toThrow(RangeError)
    },
  )

  it('writes figures as Node does', () => {
    const styles = [
      {},
      { minimumFractionDigits: 1, maximumFractionDigits: 1 },
      { style: 'percent', maximumFractionDigits: 2 },
      { style: 'unit', unit: 'gram' },
      { style: 'unit', unit: 'kilogram', maximumFractionDigits: 2 },
    ] as const
    for (const style of styles)
      for (const figure of [0, -1, 0.125, 999, 1000, 12345.678, -9876543.21])
        expect(lacking.formatNumber(figure, 'my', style)).toBe(formatNumber(figure, 'my', style))
  })

  it('writes messages with them', () => {
    const message = '{n, plural, other {{n, number} ခု}} {at, date, long} {at, date, medium} {price}'
    const t = lacking.createTranslator('my', { my: { 'a.b': message } })
    const at = '2026-11-22T12:00:00Z'
    const [long, medium] = (['long', 'medium'] as const).map((style) => formatDate(at, 'my', { style }))
    const price = money(150_000, 'MMK')
    expect(t('a.b', { n: 1, at, price })).toBe(`1 ခု ${long} ${medium} ${formatMoney(price, 'my')}`)
    expect(t('a.b', { n: 1200, at, price })).toContain('1,200 ခု')
  })

  it('is written as English while it has no formats, never in the language of the browser', async () => {
    const bare = await whereBurmeseIsLacked()
    expect(bare.countryName('TH', 'my')).toBe('Thailand')
    expect(bare.formatDate(new Date('2026-11-22'), 'my')).toBe('Nov 22, 2026')
    expect(bare.formatMoney(money(1999, 'EUR'), 'my')).toBe('€19.99')
  })
})

it('formats are told only where patterns suffice: no half days', () => {
  expect(() => formatsFromIcu('en')).toThrow('dayPeriod')
})
