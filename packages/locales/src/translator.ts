import { fallbackChain, type Locale, type TextParams } from '@tradewind/kernel'
import type { Ast } from './ast.ts'
import { compileMessage, type CompiledMessage, type RichPart } from './compile.ts'

export type { RichPart } from './compile.ts'

/** An ICU message as written, or already parsed at build time. */
export type Message = string | Ast

/** The texts of one language by key, such as `{ 'cart.empty': 'Your cart is empty' }`. */
export type Messages = Readonly<Record<string, Message>>

/** Texts by language; a front carries only the one it shows, the server all. */
export type Catalogue = Readonly<Partial<Record<Locale, Messages>>>

/** `timeZone` of dates, an IANA name, UTC by default; `strict` throws on what production shows as the bare key. */
export interface TranslatorOptions {
  timeZone?: string
  strict?: boolean
}

/** Writes texts in one language. */
export interface Translator {
  /** The text of a key, tags dropped. A key without a text, or lacking a param, comes back as the key itself. */
  (key: string, params?: TextParams): string
  readonly locale: Locale
  /** Whether the key has a text, in this language or one it falls back to. */
  has(key: string): boolean
  /** The text in pieces, `<link>…</link>` becoming `{ tag: 'link', text }` for the front to render. */
  rich(key: string, params?: TextParams): (string | RichPart)[]
}

/**
 * The one `t()` of the server and all fronts. Make it once for each language and keep it: it compiles as it goes.
 * Texts fall back along `fallbackChain`, each in the grammar of its own language. Money, dates and numbers
 * are written in the reader's notation with Latin digits. Strict by default where `NODE_ENV` is `test`.
 */
export function createTranslator(
  locale: Locale,
  messages: Catalogue,
  options: TranslatorOptions = {},
): Translator {
  const { timeZone = 'UTC', strict = isTestRun() } = options
  const compiled = new Map<string, CompiledMessage>()

  const find = (key: string): CompiledMessage | undefined => {
    const known = compiled.get(key)
    if (known) return known
    const source = fallbackChain(locale).find((candidate) => Object.hasOwn(messages[candidate] ?? {}, key))
    const message = source && messages[source]?.[key]
    if (!source || message === undefined) return undefined
    const made = compileMessage(message, source, timeZone)
    compiled.set(key, made)
    return made
  }

  const rich = (key: string, params: TextParams = {}): (string | RichPart)[] => {
    try {
      const message = find(key)
      if (!message) throw new Error('it has no text')
      return message(params)
    } catch (cause) {
      if (strict) throw new Error(`cannot write ${key} in ${locale}: ${String(cause)}`, { cause })
      return [key]
    }
  }

  const t = (key: string, params?: TextParams): string =>
    rich(key, params)
      .map((part) => (typeof part === 'string' ? part : part.text))
      .join('')
  return Object.assign(t, { locale, rich, has: (key: string) => find(key) !== undefined })
}

const isTestRun = (): boolean => {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } }
  return process?.env?.['NODE_ENV'] === 'test'
}
