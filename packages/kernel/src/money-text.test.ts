import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CURRENCY_EXPONENTS } from './currencies.ts'
import { LOCALES, type Locale } from './locale.ts'
import { formatMoney, majorUnits, parseMoney } from './money-text.ts'
import { money } from './money.ts'

const amount = fc
  .tuple(
    fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }),
    fc.constantFrom(...Object.keys(CURRENCY_EXPONENTS)),
  )
  .map(([minor, currency]) => money(minor, currency))

const plainSpaces = (text: string) => text.replace(/\s/g, ' ')

describe('writing amounts', () => {
  it.each<[number, string, Locale, string]>([
    [1999, 'EUR', 'en', '€19.99'],
    [123450, 'EUR', 'de', '1.234,50 €'],
    [123456750, 'EUR', 'fr', '1 234 567,50 €'],
    [2885, 'JPY', 'ja', '￥2,885'],
    [32442866, 'IDR', 'id', 'Rp 324.428,66'],
    [150000, 'MMK', 'my', '1,500.00 K'],
    [1250, 'KWD', 'en', 'KWD 1.250'],
    [-500, 'USD', 'zh-TW', '-US$5.00'],
    [9007199254740991, 'USD', 'en', '$90,071,992,547,409.91'],
  ])('%i of %s in %s reads %s', (minor, currency, locale, text) => {
    expect(plainSpaces(formatMoney(money(minor, currency), locale))).toBe(text)
  })

  it('keeps the sign of a symbol behind its letters in a text from right to left', () => {
    expect(formatMoney(money(1999, 'BRL'), 'ar')).toMatch(/R\$\u200e$/)
    expect(formatMoney(money(1999, 'USD'), 'ar')).toMatch(/US\$\u200e$/)
    expect(formatMoney(money(1999, 'JPY'), 'ar')).toMatch(/JP¥\u200e$/)
    expect(formatMoney(money(1999, 'EUR'), 'ar')).toMatch(/€$/)
  })

  it('uses Latin digits and the exponent of ISO 4217 in every language', () => {
    fc.assert(
      fc.property(amount, fc.constantFrom(...LOCALES), (value, locale) => {
        const digits = formatMoney(value, locale).replace(/\D/g, '')
        const expected = majorUnits(value).replace(/\D/g, '')
        expect(digits).toBe(expected)
      }),
    )
  })
})

describe('reading amounts', () => {
  it('reads back what it writes, in every language and currency', () => {
    fc.assert(
      fc.property(amount, fc.constantFrom(...LOCALES), (value, locale) => {
        expect(parseMoney(formatMoney(value, locale), value.currency, locale)).toEqual(value)
        expect(parseMoney(majorUnits(value), value.currency)).toEqual(value)
      }),
      { numRuns: 1000 },
    )
  })

  it.each<[string, string, Locale | undefined, number]>([
    ['19.99', 'EUR', undefined, 1999],
    ['5', 'JPY', undefined, 5],
    ['5.00', 'JPY', undefined, 5],
    ['19,9', 'EUR', 'de', 1990],
    ['1234,50 €', 'EUR', 'es', 123450],
    ['EUR 1,234.5', 'EUR', 'en', 123450],
    ['- 12,00', 'EUR', 'fr', -1200],
    ['1 234,00', 'RUB', 'ru', 123400],
    ['１，２３４．５', 'USD', 'ja', 123450],
    ['١٬٢٣٤٫٥٠', 'AED', 'ar', 123450],
    ['၁,၂၃၄', 'MMK', 'my', 123400],
    ['๕๐', 'THB', 'th', 5000],
    ['.5'.padStart(3, '0'), 'EUR', 'en', 50],
  ])('%j in %s (%s) is %i', (text, currency, locale, minor) => {
    expect(parseMoney(text, currency, locale)).toEqual(money(minor, currency))
  })

  it.each<[string, string, Locale | undefined]>([
    ['', 'EUR', 'en'],
    ['abc', 'EUR', 'en'],
    ['1.5', 'JPY', undefined],
    ['19.999', 'EUR', undefined],
    ['1,234.50', 'EUR', undefined],
    ['1.23', 'EUR', 'de'],
    ['12,34', 'EUR', 'en'],
    ['1234,567', 'EUR', 'en'],
    ['1 2 3', 'EUR', 'fr'],
    ['1,2,3', 'EUR', 'de'],
    ['$5', 'EUR', 'en'],
    ['1e3', 'EUR', 'en'],
    ['--5', 'EUR', 'en'],
    ['9'.repeat(65), 'EUR', undefined],
  ])('refuses %j in %s (%s) rather than guess', (text, currency, locale) => {
    expect(() => parseMoney(text, currency, locale)).toThrow('money.bad-amount')
  })

  it('refuses amounts beyond safe integers', () => {
    expect(() => parseMoney('99999999999999999', 'EUR')).toThrow('money.out-of-range')
  })
})
