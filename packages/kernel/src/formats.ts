import type { Locale } from './locale.ts'

/**
 * How a language writes what `Intl` would write, for runtimes that lack the language. Figures are not told:
 * such a language writes them as English does.
 */
export interface LocaleFormats {
  /** Names by country code, in the order of the language. */
  readonly countries: Readonly<Record<string, string>>
  /** Names by currency code. */
  readonly currencies: Readonly<Record<string, string>>
  /** Where each currency stands, `#` being the figure: `{ USD: '# US$' }`. */
  readonly money: Readonly<Record<string, string>>
  /** Patterns of CLDR by `dateStyleKey`, such as `y MMM d`. */
  readonly dates: Readonly<Record<string, string>>
  readonly months: { readonly long: readonly string[]; readonly short: readonly string[] }
  /** Names of days, beginning with Sunday. */
  readonly weekdays: readonly string[]
}

const provided = new Map<Locale, LocaleFormats>()

/** Gives a language the formats that the runtime's `Intl` lacks; before anything is written in it. */
export const provideFormats = (locale: Locale, formats: LocaleFormats): void =>
  void provided.set(locale, formats)

/** The formats given for a language, undefined where `Intl` itself knows it. */
export const formatsOf = (locale: Locale): LocaleFormats | undefined => provided.get(locale)

/** What tells one style of dates from another, such as `dateStyle,medium timeStyle,short`. */
export const dateStyleKey = (style: Intl.DateTimeFormatOptions): string =>
  Object.entries(style).sort().join(' ')
