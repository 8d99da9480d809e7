import { plain, runsOf, segmentsOf, UNSPACED, type Run, type Writing } from './letters.ts'
import { codeLexeme, wordsIn } from './lexemes.ts'

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

/** The words of an unspaced run, each for itself. */
export const piecesOf = (word: AskedWord): AskedWord[] =>
  word.parts.length < 2 || word.writing === 'letters'
    ? [word]
    : word.parts.map((part) => ({ spelling: part, writing: word.writing, parts: [part] }))
