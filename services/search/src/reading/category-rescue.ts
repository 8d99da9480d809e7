import { LOCALES, type Locale } from '@tradewind/kernel'
import type { Names } from '../names/names.ts'
import { askedWords, type AskedWord } from '../text/asked.ts'
import { formsOf, sameLetters } from '../text/lexemes.ts'

/**
 * The category whose name, in any language, is most of all in the words of a query: goods may have no texts in a
 * language in which their category has a name.
 */
export function categoryAsked(words: readonly AskedWord[], { categories }: Names): string | undefined {
  const shares = Array.from(categories.values(), ({ id, name }) => ({
    id,
    share: Math.max(0, ...LOCALES.map((locale) => shareOf(askedWords(name[locale] ?? ''), words, locale))),
  }))
  return shares.filter(({ share }) => share >= 0.5).sort((a, b) => b.share - a.share)[0]?.id
}

/** How much of a name is among the words. */
function shareOf(name: readonly AskedWord[], words: readonly AskedWord[], locale: Locale): number {
  const asked = new Set(words.flatMap((word) => formsIn(word, locale)))
  const hit = name.filter((word) => formsIn(word, locale).some((form) => asked.has(form)))
  return name.length === 0 ? 0 : hit.length / name.length
}

const formsIn = ({ parts, writing }: AskedWord, locale: Locale): readonly string[] =>
  parts.flatMap((part) => (writing === 'letters' ? formsOf(part, locale) : [sameLetters(part, locale)]))
