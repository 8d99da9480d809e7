import {
  cachedBy,
  dateTimeFormat,
  directionOf,
  formatDate,
  formatMoney,
  intlLocale,
  isMoney,
  type Locale,
  type TextParam,
  type TextParams,
} from '@tradewind/kernel'
import { IntlMessageFormat, type Formatters } from 'intl-messageformat'
import { argumentsOf, type ArgumentKind, type Ast } from './ast.ts'

/** A piece of text that stands between tags, for the front to render: `<link>terms</link>`. */
export interface RichPart {
  readonly tag: string
  readonly text: string
}

/** Writes one message with its params; throws when a param it needs is absent. */
export type CompiledMessage = (params: TextParams) => (string | RichPart)[]

/** Whether a message holds nothing that ICU MessageFormat treats specially, so that no parser is needed. */
export const isPlain = (message: string): boolean => !/[{}<']/.test(message)

/** Readies a message of one language for repeated use. */
export function compileMessage(message: string | Ast, locale: Locale, timeZone: string): CompiledMessage {
  if (typeof message === 'string' && isPlain(message)) return () => [message]
  const formatters = formattersOf(locale, timeZone)
  const format = new IntlMessageFormat(message, intlLocale(locale), undefined, { formatters })
  const kinds = argumentsOf(format.getAst())
  const tags = [...kinds].filter(([, as]) => as.has('tag')).map(([tag]) => [tag, tagAs(tag)] as const)

  return (params) => {
    const values = Object.entries(params).map(
      ([name, value]) => [name, prepare(value, kinds.get(name), locale, timeZone)] as const,
    )
    const parts = format.formatToParts<RichPart>(Object.fromEntries<Value | TagWriter>([...values, ...tags]))
    return parts.map((part) => part.value)
  }
}

type Kinds = ReadonlySet<ArgumentKind>
type Value = string | number | Date
type TagWriter = (chunks: (string | RichPart)[]) => RichPart

const tagAs =
  (tag: string): TagWriter =>
  (chunks) => ({
    tag,
    text: chunks.map((chunk) => (typeof chunk === 'string' ? chunk : chunk.text)).join(''),
  })

/** Turns a param into what ICU expects, money and loose dates being written out here. */
function prepare(param: TextParam, kinds: Kinds | undefined, locale: Locale, timeZone: string): Value {
  const temporal = kinds?.has('date') || kinds?.has('time')
  if (temporal && typeof param === 'string') return new Date(param)
  if (typeof param === 'number' || (temporal && param instanceof Date)) return param
  const shown = isMoney(param)
    ? formatMoney(param, locale)
    : param instanceof Date
      ? formatDate(param, locale, { timeZone })
      : String(param)
  const standsAlone = kinds?.size === 1 && kinds.has('text')
  const turns = directionOf(locale) === 'rtl' || RIGHT_TO_LEFT.test(shown)
  return standsAlone && turns ? isolate(shown) : shown
}

/** Letters of Hebrew, Arabic and their relatives. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

/** Keeps a foreign word, such as a SKU, from turning its neighbours round; the plain-text twin of `<bdi>`. */
const isolate = (text: string): string => `\u2068${text}\u2069`

const formattersOf = cachedBy((locale: Locale, timeZone: string): Formatters => ({
  getNumberFormat: cachedBy(
    (...args: Parameters<Formatters['getNumberFormat']>) => new Intl.NumberFormat(...args),
  ),
  getPluralRules: cachedBy(
    (...args: Parameters<Formatters['getPluralRules']>) => new Intl.PluralRules(...args),
  ),
  getDateTimeFormat: (_locales, style = {}) => dateTimeFormat(locale, style, timeZone),
}))
