import type { Money } from './amount.ts'
import { cachedBy } from './cache.ts'
import { exponentOf, type CurrencyCode } from './currencies.ts'
import { printDecimal, type Decimal } from './decimal.ts'
import { kernelError } from './errors.ts'
import { formatsOf } from './formats.ts'
import { directionOf, intlLocale, type Locale } from './locale.ts'
import { money } from './money.ts'

const patternOf = (locale: Locale, currency: CurrencyCode) => formatsOf(locale)?.money[currency]

/** Writes an amount, or only its figure where a pattern places the currency. */
const moneyFormatter = cachedBy((locale: Locale, currency: CurrencyCode) => {
  const digits = exponentOf(currency)
  return new Intl.NumberFormat(intlLocale(locale), {
    ...(!patternOf(locale, currency) && { style: 'currency', currency }),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
})

/** The amount in major units, exact: `{ minor: 1999, currency: 'EUR' }` → `19.99`. */
export const majorUnits = (amount: Money): Decimal =>
  printDecimal({ units: BigInt(amount.minor), scale: exponentOf(amount.currency) })

/**
 * The amount as a reader of the language writes it, such as `€19.99`, `19,99 €` or `￥2,885`.
 * Latin digits; as many decimals as ISO 4217 says. Show it inside `<bdi>`: it may mix directions.
 */
export function formatMoney(amount: Money, locale: Locale): string {
  const { currency } = amount
  const figure = moneyFormatter(locale, currency).format(majorUnits(amount) as Intl.StringNumericLiteral)
  const written = patternOf(locale, currency)?.replace('#', figure) ?? figure
  return directionOf(locale) === 'rtl' ? written.replace(LATIN_SYMBOL, `$&${LEFT_TO_RIGHT}`) : written
}

/** A symbol such as `US$` or `JP¥`, whose sign a text from right to left would put before its letters. */
const LATIN_SYMBOL = /\p{Script=Latin}\p{Sc}/u
const LEFT_TO_RIGHT = '\u200e'

const MAX_LENGTH = 64

/**
 * Reads an amount in major units, as typed by a person or printed by `formatMoney` in the same language.
 * Without a locale it reads machine notation: `1234.50`. The symbol or code may stand before or after; digits
 * of other scripts are understood. Throws 400 `money.bad-amount` rather than round or guess: more decimals than
 * the currency has (zeros aside), groups not of three, any other character.
 */
export function parseMoney(text: string, currency: CurrencyCode, locale?: Locale): Money {
  const exponent = exponentOf(currency)
  const brief = text.slice(0, MAX_LENGTH + 1)
  const plain = locale ? toPlain(brief, currency, locale) : brief
  const match = plain.length > MAX_LENGTH ? null : /^(-?)(\d+)(?:\.(\d*))?$/.exec(plain)
  const [, sign = '', whole = '', fraction = ''] = match ?? []
  if (!match || /[^0]/.test(fraction.slice(exponent))) {
    throw kernelError(400, 'money.bad-amount', { text: brief, currency })
  }
  return money(Number(sign + whole + fraction.slice(0, exponent).padEnd(exponent, '0')), currency)
}

/** Machine notation of a text in the reader's, or nothing at all when its groups are not of three. */
function toPlain(text: string, currency: CurrencyCode, locale: Locale): string {
  const { group, decimal, symbol } = notationOf(locale, currency)
  const bare = tidy(text).replace(symbol, '').replace(currency, '').trim()
  const sign = bare.startsWith('-') ? '-' : ''
  const unsigned = bare.slice(sign.length).trim()
  const end = unsigned.includes(decimal) ? unsigned.indexOf(decimal) : unsigned.length
  const [first = '', ...groups] = unsigned.slice(0, end).split(group)
  const wellGrouped =
    groups.every((digits) => digits.length === 3) && (groups.length === 0 || first.length <= 3)
  return wellGrouped ? `${sign}${first}${groups.join('')}.${unsigned.slice(end + 1)}` : ''
}

interface Notation {
  readonly group: string
  readonly decimal: string
  readonly symbol: string
}

const notationOf = cachedBy((locale: Locale, currency: CurrencyCode): Notation => {
  const parts = moneyFormatter(locale, currency).formatToParts(-1234567)
  const fraction = new Intl.NumberFormat(intlLocale(locale)).formatToParts(0.5)
  const valueOf = (list: Intl.NumberFormatPart[], type: string) =>
    list.find((part) => part.type === type)?.value
  return {
    group: tidy(valueOf(parts, 'group') ?? ','),
    decimal: valueOf(fraction, 'decimal') ?? '.',
    symbol: tidy(
      patternOf(locale, currency)?.replace('#', '') ?? valueOf(parts, 'currency') ?? currency,
    ).trim(),
  }
})

const BIDI_MARKS = /[\u061c\u200e\u200f\u2066-\u2069]/g
// Arabic, Persian, Thai, Burmese: the code of each zero ends in hexadecimal 0
const NATIVE_DIGIT = /[\u0660-\u0669\u06f0-\u06f9\u0e50-\u0e59\u1040-\u1049]/g

/** Brings variants to one form: full width, kinds of space and minus, digits and marks of other scripts. */
const tidy = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(BIDI_MARKS, '')
    .replaceAll('\u2212', '-')
    .replaceAll('\u066b', '.')
    .replaceAll('\u066c', ',')
    .replace(NATIVE_DIGIT, (digit) => String(digit.charCodeAt(0) & 0xf))
