import { cachedBy } from './cache.ts'
import { intlLocale, type Locale } from './locale.ts'

/** How much of a date is written; `medium` names the month, so that no reader mistakes it for the day. */
export type DateStyle = 'full' | 'long' | 'medium' | 'short'

/** `timeZone` is an IANA name, such as `Asia/Seoul`; UTC by default, so that server and browser agree. */
export interface DateFormatOptions {
  style?: DateStyle
  timeZone?: string
}

const dateFormatter = cachedBy(
  (locale: Locale, dateStyle: DateStyle, timeStyle: 'short' | undefined, timeZone: string) =>
    new Intl.DateTimeFormat(intlLocale(locale), { dateStyle, timeStyle, timeZone }),
)

/** The day, such as `Nov 22, 2026`; takes a Date or RFC 3339 text. Throws RangeError on an invalid date. */
export const formatDate = (date: Date | string, locale: Locale, options: DateFormatOptions = {}): string =>
  dateFormatter(locale, options.style ?? 'medium', undefined, options.timeZone ?? 'UTC').format(
    new Date(date),
  )

/** The day and minute, such as `Nov 22, 2026, 9:30 AM`. Throws RangeError on an invalid date. */
export const formatDateTime = (
  date: Date | string,
  locale: Locale,
  options: DateFormatOptions = {},
): string =>
  dateFormatter(locale, options.style ?? 'medium', 'short', options.timeZone ?? 'UTC').format(new Date(date))

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
