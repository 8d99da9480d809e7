import { wholeWord, type Locale } from '@tradewind/kernel'
import type { Term } from './desk.ts'

/** A piece of a source text, with what the glossary says of it. */
export interface Piece {
  text: string
  term?: Term
}

/** Cuts a text where words of the glossary stand, so that they can be shown; the longest word wins. */
export function markTerms(text: string, terms: readonly Term[]): Piece[] {
  const words = terms.toSorted((a, b) => b.term.length - a.term.length)
  if (words.length === 0) return [{ text }]
  const pattern = words.map(({ term }) => wholeWord(term).source).join('|')
  return text
    .split(new RegExp(`(${pattern})`, 'gu'))
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: piece, term: words.find(({ term }) => term === piece) }))
}

/** How a word of the glossary reads in a language: as it is, as it was laid down, or as nobody has said. */
export const readingOf = ({ term, keep, translations }: Term, locale: Locale): string | undefined =>
  keep ? term : translations[locale]

/** Words of the glossary that stand in a source and of whose translation there is nothing in the target: to be looked at, not wrong. */
export function unusedWords(
  source: string,
  target: string,
  terms: readonly Term[],
  locale: Locale,
): string[] {
  const written = target.toLocaleLowerCase(locale)
  const words = markTerms(source, terms).flatMap(({ term }) =>
    term && !term.keep ? (term.translations[locale] ?? []) : [],
  )
  return [...new Set(words)].filter((word) => !written.includes(word.toLocaleLowerCase(locale)))
}
