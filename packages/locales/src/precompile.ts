import { isLiteralElement, parse } from '@formatjs/icu-messageformat-parser'
import { intlLocale, type Locale } from '@tradewind/kernel'
import type { Ast } from './ast.ts'
import { isPlain } from './compile.ts'
import type { Message } from './translator.ts'

/** Parses a message as the translator would; throws SyntaxError on bad ICU. */
export const parseMessage = (message: string, locale: Locale): Ast =>
  parse(message, { locale: new Intl.Locale(intlLocale(locale)), requiresOtherClause: true })

/** What a browser receives instead of a message: its AST, or the text itself when there is nothing to fill in. */
export function precompile(message: string, locale: Locale): Message {
  if (isPlain(message)) return message
  const ast = parseMessage(message, locale)
  const [only, ...more] = ast
  return only && more.length === 0 && isLiteralElement(only) && isPlain(only.value) ? only.value : ast
}
