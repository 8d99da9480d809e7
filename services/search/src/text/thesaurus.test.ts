import { LOCALES } from '@tradewind/kernel'
import { describe, expect, it } from 'vitest'
import { askedWords } from './asked.ts'
import { isStopWord } from './stop-words.ts'
import { synonymGroups } from './synonyms.ts'
import { withSynonyms } from './thesaurus.ts'

type Reader = Parameters<typeof withSynonyms>[1]

/** Each piece of a query with its other terms. */
const read = (query: string, locale: Reader) =>
  withSynonyms(askedWords(query), locale).map(({ word, others }) => [
    word.spelling,
    others.map(({ parts }) => parts.join(' ')),
  ])

describe('the thesaurus', () => {
  it('takes terms of one word and of several, in any form, and leaves other words alone', () => {
    expect(read('blue carpets', 'en')).toEqual([
      ['blue', []],
      ['carpets', ['rug']],
    ])
    expect(read('oak cutting board small', 'en')).toEqual([
      ['oak', []],
      ['cuttingboard', ['chopping board']],
      ['small', []],
    ])
    expect(read('cutting', 'en')).toEqual([['cutting', []]])
  })

  it('prefers the longest term', () => {
    expect(read('notebook computer', 'en')).toEqual([['notebookcomputer', ['laptop']]])
    expect(read('notebook', 'en')).toEqual([['notebook', ['journal', 'notepad']]])
  })

  it('knows terms of one language only there', () => {
    expect(read('carpet', 'de')).toEqual([['carpet', []]])
  })

  it('keeps the parts of a word together that no term was taken out of', () => {
    expect(read("baker's-peel", 'en')).toEqual([['bakerpeel', []]])
  })

  it.each([...LOCALES])('answers for every term of %s with the others of its group', (locale) => {
    for (const group of synonymGroups(locale)) {
      expect(new Set(group).size).toBe(group.length)
      for (const term of group) {
        const words = askedWords(term).filter(({ spelling }) => !isStopWord(spelling, locale))
        const pieces = withSynonyms(words, locale)
        const others = pieces.flatMap((piece) => piece.others)
        expect([term, others.length >= group.length - 1]).toEqual([term, true])
      }
    }
  })
})
