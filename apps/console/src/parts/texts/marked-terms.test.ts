import { describe, expect, it } from 'vitest'
import { markTerms, readingOf, unusedWords } from './marked-terms.ts'

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
    expect(markTerms('Kirin', [term('Kiri')])).toEqual([{ text: 'Kirin', term: undefined }])
  })

  it('read as they are, as was laid down, or as nobody has said', () => {
    expect(readingOf(term('Kiri'), 'ja')).toBe('Kiri')
    expect(readingOf(term('stoneware', false), 'de')).toBe('Steinzeug')
    expect(readingOf(term('stoneware', false), 'ja')).toBeUndefined()
  })

  it('are hinted at once where the text does without them, and only in languages that have them', () => {
    const words = [term('stoneware', false), term('Kiri')]
    const source = 'stoneware by Kiri: stoneware'
    expect(unusedWords(source, 'Keramik von Kiri', words, 'de')).toEqual(['Steinzeug'])
    expect(unusedWords(source, 'Aus STEINZEUG', words, 'de')).toEqual([])
    expect(unusedWords(source, '陶器', words, 'ja')).toEqual([])
  })
})
