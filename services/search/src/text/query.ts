import type { Locale } from '@tradewind/kernel'
import { quote } from './document.ts'
import { lettersOf, pairsOf, plain, runsOf, segmentsOf, UNSPACED, type Run, type Writing } from './letters.ts'
import { codeLexeme, formsOf, languageMark, unitsIn, wordsIn } from './lexemes.ts'
import { isStopWord } from './stop-words.ts'

/** What must be in a document: a lexeme, or all or any of several things. */
export type Wanted = string | { all: Wanted[] } | { any: Wanted[] }

/** A query taken apart: what was asked for, word by word, so that single words can be corrected. */
export interface AskedWord {
  /** As it stands in the query, folded; what the vocabulary is asked for. */
  spelling: string
  writing: Writing
  /** Letters, digits and signs as typed, in case they are an article number; undefined when they can be none. */
  code?: string
  /** The parts of an unspaced run or of a word with hyphens. */
  parts: string[]
  /** Words that do as well, such as compounds that end in this one. */
  alternatives?: string[]
}

const MOST_CHUNKS = 12
const LONGEST_CHUNK = 60

/** Takes a query apart; nothing is left of one that is only punctuation. */
export function askedWords(query: string): AskedWord[] {
  return query
    .trim()
    .split(/\s+/u)
    .slice(0, MOST_CHUNKS)
    .flatMap((chunk) => {
      const short = Array.from(chunk).slice(0, LONGEST_CHUNK).join('')
      const runs = runsOf(short)
      const code = /[\d-]/.test(short) ? codeLexeme(short) : undefined
      return runs.map((run) => ({
        spelling: run.writing === 'letters' ? plain(wordsIn(run.text).join('')) : run.text,
        writing: run.writing,
        ...(code === undefined || runs.length > 1 ? {} : { code }),
        parts: run.writing === 'letters' ? wordsIn(run.text) : partsOf(run),
      }))
    })
    .slice(0, MOST_CHUNKS)
}

function partsOf({ writing, text }: Run): string[] {
  const language = UNSPACED[writing]
  if (language === undefined) return [text]
  return segmentsOf(text, /[\p{scx=Hiragana}\p{scx=Katakana}]/u.test(text) ? 'ja' : language)
}

const BY_WRITING: Readonly<Partial<Record<Writing, readonly Locale[]>>> = {
  'han-kana': ['zh-CN', 'zh-TW', 'ja'],
  hangul: ['ko'],
  thai: ['th'],
  myanmar: ['my'],
}

/** The languages a query may be in: the reader's, those of its writing, and English, in which every product has a text. */
export function languagesOf(words: readonly AskedWord[], reader: Locale): Locale[] {
  const written = words.flatMap(({ writing, spelling }) => BY_WRITING[writing] ?? byLetters(spelling))
  return [...new Set<Locale>([reader, ...written, 'en'])]
}

function byLetters(spelling: string): readonly Locale[] {
  if (/\p{Script=Arabic}/u.test(spelling)) return ['ar']
  return /\p{Script=Cyrillic}/u.test(spelling) ? ['ru'] : []
}

/**
 * What documents must hold, as PostgreSQL reads a `tsquery`: in one language, every word of the query, or all pairs
 * of letters of a word that is written together elsewhere. With `beginning`, the last word may be half typed.
 */
export function wantedBy(
  words: readonly AskedWord[],
  languages: readonly Locale[],
  beginning = false,
): string {
  const inLanguages = languages.map((locale) => {
    const telling = words.filter(({ parts }) => !parts.every((part) => isStopWord(plain(part), locale)))
    const used = telling.length > 0 ? telling : words
    return {
      all: used.map((word, index) => wantedWord(word, locale, beginning && index === used.length - 1)),
    }
  })
  return print({ any: inLanguages })
}

function wantedWord(word: AskedWord, locale: Locale, beginning: boolean): Wanted {
  const marked = (lexeme: string) => `${languageMark(locale)}:${lexeme}`
  const last = word.parts.length - 1
  const parts = word.parts.map((part, index) => {
    const open = beginning && index === last
    const forms: Wanted[] = word.writing === 'letters' ? spacedForms(part, locale) : unspacedForms(part)
    if (open) forms.push(`${plain(part)}*`)
    return { any: forms.map((form) => mark(form, marked)) }
  })
  const ways: Wanted[] = [{ all: parts }]
  if (word.parts.length > 1 && word.writing === 'letters') ways.push(marked(word.spelling))
  if (word.code !== undefined) ways.push(word.code)
  for (const other of word.alternatives ?? []) ways.push(...formsOf(other, locale).map(marked))
  return { any: ways }
}

function spacedForms(part: string, locale: Locale): Wanted[] {
  // Who types tones means them.
  const forms = locale === 'vi' ? [part] : [...formsOf(part, locale)]
  const umlauts = locale === 'de' ? part.replace(/([aou])e/g, '$1') : part
  if (umlauts !== part) forms.push(...formsOf(umlauts, locale))
  const units = unitsIn(part)
  return units.length > 0
    ? [...forms, { all: units.map((unit) => ({ any: [...formsOf(unit, locale)] })) }]
    : forms
}

function unspacedForms(part: string): Wanted[] {
  const pairs = pairsOf(lettersOf(part))
  return pairs.length > 0 ? [part, { all: pairs }] : [part]
}

/** Puts the language onto every lexeme. */
const mark = (wanted: Wanted, marked: (lexeme: string) => string): Wanted => {
  if (typeof wanted === 'string') return marked(wanted)
  return 'all' in wanted
    ? { all: wanted.all.map((one) => mark(one, marked)) }
    : { any: wanted.any.map((one) => mark(one, marked)) }
}

function print(wanted: Wanted): string {
  if (typeof wanted === 'string')
    return wanted.endsWith('*') ? `${quote(wanted.slice(0, -1))}:*` : quote(wanted)
  const [sign, parts] = 'all' in wanted ? [' & ', wanted.all] : [' | ', wanted.any]
  const printed = [...new Set(parts.map(print))]
  return printed.length === 1 ? (printed[0] ?? '') : `(${printed.join(sign)})`
}
