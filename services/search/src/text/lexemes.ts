import type { Locale } from '@tradewind/kernel'
import { sameHan } from './han.ts'
import { hiragana, lettersOf, pairsOf, plain, runsOf, segmentsOf, UNSPACED, type Run } from './letters.ts'
import { stemsOf } from './stems.ts'

/** Lexemes carry their language, so that one index serves all and no language finds another's words. */
export const languageMark = (locale: Locale): string =>
  locale === 'zh-CN' ? 'cn' : locale === 'zh-TW' ? 'tw' : locale

/** An article number or GTIN, which has no language; leading zeros of a GTIN do not count. */
export const codeLexeme = (code: string): string =>
  `#${code
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/^0+(?=\d{7,}$)/, '')}`

/** One word of a text: the lexemes by which it is found, and how people write it. */
export interface IndexedWord {
  lexemes: string[]
  /** Less telling ones: as a compound that begins or ends so. */
  compound?: string[]
  /** For the vocabulary; empty when it is not worth correcting to. */
  spelling: string
}

/** Takes a run of letters apart: `baker's-peel` is baker and peel, and also one word. */
export function wordsIn(letters: string): string[] {
  const parts = letters.split(/['’ʼ.\-‐‑]/u)
  const telling = parts.filter((part) => part.length > 1 || /^\p{N}/u.test(part))
  return parts.length === 1 ? parts : telling.length > 0 ? telling : [parts.join('')]
}

/** Letters and digits written as one, such as 250ml, taken apart; empty when there is nothing to take apart. */
export const unitsIn = (word: string): string[] =>
  /^\d+\p{L}+$/u.test(word) ? [/^\d+/.exec(word)?.[0] ?? '', word.replace(/^\d+/, '')] : []

/** The forms in which a spaced word is found in this language. Vietnamese is found with its tones, and by who leaves them out. */
export const formsOf = (word: string, locale: Locale): readonly string[] =>
  locale === 'vi' ? [...new Set([word, plain(word)])] : stemsOf(word, locale)

/** Shorter words begin or end too many others by chance. */
const SHORTEST_PART = 4

/** Whether words of this language are compounds, found by their first and their last part. */
const isCompounding = (locale: Locale): boolean => locale === 'de'

/** A compound as it is found by its beginning, and backwards by its end. */
const compoundLexemes = (word: string, locale: Locale): string[] => {
  if (!isCompounding(locale) || word.length < 2 * SHORTEST_PART) return []
  return [`>${plain(word)}`, ...stemsOf(word, locale).map((stem) => `<${backwards(stem)}`)]
}

/** Beginnings of lexemes by which compounds with this part are found. */
export const partLexemes = (word: string, locale: Locale): string[] => {
  if (!isCompounding(locale) || word.length < SHORTEST_PART) return []
  const stems = stemsOf(word, locale).filter((stem) => stem.length >= SHORTEST_PART)
  // Wolle stands in Wollteppich without its e.
  const begun = plain(word).replace(/(?<=....)e$/, '')
  return [`>${begun}`, ...stems.map((stem) => `<${backwards(stem)}`)]
}

const backwards = (word: string): string => Array.from(word).reverse().join('')

/** The forms in which a part of an unspaced run is found. */
export const sameLetters = (part: string, locale: Locale): string => hiragana(sameHan(part, locale))

/**
 * The words of a text, as it goes into the index. A `title` is also found by beginnings of its words, by single
 * Han and Hangul letters, and by Korean compounds whose parts it writes apart.
 */
export function indexWords(text: string, locale: Locale, title: boolean): IndexedWord[] {
  const runs = runsOf(text)
  const words = runs.flatMap((run) =>
    run.writing === 'letters' ? spacedWords(run.text, locale, title) : unspacedWords(run, locale, title),
  )
  if (title) words.push(...neighboursOf(runs))
  const korean = title ? runs.filter(({ writing }) => writing === 'hangul') : []
  if (korean.length < 2) return words
  const joined = lettersOf(korean.map((run) => run.text).join(''))
  return [...words, { lexemes: pairsOf(joined), spelling: '' }]
}

/** Words that others write as one: pepper mill is found as peppermill. */
function neighboursOf(runs: readonly Run[]): IndexedWord[] {
  const pairs = runs.slice(1).map((run, index) => [runs[index], run] as const)
  return pairs.flatMap(([first, second]) => {
    if (first?.writing !== 'letters' || second.writing !== 'letters') return []
    return [{ lexemes: [plain(wordsIn(first.text).join('') + wordsIn(second.text).join(''))], spelling: '' }]
  })
}

function spacedWords(letters: string, locale: Locale, title: boolean): IndexedWord[] {
  const parts = wordsIn(letters)
  const joined = parts.length > 1 ? [{ lexemes: [plain(parts.join(''))], spelling: '' }] : []
  const words = parts.map((word) => {
    const units = unitsIn(word).flatMap((unit) => [...formsOf(unit, locale)])
    const lexemes = [...formsOf(word, locale), ...units, ...(title ? [plain(word)] : [])]
    const spelling = word.length >= 3 && !/^\d/.test(word) ? plain(word) : ''
    const compound = title ? compoundLexemes(word, locale) : []
    return { lexemes: [...new Set(lexemes)], compound, spelling }
  })
  return [...words, ...joined]
}

function unspacedWords({ writing, text }: Run, locale: Locale, title: boolean): IndexedWord[] {
  const same = (part: string) => sameLetters(part, locale)
  const letters = lettersOf(text).map(same)
  const language = UNSPACED[writing]
  const segments = language === undefined ? [text] : segmentsOf(text, locale === 'ja' ? 'ja' : language)
  const words = segments.map((segment) => ({
    lexemes: [same(segment)],
    spelling: lettersOf(segment).length >= 2 ? segment : '',
  }))
  const neighbours = pairsOf(segments)
    .filter((pair) => title && language !== undefined && lettersOf(pair).length <= 6)
    .map((pair) => ({ lexemes: [], spelling: pair }))
  const single = title && (writing === 'han-kana' || writing === 'hangul') ? letters : []
  return [...words, ...neighbours, { lexemes: [...new Set([...pairsOf(letters), ...single])], spelling: '' }]
}
