import { cachedBy } from './cache.ts'
import { kernelError } from './errors.ts'
import { formatsOf } from './formats.ts'
import { intlLocale, type Locale } from './locale.ts'

/** A code of ISO 4217, such as `EUR`; `isCurrency` tells whether a string is one. */
export type CurrencyCode = string

const CODES_BY_EXPONENT = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2:
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF ' +
    'CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL ' +
    'HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU ' +
    'MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR ' +
    'SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED ' +
    'VES WST XAD XCD XCG YER ZAR ZMW ZWG',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
} as const

/**
 * Decimal digits of the minor unit of every active currency and fund code: JPY 0, EUR 2, KWD 3, CLF 4.
 * Metals, bond units and test codes are absent, having no minor unit.
 * Source: ISO 4217 list one. Never `Intl`, which follows CLDR custom and shows IDR, MMK and HUF without decimals.
 */
export const CURRENCY_EXPONENTS: Readonly<Record<CurrencyCode, number>> = Object.freeze(
  Object.fromEntries(
    Object.entries(CODES_BY_EXPONENT).flatMap(([exponent, codes]) =>
      codes.split(' ').map((code) => [code, Number(exponent)]),
    ),
  ),
)

/** Whether the value is an active ISO 4217 code in capitals. */
export const isCurrency = (code: unknown): code is CurrencyCode =>
  typeof code === 'string' && Object.hasOwn(CURRENCY_EXPONENTS, code)

/** Decimal digits of the currency's minor unit; throws 400 `money.unknown-currency`. */
export function exponentOf(code: CurrencyCode): number {
  const exponent = isCurrency(code) ? CURRENCY_EXPONENTS[code] : undefined
  if (exponent === undefined) throw kernelError(400, 'money.unknown-currency', { currency: String(code) })
  return exponent
}

const namesIn = cachedBy((locale: Locale) => new Intl.DisplayNames(intlLocale(locale), { type: 'currency' }))

/** The IMF's special drawing right, in which posts measure values: it has rates, and nothing is sold for it. */
export const SPECIAL_DRAWING_RIGHT = 'XDR'

/** The currency's name in a language, such as `Thai Baht`; a code that is not active comes back as it is. */
export const currencyName = (code: CurrencyCode, locale: Locale): string =>
  isCurrency(code) || code === SPECIAL_DRAWING_RIGHT
    ? (formatsOf(locale)?.currencies[code] ?? namesIn(locale).of(code) ?? code)
    : code
