import { readFileSync } from 'node:fs'
import { LOCALES, type Locale } from '@tradewind/kernel'
import { describe, expect, it } from 'vitest'
import { askedWords } from './asked.ts'
import { plain } from './letters.ts'
import { languagesOf } from './query.ts'
import { withSynonyms } from './thesaurus.ts'

interface Golden {
  q: string
  kind: string
  top?: string[]
  category?: string
}

const setOf = (file: string): Golden[] =>
  JSON.parse(readFileSync(new URL(`../../golden/${file}.json`, import.meta.url), 'utf8')) as Golden[]
const golden = new Map(LOCALES.map((locale) => [locale, setOf(locale)]))
const heldOut = new Map(LOCALES.map((locale) => [locale, setOf(`held-out/${locale}`)]))

/** A query without what does not make it another: case, width, accents, signs and blanks. */
const lettersIn = (q: string): string =>
  plain(plain(q.normalize('NFKC').toLowerCase()).normalize('NFKC')).replace(/[^\p{L}\p{M}\p{N}]/gu, '')

const answerTo = ({ top, category }: Golden): string => category ?? [...(top ?? [])].sort().join(' ')

/** How many letters must be put in, left out or changed to make one of the other. */
function stepsBetween(one: string, other: string): number {
  const letters = Array.from(other)
  let row = [0, ...letters.map((_, index) => index + 1)]
  for (const [at, letter] of Array.from(one).entries()) {
    const next = [at + 1]
    for (const [index, beside] of letters.entries())
      next.push(
        Math.min(
          (row[index] ?? 0) + (letter === beside ? 0 : 1),
          (row[index + 1] ?? 0) + 1,
          (next[index] ?? 0) + 1,
        ),
      )
    row = next
  }
  return row.at(-1) ?? 0
}

/** Whether who tuned an engine on one has tuned it on the other. */
function isDerived(one: Golden, other: Golden): boolean {
  if (answerTo(one) !== answerTo(other)) return false
  const [first, second] = [lettersIn(one.q), lettersIn(other.q)]
  if (first.includes(second) || second.includes(first)) return true
  return Math.min(first.length, second.length) > 4 && stepsBetween(first, second) <= 2
}

describe('queries that nothing may be tuned on', () => {
  it('tell a query from another by its letters', () => {
    expect(lettersIn('ｓａｍｏｖáｒ')).toBe(lettersIn('Samovar'))
    expect(lettersIn('boîte à musique')).toBe(lettersIn('boite a musique'))
    expect(lettersIn('น้ำผึ้ง')).toBe(lettersIn('น้ําผึ้ง'))
    expect(stepsBetween('samovar', 'samobaar')).toBe(2)
  })

  it('stand in no golden set of any language', () => {
    const tuned = new Set([...golden.values()].flat().map(({ q }) => lettersIn(q)))
    const both = [...heldOut].flatMap(([locale, queries]) =>
      queries.filter(({ q }) => tuned.has(lettersIn(q))).map(({ q }) => `${locale} ${q}`),
    )
    expect(both).toEqual([])
  })

  it.each([...LOCALES])('are no other spelling of a golden query, nor part of one, in %s', (locale) => {
    const derived = (heldOut.get(locale) ?? []).flatMap((held) =>
      (golden.get(locale) ?? []).filter((one) => isDerived(held, one)).map(({ q }) => `${held.q} from ${q}`),
    )
    expect(derived).toEqual([])
  })

  it.each([...LOCALES])('are ten in %s, each asked once', (locale) => {
    const asked = (heldOut.get(locale) ?? []).map(({ q }) => lettersIn(q))
    expect([asked.length, new Set(asked).size]).toEqual([10, 10])
  })
})

/** Kinds that claim to need more than a list of words for the same thing. */
const BY_LETTERS = ['typo', 'form', 'compound', 'spelling', 'marks', 'unspaced', 'script', 'zawgyi']

describe('golden queries for slips and forms of words', () => {
  it.each([...LOCALES])('are not answered by the synonyms, in %s', (locale: Locale) => {
    const byList = (golden.get(locale) ?? [])
      .filter(({ kind }) => BY_LETTERS.includes(kind))
      .filter(({ q }) => {
        const words = askedWords(q)
        return languagesOf(words, locale).some((language) =>
          withSynonyms(words, language).some(({ others }) => others.length > 0),
        )
      })
    expect(byList.map(({ kind, q }) => `${kind} ${q}`)).toEqual([])
  })
})
