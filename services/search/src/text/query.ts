import type { Locale } from '@tradewind/kernel'
import type { AskedWord } from './asked.ts'
import { quote } from './document.ts'
import { lettersOf, pairsOf, plain, type Writing } from './letters.ts'
import { formsOf, languageMark, partLexemes, sameLetters, unitsIn } from './lexemes.ts'
import { isStopWord } from './stop-words.ts'
import { withSynonyms } from './thesaurus.ts'

/** What must be in a document: a lexeme, or all or any of several things. */
export type Wanted = string | { all: Wanted[] } | { any: Wanted[] }

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
  const inLanguages = languages.map((locale) => ({ all: wantedWords(words, locale, beginning) }))
  return print({ any: [...inLanguages, ...asCodes(words)] })
}

/** All words as article numbers, which synonyms of their parts must not take apart. */
function asCodes(words: readonly AskedWord[]): Wanted[] {
  const codes = words.flatMap(({ code }) => code ?? [])
  return codes.length > 0 && codes.length === words.length ? [{ all: codes }] : []
}

/** What is asked of documents, as PostgreSQL reads a `tsquery`. */
export interface Asked {
  /** What hits must hold. */
  wanted: string
  /** The words themselves, in their forms: what hits are ranked by before synonyms and parts of compounds. */
  exact: string
}

/** A query as statements use it. */
export interface QueryText extends Asked {
  /** What hits in the reader's language must hold, and those in the others when there are any. */
  own: string
  others?: string
  /** What each word by itself wants, for who asks for less than all. */
  each: Asked[]
}

/** Reads a query in some languages, the reader's first. */
export function queryOf(words: readonly AskedWord[], languages: readonly Locale[]): QueryText {
  const [reader, ...others] = languages
  const asked = (some: readonly Locale[], all: readonly AskedWord[]): Asked => ({
    wanted: wantedBy(all, some),
    exact: print({ any: some.map((locale) => ({ all: exactWords(all, locale) })) }),
  })
  return {
    ...asked(languages, words),
    own: wantedBy(words, reader === undefined ? [] : [reader]),
    ...(others.length > 0 ? { others: wantedBy(words, others) } : {}),
    each: words.map((word) => asked(languages, [word])),
  }
}

/** The words themselves, without synonyms, parts of compounds or, where segments tell words, pairs of letters. */
function exactWords(words: readonly AskedWord[], locale: Locale): Wanted[] {
  const telling = tellingWords(words, locale)
  const marked = marking(locale)
  return telling.map((word, index) => {
    const forms =
      word.writing === 'letters'
        ? word.parts.map((part) => ({ any: formsOf(part, locale).map(marked) }))
        : word.parts.map((part) => marked(sameLetters(part, locale)))
    const [before, after] = [telling[index - 1], telling[index + 1]]
    const joined = [
      ...(before ? joinedForms(before, word, locale) : []),
      ...(after ? joinedForms(word, after, locale) : []),
    ]
    return { any: [{ all: forms }, ...joined, ...(word.code === undefined ? [] : [word.code])] }
  })
}

/** Words that narrow something; all of them where none does. */
function tellingWords(words: readonly AskedWord[], locale: Locale): readonly AskedWord[] {
  const telling = words.filter(({ parts }) => !parts.every((part) => isStopWord(plain(part), locale)))
  return telling.length > 0 ? telling : words
}

/** What each word of a query wants in this language. */
function wantedWords(words: readonly AskedWord[], locale: Locale, beginning: boolean): Wanted[] {
  const pieces = withSynonyms(tellingWords(words, locale), locale)
  return pieces.map((piece, index) => {
    const last = index === pieces.length - 1
    if (piece.others.length > 0 && !(beginning && last))
      return { any: [piece.word, ...piece.others].map((one) => wantedWord(one, locale, false)) }
    const joined = [pieces[index - 1], pieces[index + 1]].flatMap((other, before) =>
      other
        ? joinedForms(before === 0 ? other.word : piece.word, before === 0 ? piece.word : other.word, locale)
        : [],
    )
    const wanted = wantedWord(piece.word, locale, beginning && last)
    return joined.length > 0 ? { any: [wanted, ...joined] } : wanted
  })
}

/** Two words that others write as one. */
const joinedForms = (first: AskedWord, second: AskedWord, locale: Locale): string[] =>
  first.writing === 'letters' && second.writing === 'letters'
    ? [`${languageMark(locale)}:${plain(`${first.spelling}${second.spelling}`)}`]
    : []

const marking = (locale: Locale) => (lexeme: string) => `${languageMark(locale)}:${lexeme}`

function wantedWord(word: AskedWord, locale: Locale, beginning: boolean): Wanted {
  const marked = marking(locale)
  const last = word.parts.length - 1
  const parts = word.parts.map((part, index) => {
    const open = beginning && index === last
    const forms = word.writing === 'letters' ? spacedForms(part, locale) : unspacedForms(part, locale)
    if (open) forms.push(`${word.writing === 'letters' ? plain(part) : sameLetters(part, locale)}*`)
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
  const forms: Wanted[] = locale === 'vi' ? [part] : [...formsOf(part, locale)]
  const umlauts = locale === 'de' ? part.replace(/([aou])e/g, '$1') : part
  if (umlauts !== part) forms.push(...formsOf(umlauts, locale))
  forms.push(...[part, umlauts].flatMap((one) => partLexemes(one, locale).map((begun) => `${begun}*`)))
  const units = unitsIn(part)
  return units.length > 0
    ? [...forms, { all: units.map((unit) => ({ any: [...formsOf(unit, locale)] })) }]
    : forms
}

function unspacedForms(part: string, locale: Locale): Wanted[] {
  const same = sameLetters(part, locale)
  const pairs = pairsOf(lettersOf(same))
  const bare = locale === 'ko' ? part.replace(KOREAN_PARTICLE, '') : part
  const forms: Wanted[] = pairs.length > 0 ? [same, { all: pairs }] : [same]
  return bare === part ? forms : [...forms, ...unspacedForms(bare, locale)]
}

/** What follows a noun of two syllables or more and says what it does in a sentence. */
const KOREAN_PARTICLE = /(?<=..)(를|을|은|는|이|가|와|과|의|로|에)$/u

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
