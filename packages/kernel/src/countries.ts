import { cachedBy } from './cache.ts'
import { formatsOf } from './formats.ts'
import { intlLocale, type Locale } from './locale.ts'
import { collatorOf } from './text-order.ts'

/** The officially assigned country codes of ISO 3166-1 alpha-2, in alphabetical order. */
export const COUNTRIES: readonly string[] = (
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
  'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO ' +
  'FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE ' +
  'JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO ' +
  'MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW ' +
  'PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM ' +
  'TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
).split(' ')

const CODES: ReadonlySet<unknown> = new Set(COUNTRIES)

/** A code of ISO 3166-1 alpha-2, such as `DE`; `isCountry` tells whether a string is one. */
export type CountryCode = string

/** Whether the value is an assigned alpha-2 code in capitals. */
export const isCountry = (code: unknown): code is CountryCode => CODES.has(code)

const namesIn = cachedBy((locale: Locale) => new Intl.DisplayNames(intlLocale(locale), { type: 'region' }))
const shortNamesIn = cachedBy(
  (locale: Locale) => new Intl.DisplayNames(intlLocale(locale), { type: 'region', style: 'short' }),
)
// Node and Chromium write their long names differently, and a page must read the same in both.
const SHORTLY_NAMED: ReadonlySet<string> = new Set(['HK', 'MO', 'PS'])

/** The country's name in a language, as CLDR writes it; a code that is not assigned comes back as it is. */
export function countryName(code: CountryCode, locale: Locale): string {
  if (!isCountry(code)) return code
  const names = SHORTLY_NAMED.has(code) ? shortNamesIn : namesIn
  return formatsOf(locale)?.countries[code] ?? names(locale).of(code) ?? code
}

/** The countries with their names, in the order of the language. */
export function countriesByName(
  codes: readonly CountryCode[],
  locale: Locale,
): { code: CountryCode; name: string }[] {
  const formats = formatsOf(locale)
  const order = formats && Object.keys(formats.countries)
  return codes
    .map((code) => ({ code, name: countryName(code, locale) }))
    .sort((a, b) =>
      order ? order.indexOf(a.code) - order.indexOf(b.code) : collatorOf(locale).compare(a.name, b.name),
    )
}
