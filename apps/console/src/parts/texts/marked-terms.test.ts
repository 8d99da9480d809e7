import { describe, expect, it } from 'vitest'
import { markTerms, readingOf } from './marked-terms.ts'

const term = (word: string, keep = true) => ({
  id: word,
  term: word,
  keep,
  translations: { de: 'Steinzeug' },
  note: '',
})

describe('words of the glossary', () => {
  it('are found in a text, the longer before the shorter, and nothing of the text is lost', () => {
    const pieces = markTerms('Kiri & Rain (Kiri)', [term('Kiri'), term('Kiri & Rain')])
    expect(pieces.map((piece) => [piece.text, piece.term?.term])).toEqual([
      ['Kiri & Rain', 'Kiri & Rain'],
      [' (', undefined],
      ['Kiri', 'Kiri'],
      [')', undefined],
    ])
    expect(markTerms('Tea', [])).toEqual([{ text: 'Tea' }])
  })

  it('read as they are, as was laid down, or as nobody has said', () => {
    expect(readingOf(term('Kiri'), 'ja')).toBe('Kiri')
    expect(readingOf(term('stoneware', false), 'de')).toBe('Steinzeug')
    expect(readingOf(term('stoneware', false), 'ja')).toBeUndefined()
  })
})
