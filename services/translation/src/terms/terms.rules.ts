import { wholeWord, type Locale, type LocalizedText } from '@tradewind/kernel'

/** A word of the glossary as texts are checked against it. */
export interface Word {
  term: string
  keep: boolean
  /** How it is always translated; of a word that is kept none. */
  translations: LocalizedText
}

/** What stands for a value, an address or an article number: `{count}`, `https://…`, `MOON-12`. */
const CODES =
  /\{[^{}\s]{1,40}\}|https?:\/\/[^\s<>"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[A-Z0-9]{2,}(?:-[A-Z0-9]+)+\b/g
const PLACEHOLDERS = /\{[^{}\s]{1,40}\}/g

/** A part of a source that no machine translates, and what stands there in the other language. */
interface Span {
  from: number
  to: number
  text: string
}

/**
 * What of a text is laid down for a language, from left to right: words and codes that stay as they are, then words with
 * a translation of their own. Where two overlap the one that stays, then the longer.
 */
export function fixedSpans(text: string, words: readonly Word[], locale: Locale): Span[] {
  const spansOf = (pattern: RegExp, translation?: string): Span[] =>
    [...text.matchAll(pattern)].map(({ index, 0: found }) => ({
      from: index,
      to: index + found.length,
      text: translation ?? found,
    }))
  const longestFirst = (a: Span, b: Span) => b.to - b.from - (a.to - a.from) || a.from - b.from
  const here = words.filter(({ term }) => text.includes(term))
  const staying = [
    ...spansOf(CODES),
    ...here.filter(({ keep }) => keep).flatMap(({ term }) => spansOf(wholeWord(term))),
  ]
  const translated = here.flatMap(({ term, keep, translations }) => {
    const translation = keep ? undefined : translations[locale]
    return translation ? spansOf(wholeWord(term), translation) : []
  })
  const fixed: Span[] = []
  for (const span of [...staying.sort(longestFirst), ...translated.sort(longestFirst)])
    if (fixed.every(({ from, to }) => span.to <= from || span.from >= to)) fixed.push(span)
  return fixed.sort((a, b) => a.from - b.from)
}

/** The first word that must stay as it is, and does not; undefined when nothing is lost. */
export function lostTerm(source: string, target: string, words: readonly Word[]): string | undefined {
  const wanted = [
    ...words.filter(({ keep, term }) => keep && wholeWord(term).test(source)).map(({ term }) => term),
    ...new Set(source.match(PLACEHOLDERS)),
  ]
  return wanted.find((term) => !target.includes(term))
}
