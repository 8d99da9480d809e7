import { cachedBy, LOCALES, type Locale, type TextParams } from '@tradewind/kernel'
import { readTexts } from './files.ts'
import type { Namespace } from './namespaces.ts'
import { createTranslator, type Catalogue, type Translator } from './translator.ts'

/** The texts of some namespaces in every language, read from their files; a file not yet written counts as empty. */
export function loadMessages(namespaces: readonly Namespace[]): Catalogue {
  const textsIn = (locale: Locale) =>
    Object.fromEntries(namespaces.flatMap((namespace) => Object.entries(readTexts(namespace, locale))))
  return Object.fromEntries(LOCALES.map((locale) => [locale, textsIn(locale)]))
}

let serverMessages: Catalogue | undefined

/** The server's translator for a language: errors, mails and common words. Read once, kept for good. */
export const translatorFor: (locale: Locale) => Translator = cachedBy((locale: Locale) =>
  createTranslator(locale, (serverMessages ??= loadMessages(['common', 'errors', 'mail']))),
)

/** A server text, such as the title of a problem: `translate('de', 'platform.not-found')`. */
export const translate = (locale: Locale, key: string, params?: TextParams): string =>
  translatorFor(locale)(key, params)
