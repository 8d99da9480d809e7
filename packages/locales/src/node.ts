import { cachedBy, LOCALES, type Locale, type TextParams } from '@tradewind/kernel'
import { readTexts } from './files.ts'
import type { Namespace } from './namespaces.ts'
import { pseudo } from './pseudo.ts'
import { createTranslator, type Catalogue, type Translator } from './translator.ts'

/** The texts of some namespaces in every language, read from their files; a file not yet written counts as empty. */
export function loadMessages(namespaces: readonly Namespace[]): Catalogue {
  const textsIn = (locale: Locale) =>
    Object.fromEntries(namespaces.flatMap((namespace) => Object.entries(readTexts(namespace, locale))))
  return Object.fromEntries(LOCALES.map((locale) => [locale, textsIn(locale)]))
}

let serverMessages: Catalogue | undefined

/** With `TRADEWIND_PSEUDO=1` the server's English is pseudo-language, as that of fronts built with `pseudo`. */
function loadServerMessages(): Catalogue {
  const messages = loadMessages(['common', 'errors', 'mail', 'papers'])
  if (process.env['TRADEWIND_PSEUDO'] !== '1') return messages
  const english = Object.entries(messages.en ?? {}).map(([key, text]) => [key, pseudo(String(text))])
  return { ...messages, en: Object.fromEntries(english) }
}

/** The server's translator for a language: errors, mails and common words. Read once, kept for good. */
export const translatorFor: (locale: Locale) => Translator = cachedBy((locale: Locale) =>
  createTranslator(locale, (serverMessages ??= loadServerMessages())),
)

/** A server text, such as the title of a problem: `translate('de', 'platform.not-found')`. */
export const translate = (locale: Locale, key: string, params?: TextParams): string =>
  translatorFor(locale)(key, params)
