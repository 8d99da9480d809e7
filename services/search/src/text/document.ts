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
  /** What it is narrowed by. */
  marks: readonly string[]
}

export interface IndexedDocument {
  /**
   * What hits are ranked by, as PostgreSQL reads a `tsvector`: name and codes with weight A, what is about it with B,
   * beginnings and ends of compounds with C.
   */
  title: string
  /** All that it is found and narrowed by, without places. */
  vector: string
  /** One by the logarithm of the length of the name. */
  brevity: number
  /** Spellings for the vocabulary. */
  words: string[]
}

const LONGEST_DESCRIPTION = 3_000
const MOST_LEXEMES = 1_200
/** More would say little more about rank. */
const MOST_POSITIONS = 3

/** Lays a text out for the index. */
export function indexDocument(text: DocumentText, locale: Locale): IndexedDocument {
  const mark = languageMark(locale)
  const title = new Map<string, string[]>()
  const described = new Set<string>()
  const words = new Set<string>()
  let position = 0

  const place = (lexeme: string, weight: 'A' | 'B' | 'C') => {
    const known = title.get(lexeme)
    if (!known) title.set(lexeme, [`${position}${weight}`])
    else if (known.length < MOST_POSITIONS) known.push(`${position}${weight}`)
  }
  const read = (part: string, isTitle: boolean, use: (lexeme: string) => void) => {
    for (const { lexemes, compound = [], spelling } of indexWords(part, locale, isTitle)) {
      position += 1
      for (const lexeme of lexemes) use(`${mark}:${lexeme}`)
      for (const lexeme of compound) place(`${mark}:${lexeme}`, 'C')
      if (spelling !== '') words.add(spelling)
    }
  }

  read(text.name, true, (lexeme) => place(lexeme, 'A'))
  for (const code of text.codes) place(codeLexeme(code), 'A')
  for (const part of text.about) read(part, true, (lexeme) => place(lexeme, 'B'))
  read(text.description.slice(0, LONGEST_DESCRIPTION), false, (lexeme) => {
    if (described.size < MOST_LEXEMES) described.add(lexeme)
  })
  return {
    title: Array.from(title, ([lexeme, at]) => `${quote(lexeme)}:${at.join(',')}`).join(' '),
    vector: [...new Set([...title.keys(), ...described, ...text.marks])].map(quote).join(' '),
    brevity: 1 / Math.log(2 + text.name.length),
    words: [...words].filter((word) => word.length <= 40),
  }
}

/** A lexeme as `tsvector` and `tsquery` read it. */
export const quote = (lexeme: string): string =>
  /[\\']/.test(lexeme) ? `'${lexeme.replace(/[\\']/g, '$&$&')}'` : `'${lexeme}'`
