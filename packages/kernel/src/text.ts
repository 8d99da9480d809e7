import { fallbackChain, LOCALES, type Locale } from './locale.ts'

/** A text that people read, in the languages it exists in: `{ en: 'Tea', ja: 'お茶' }`. */
export type LocalizedText = Partial<Record<Locale, string>>

/** A text and the language it is written in, for the attribute `lang` and a note that it is not translated. */
export interface PickedText {
  readonly text: string
  readonly locale: Locale
}

/**
 * The text for a reader: by the fallback chain, then in any language there is, in the order of `LOCALES`.
 * Empty strings count as absent; undefined when nothing is left.
 */
export function pickText(text: LocalizedText, locale: Locale): PickedText | undefined {
  for (const candidate of [...fallbackChain(locale), ...LOCALES]) {
    const found = text[candidate]
    if (found) return { text: found, locale: candidate }
  }
  return undefined
}
