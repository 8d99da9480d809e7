import { DEFAULT_LOCALE, intlLocale } from './locale.ts'
import type { LocaleFormats } from './formats.ts'

const FIELD = /'([^']*)'|yy?|M{1,4}|d{1,2}|EEEE|H{1,2}|mm/g

/** Writes dates by a pattern of CLDR, such as `y MMM d H:mm`, taking the figures from English. */
export class PatternDateFormat extends Intl.DateTimeFormat {
  readonly #pattern: string
  readonly #names: Pick<LocaleFormats, 'months' | 'weekdays'>

  constructor(pattern: string, names: Pick<LocaleFormats, 'months' | 'weekdays'>, timeZone: string) {
    super(intlLocale(DEFAULT_LOCALE), {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      hourCycle: 'h23',
      timeZone,
    })
    this.#pattern = pattern
    this.#names = names
  }

  override format(date?: Date | number): string {
    const figures = new Map(this.formatToParts(date).map(({ type, value }) => [type, Number(value)]))
    const figure = (type: Intl.DateTimeFormatPartTypes) => figures.get(type) ?? 0
    const [year, month, day] = [figure('year'), figure('month'), figure('day')]
    const { months, weekdays } = this.#names
    const fields: Record<string, string | number | undefined> = {
      y: year,
      M: month,
      MMM: months.short[month - 1],
      MMMM: months.long[month - 1],
      d: day,
      EEEE: weekdays[new Date(Date.UTC(year, month - 1, day)).getUTCDay()],
      H: figure('hour'),
      m: figure('minute'),
    }
    return this.#pattern.replace(FIELD, (field, literal?: string) => {
      if (literal !== undefined) return literal
      const written = fields[field] ?? fields[field.charAt(0)]
      return field.length === 2 ? String(written).slice(-2).padStart(2, '0') : String(written)
    })
  }
}
