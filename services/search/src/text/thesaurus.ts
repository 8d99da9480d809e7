import type { Locale } from '@tradewind/kernel'
import { plain } from './letters.ts'
import { formsOf, sameLetters } from './lexemes.ts'
import { askedWords, type AskedWord } from './asked.ts'
import { isStopWord } from './stop-words.ts'
import { synonymGroups } from './synonyms.ts'

/** A word of a query, or several that are one term, with other terms for the same. */
export interface Piece {
  word: AskedWord
  others: AskedWord[]
}

interface Term {
  /** Its words as they are compared. */
  keys: string[]
  others: AskedWord[]
}

const terms = new Map<Locale, ReadonlyMap<string, readonly Term[]>>()

/** The terms of a language by their first word, the longest first. */
function termsOf(locale: Locale): ReadonlyMap<string, readonly Term[]> {
  const known = terms.get(locale)
  if (known) return known
  const made = new Map<string, Term[]>()
  for (const group of synonymGroups(locale)) {
    const asked = group.map((text) => joined(tellingWords(text, locale)))
    asked.forEach((word, index) => {
      const keys = keysOf(word, locale)
      const others = asked.filter((_, other) => other !== index)
      made.set(keys[0] ?? '', [...(made.get(keys[0] ?? '') ?? []), { keys, others }])
    })
  }
  for (const list of made.values()) list.sort((a, b) => b.keys.length - a.keys.length)
  terms.set(locale, made)
  return made
}

const tellingWords = (text: string, locale: Locale): AskedWord[] =>
  askedWords(text).filter(({ parts }) => !parts.every((part) => isStopWord(plain(part), locale)))

/** Several words as one of several parts. */
const joined = (words: readonly AskedWord[]): AskedWord => ({
  spelling: words.map(({ spelling }) => spelling).join(''),
  writing: words[0]?.writing ?? 'letters',
  parts: words.flatMap(({ parts }) => parts),
})

const keysOf = ({ parts, writing }: AskedWord, locale: Locale): string[] =>
  parts.map((part) => keyOf(part, writing === 'letters', locale))

const keyOf = (part: string, spaced: boolean, locale: Locale): string =>
  spaced ? (formsOf(part, locale).at(-1) ?? part) : sameLetters(part, locale)

/** Takes a query apart into terms that have synonyms, and the words between them. */
export function withSynonyms(words: readonly AskedWord[], locale: Locale): Piece[] {
  const known = termsOf(locale)
  const units = words.flatMap((word) =>
    word.parts.map((part) => ({ word, part, key: keyOf(part, word.writing === 'letters', locale) })),
  )
  const pieces: Piece[] = []
  for (let at = 0; at < units.length;) {
    const unit = units[at]
    if (!unit) break
    const term = known
      .get(unit.key)
      ?.find(({ keys }) => keys.every((key, index) => units[at + index]?.key === key))
    const end = at + (term?.keys.length ?? 1)
    const taken = units.slice(at, end)
    if (term)
      pieces.push({
        word: joined(taken.map(({ word, part }) => ({ ...word, spelling: part, parts: [part] }))),
        others: term.others,
      })
    else addPart(pieces, unit.word, unit.part)
    at = end
  }
  return pieces
}

/** Parts of one word stay together, unless a term was taken out of it. */
function addPart(pieces: Piece[], word: AskedWord, part: string): void {
  const last = pieces.at(-1)
  const whole = word.parts.length
  if (
    last &&
    last.others.length === 0 &&
    last.word.spelling === word.spelling &&
    last.word.parts.length < whole
  ) {
    last.word = { ...last.word, parts: [...last.word.parts, part] }
    if (last.word.parts.length === whole) last.word = word
  } else pieces.push({ word: whole === 1 ? word : { ...word, code: undefined, parts: [part] }, others: [] })
}
