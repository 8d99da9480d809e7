import { fallbackChain, LOCALES, type Locale } from './locale.ts'

/** A text that people read, in the languages it exists in: `{ en: 'Tea', ja: 'お茶' }`. */
export type LocalizedText = Partial<Record<Locale, string>>

/** A text and the language it is written in, for the attribute `lang` and a note that it is not translated. */
export interface PickedText {
  readonly text: string
  readonly locale: Locale
}

/** Whose text readers take amiss in place of their own. */
const NEIGHBOURS: Readonly<Partial<Record<Locale, Locale>>> = {
  'zh-CN': 'zh-TW',
  'zh-TW': 'zh-CN',
  id: 'ms',
  ms: 'id',
}

const ORDERS = new Map(
  LOCALES.map((locale): [Locale, readonly Locale[]] => {
    const neighbour = NEIGHBOURS[locale]
    const others = LOCALES.filter((one) => one !== neighbour)
    return [locale, [...fallbackChain(locale), ...others, ...(neighbour ? [neighbour] : [])]]
  }),
)

/**
 * The text for a reader: by the fallback chain, then in any language there is, in the order of `LOCALES`, a neighbour
 * last. Empty strings count as absent; undefined when nothing is left.
 */
export function pickText(text: LocalizedText, locale: Locale): PickedText | undefined {
  for (const candidate of ORDERS.get(locale) ?? LOCALES) {
    const found = text[candidate]
    if (found) return { text: found, locale: candidate }
  }
  return undefined
}
