import { cachedBy } from './cache.ts'

/** The languages of the platform, as BCP 47 tags; English first, being the source of every text. */
// prettier-ignore
export const LOCALES = [
  'en', 'zh-CN', 'zh-TW', 'ja', 'ko', 'de', 'es', 'fr', 'pt', 'ru', 'ar', 'id', 'it', 'ms', 'th', 'vi', 'my',
] as const

/** One of the languages of the platform. */
export type Locale = (typeof LOCALES)[number]

/** The language that every text exists in. */
export const DEFAULT_LOCALE: Locale = 'en'

/** Each language's name for itself, for a language menu. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = {
  en: 'English',
  'zh-CN': '简体中文',
  'zh-TW': '繁體中文',
  ja: '日本語',
  ko: '한국어',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  pt: 'Português',
  ru: 'Русский',
  ar: 'العربية',
  id: 'Bahasa Indonesia',
  it: 'Italiano',
  ms: 'Bahasa Melayu',
  th: 'ไทย',
  vi: 'Tiếng Việt',
  my: 'မြန်မာ',
}

/** Whether the value is exactly one of our tags; `negotiateLocale` is for looser ones. */
export const isLocale = (value: unknown): value is Locale =>
  typeof value === 'string' && Object.hasOwn(LOCALE_NAMES, value)

/** The side that lines of the language start from, for the attribute `dir`. */
export const directionOf = (locale: Locale): 'ltr' | 'rtl' => (locale === 'ar' ? 'rtl' : 'ltr')

/**
 * The languages to try for a text, best first, ending in English: `['zh-TW', 'en']`.
 * No language stands in for a neighbour: zh-TW never falls to zh-CN, nor ms to id, since readers take it amiss.
 */
export const fallbackChain = (locale: Locale): readonly Locale[] =>
  locale === DEFAULT_LOCALE ? [DEFAULT_LOCALE] : [locale, DEFAULT_LOCALE]

/** Whether the runtime's `Intl` lacks the language, as that of Chromium lacks Burmese; see `provideFormats`. */
export const isLackedByIntl = cachedBy(
  (locale: Locale): boolean => Intl.NumberFormat.supportedLocalesOf(locale).length === 0,
)

/**
 * The tag for `Intl`: Latin digits and the Gregorian calendar, which ar, my and th would not all give by themselves.
 * English for a language that it lacks, for which it would take the one of the browser, whichever that is.
 */
export const intlLocale = (locale: Locale): string =>
  `${isLackedByIntl(locale) ? DEFAULT_LOCALE : locale}-u-ca-gregory-nu-latn`

const MAX_RANGES = 32
const TRADITIONAL_REGIONS: ReadonlySet<string> = new Set(['tw', 'hk', 'mo'])

/**
 * The best of our languages for a header `Accept-Language`, or for a single loose tag such as `pt-BR` or `zh-Hant-HK`.
 * Chinese goes by script: Hant, TW, HK and MO read zh-TW. Source: RFC 9110 section 12.5.4, RFC 4647 lookup.
 */
export function negotiateLocale(acceptLanguage?: string | null, fallback: Locale = DEFAULT_LOCALE): Locale {
  const ranges = (acceptLanguage ?? '').split(',', MAX_RANGES).map((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    const quality = parameters.find((parameter) => parameter.startsWith('q='))
    return { tag, quality: quality === undefined ? 1 : Number(quality.slice(2)) || 0 }
  })
  const wanted = ranges.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality)
  for (const { tag } of wanted) {
    const locale = matchTag(tag)
    if (locale) return locale
  }
  return fallback
}

function matchTag(tag: string): Locale | undefined {
  const [language = '', ...subtags] = tag.split(/[-_]/)
  if (language === 'zh') {
    const script = subtags.find((subtag) => subtag === 'hans' || subtag === 'hant')
    const traditional = script ? script === 'hant' : subtags.some((subtag) => TRADITIONAL_REGIONS.has(subtag))
    return traditional ? 'zh-TW' : 'zh-CN'
  }
  const current = language === 'in' ? 'id' : language // old tag of Indonesian, still sent by some Android versions
  return isLocale(current) ? current : undefined
}
