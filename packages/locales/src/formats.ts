import {
  COUNTRIES,
  countryName,
  CURRENCY_EXPONENTS,
  currencyName,
  dateStyleKey,
  intlLocale,
  type Locale,
  type LocaleFormats,
} from '@tradewind/kernel'
import { IntlMessageFormat } from 'intl-messageformat'

/** The languages that the `Intl` of some browser lacks: that of Chromium has no Burmese. */
export const LACKED_LOCALES: readonly Locale[] = ['my']

/** The styles of dates that the kernel and the messages write. */
export const DATE_STYLES: readonly Intl.DateTimeFormatOptions[] = [
  ...(['full', 'long', 'medium', 'short'] as const).flatMap((dateStyle) => [
    { dateStyle },
    { dateStyle, timeStyle: 'short' as const },
  ]),
  ...Object.values(IntlMessageFormat.formats.date),
  {},
]

/** The formats of a language, as the ICU of this Node knows them; throws on a kind of date that patterns lack. */
export function formatsFromIcu(locale: Locale): LocaleFormats {
  const tag = intlLocale(locale)
  const { compare } = new Intl.Collator(tag)
  const currencies = Object.keys(CURRENCY_EXPONENTS)
  const countries = COUNTRIES.map((code) => [code, countryName(code, locale)] as const).sort(([, a], [, b]) =>
    compare(a, b),
  )
  return {
    countries: Object.fromEntries(countries),
    currencies: Object.fromEntries(currencies.map((code) => [code, currencyName(code, locale)])),
    money: Object.fromEntries(currencies.map((currency) => [currency, moneyPattern(tag, currency)])),
    dates: Object.fromEntries(DATE_STYLES.map((style) => [dateStyleKey(style), datePattern(tag, style)])),
    months: { long: monthsIn(tag, 'long'), short: monthsIn(tag, 'short') },
    weekdays: numbered(7).map((day) => partOf(tag, { dateStyle: 'full' }, 'weekday', SUNDAY + day * DAY_MS)),
  }
}

const DAY_MS = 86_400_000
const SUNDAY = Date.UTC(2026, 1, 1)
// Its figures tell one digit from two, and its name in full from its short one.
const SEPTEMBER_2 = Date.UTC(2026, 8, 2, 4, 5)

const numbered = (count: number): number[] => [...Array(count).keys()]

const partsOf = (tag: string, style: Intl.DateTimeFormatOptions, at: number): Intl.DateTimeFormatPart[] =>
  new Intl.DateTimeFormat(tag, { ...style, timeZone: 'UTC' }).formatToParts(at)

const partOf = (
  tag: string,
  style: Intl.DateTimeFormatOptions,
  type: Intl.DateTimeFormatPartTypes,
  at: number,
): string => partsOf(tag, style, at).find((part) => part.type === type)?.value ?? ''

// With the day: many languages write a month by itself differently.
const monthsIn = (tag: string, month: 'long' | 'short'): string[] =>
  numbered(12).map((index) => partOf(tag, { month, day: 'numeric' }, 'month', Date.UTC(2026, index, 2)))

const moneyPattern = (tag: string, currency: string): string =>
  new Intl.NumberFormat(tag, { style: 'currency', currency, maximumFractionDigits: 0 })
    .formatToParts(1)
    .map(({ type, value }) => (type === 'integer' ? '#' : value))
    .join('')

function datePattern(tag: string, style: Intl.DateTimeFormatOptions): string {
  const longMonth = monthsIn(tag, 'long')[8]
  return partsOf(tag, style, SEPTEMBER_2)
    .map(({ type, value }) => {
      if (type === 'literal') return value.replace(/[A-Za-z]+/g, "'$&'")
      if (type === 'weekday') return 'EEEE'
      if (type === 'month' && !/\d/.test(value)) return value === longMonth ? 'MMMM' : 'MMM'
      if (type === 'year') return value.length === 2 ? 'yy' : 'y'
      const letter = LETTERS[type]
      if (!letter) throw new Error(`dates in ${tag} have a ${type}, which patterns do not know`)
      return letter.repeat(value.length)
    })
    .join('')
}

const LETTERS: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {
  month: 'M',
  day: 'd',
  hour: 'H',
  minute: 'm',
}
