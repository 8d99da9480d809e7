import type { Locale } from '@tradewind/kernel'
import { codeLexeme, indexWords, languageMark } from './lexemes.ts'

/** What is said of a product in one language, the weightiest first. */
export interface DocumentText {
  name: string
  /** Brand, categories, values of facets. */
  about: readonly string[]
  description: string
  /** Article numbers and GTINs of all variants. */
  codes: readonly string[]
}

export interface IndexedDocument {
  /** As PostgreSQL reads a `tsvector`. */
  vector: string
  /** Spellings for the vocabulary. */
  words: string[]
}

const LONGEST_DESCRIPTION = 3_000
const MOST_LEXEMES = 1_200
/** More would say little more about rank, and make the vector heavy. */
const MOST_POSITIONS = 3

/** Lays a text out for the index: lexemes with places and weights A (name, codes), B (about), D (description). */
export function indexDocument(text: DocumentText, locale: Locale): IndexedDocument {
  const mark = languageMark(locale)
  const places = new Map<string, string[]>()
  const words = new Set<string>()
  let position = 0

  const put = (lexeme: string, weight: string) => {
    const known = places.get(lexeme)
    if (!known) {
      if (places.size < MOST_LEXEMES) places.set(lexeme, [`${position}${weight}`])
    } else if (known.length < MOST_POSITIONS) known.push(`${position}${weight}`)
  }
  const add = (part: string, weight: 'A' | 'B' | 'D') => {
    for (const { lexemes, spelling } of indexWords(part, locale, weight !== 'D')) {
      position = Math.min(position + 1, 16_000)
      for (const lexeme of lexemes) put(`${mark}:${lexeme}`, weight)
      if (spelling !== '') words.add(spelling)
    }
  }

  add(text.name, 'A')
  for (const code of text.codes) put(codeLexeme(code), 'A')
  for (const part of text.about) add(part, 'B')
  add(text.description.slice(0, LONGEST_DESCRIPTION), 'D')
  return {
    vector: Array.from(places, ([lexeme, at]) => `${quote(lexeme)}:${at.join(',')}`).join(' '),
    words: [...words].filter((word) => word.length <= 40),
  }
}

/** A lexeme as `tsvector` and `tsquery` read it. */
export const quote = (lexeme: string): string => `'${lexeme.replace(/[\\']/g, '$&$&')}'`
