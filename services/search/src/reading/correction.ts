import { sql } from 'kysely'
import type { Locale } from '@tradewind/kernel'
import type { Db } from '../parts.ts'
import { plain } from '../text/letters.ts'
import { askedWords, type AskedWord } from '../text/asked.ts'

/** What a query that found nothing was probably meant to be. */
export interface Correction {
  words: AskedWord[]
  /** Languages in which its words occur. */
  locales: Locale[]
  /** As to be shown; null when nothing was misspelt and only other languages or compounds help. */
  shown: string | null
}

interface Candidate {
  asked: string
  word: string
  locale: Locale
  /** 2 for the word itself, 1 for a compound that ends in it, else how alike they are. */
  likeness: number
}

const MOST_COMPOUNDS = 20
const MOST_ALIKE = 12

/** Corrects each word against the vocabulary; undefined when nothing better is known. */
export async function correct(
  db: Db,
  words: readonly AskedWord[],
  reader: Locale,
): Promise<Correction | undefined> {
  const asked = [...new Set(words.map(({ spelling }) => spelling).filter((spelling) => spelling.length >= 2))]
  if (asked.length === 0) return undefined
  const candidates = await findCandidates(db, asked)
  const chosen = words.map((word) => choose(word, candidates, reader))
  if (chosen.every(({ locales }) => locales.length === 0)) return undefined
  const shown = chosen.map(({ shown: one }, index) => one ?? words[index]?.spelling ?? '')
  return {
    words: chosen.flatMap(({ words: one }) => one),
    locales: [...new Set(chosen.flatMap(({ locales }) => locales))],
    shown: chosen.some((one) => one.shown !== undefined) ? joinWords(shown, words) : null,
  }
}

interface Choice {
  words: AskedWord[]
  locales: Locale[]
  /** The word put in the place of a misspelt one. */
  shown?: string
}

function choose(word: AskedWord, candidates: readonly Candidate[], reader: Locale): Choice {
  const own = candidates.filter(({ asked }) => asked === word.spelling)
  const exact = own.filter(({ likeness }) => likeness === 2)
  if (exact.length > 0) {
    // Right in another language, it may still be a slip in the reader's.
    const isForeign = exact.every(({ locale }) => rankOf(locale, reader) === 2)
    const meant = own.filter(({ word: one, locale }) => locale === reader && slips(one, word.spelling) === 1)
    const alternatives = isForeign ? meant.map((one) => one.word) : []
    return {
      words: [alternatives.length > 0 ? { ...word, alternatives } : word],
      locales: exact.map(({ locale }) => locale),
    }
  }
  const compounds = own.filter(({ likeness }) => likeness === 1)
  if (compounds.length > 0)
    return {
      words: [{ ...word, alternatives: [...new Set(compounds.map((one) => one.word))] }],
      locales: compounds.map(({ locale }) => locale),
    }
  const [best] = own.sort(
    (a, b) =>
      slips(a.word, word.spelling) - slips(b.word, word.spelling) ||
      b.likeness - a.likeness ||
      rankOf(a.locale, reader) - rankOf(b.locale, reader),
  )
  if (!best) return { words: [word], locales: [] }
  return {
    words: askedWords(best.word),
    locales: own.filter((one) => one.word === best.word).map(({ locale }) => locale),
    shown: best.word,
  }
}

/** How many letters were left out, put in or mistaken. */
function slips(word: string, typed: string): number {
  const letters = Array.from(typed)
  let before = letters.map((_, index) => index + 1)
  for (const [row, letter] of Array.from(word).entries()) {
    let left = row + 1
    let corner = row
    before = before.map((above, column) => {
      const best = Math.min(above + 1, left + 1, corner + (letter === letters[column] ? 0 : 1))
      corner = above
      left = best
      return best
    })
  }
  return before.at(-1) ?? word.length
}

const rankOf = (locale: Locale, reader: Locale): number => (locale === reader ? 0 : locale === 'en' ? 1 : 2)

/** Unspaced writings are joined as they came. */
const joinWords = (shown: readonly string[], words: readonly AskedWord[]): string =>
  shown.reduce((text, word, index) => {
    const apart = words[index]?.writing === 'letters' || words[index]?.writing === 'hangul'
    return index > 0 && apart ? `${text} ${word}` : `${text}${word}`
  }, '')

/** Words of the vocabulary that are, end in, or are like what was asked for. */
async function findCandidates(db: Db, asked: readonly string[]): Promise<Candidate[]> {
  const words = asked.map((word) => plain(word).replace(/[\\%_]/g, ''))
  const { rows } = await sql<Candidate>`
    select a.asked, v.word, l.locale, v.likeness
    from unnest(${asked}::text[], ${words}::text[]) as a(asked, word)
    cross join lateral (
      select word, locales, 2::real as likeness from search.vocabulary e where e.word = a.word
      union all
      select word, locales, 1::real from (select word, locales from search.vocabulary c
        where length(a.word) >= 4 and c.word like '%' || a.word and c.word <> a.word limit ${sql.lit(MOST_COMPOUNDS)}) c
      union all
      select word, locales, alike from (
        select s.word, s.locales, similarity(s.word, a.word) * 0.99::real as alike from search.vocabulary s where s.word % a.word
        order by alike desc, s.word limit ${sql.lit(MOST_ALIKE)}) s) v
    cross join unnest(v.locales) as l(locale)`.execute(db)
  return rows
}
