import { cachedBy } from './cache.ts'
import { PatternDateFormat } from './date-pattern.ts'
import { dateStyleKey, formatsOf } from './formats.ts'
import { intlLocale, type Locale } from './locale.ts'

/** How much of a date is written; `medium` names the month, so that no reader mistakes it for the day. */
export type DateStyle = 'full' | 'long' | 'medium' | 'short'

/** `timeZone` is an IANA name, such as `Asia/Seoul`; UTC by default, so that server and browser agree. */
export interface DateFormatOptions {
  style?: DateStyle
  timeZone?: string
}

/** Writes dates as `Intl` does in the language, also where the runtime's lacks it. */
export const dateTimeFormat = cachedBy(
  (locale: Locale, style: Intl.DateTimeFormatOptions, timeZone: string): Intl.DateTimeFormat => {
    const formats = formatsOf(locale)
    const pattern = formats?.dates[dateStyleKey(style)]
    return formats && pattern
      ? new PatternDateFormat(pattern, formats, timeZone)
      : new Intl.DateTimeFormat(intlLocale(locale), { ...style, timeZone })
  },
)

/** The day, such as `Nov 22, 2026`; takes a Date or RFC 3339 text. Throws RangeError on an invalid date. */
export const formatDate = (date: Date | string, locale: Locale, options: DateFormatOptions = {}): string =>
  dateTimeFormat(locale, { dateStyle: options.style ?? 'medium' }, options.timeZone ?? 'UTC').format(
    new Date(date),
  )

/** The day and minute, such as `Nov 22, 2026, 9:30 AM`. Throws RangeError on an invalid date. */
export const formatDateTime = (
  date: Date | string,
  locale: Locale,
  options: DateFormatOptions = {},
): string =>
  dateTimeFormat(
    locale,
    { dateStyle: options.style ?? 'medium', timeStyle: 'short' },
    options.timeZone ?? 'UTC',
  ).format(new Date(date))

/** Options of `formatNumber`, those of `Intl.NumberFormat` without its currency style: money has `formatMoney`. */
export type NumberFormatOptions = Omit<Intl.NumberFormatOptions, 'style' | 'currency' | 'currencyDisplay'> & {
  style?: 'decimal' | 'percent' | 'unit'
}

const numberFormatter = cachedBy(
  (locale: Locale, options: NumberFormatOptions) => new Intl.NumberFormat(intlLocale(locale), options),
)

/** A number in the reader's notation with Latin digits, such as `1.234,5` in German. */
export const formatNumber = (
  value: number | bigint,
  locale: Locale,
  options: NumberFormatOptions = {},
): string => numberFormatter(locale, options).format(value)
