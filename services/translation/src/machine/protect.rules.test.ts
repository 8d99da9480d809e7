import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Word } from '../terms/terms.rules.ts'
import { protect, restore } from './protect.rules.ts'

const word = (term: string, de?: string): Word => ({
  term,
  keep: de === undefined,
  translations: de === undefined ? {} : { de },
})

/** What becomes of a line that a provider hands back with every letter outside of its markup changed. */
function there(line: string, words: readonly Word[]): string | undefined {
  const sent = protect(line, words, 'de')
  const answer = sent.markup
    .split(/(<span\b.*?<\/span>)/gs)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[a-z]/g, 'x')))
    .join('')
  return restore(answer, sent)
}

describe('words of the glossary on their way through a machine', () => {
  it('come back as the language has them, and kept ones as they are', () => {
    const words = [word('stoneware', 'Steinzeug'), word('Kiri & Rain')]
    expect(there('stoneware by Kiri & Rain, {count}', words)).toBe('Steinzeug xx Kiri & Rain, {count}')
  })

  it('are left to the machine in a language for which nobody has laid anything down', () => {
    const { markup } = protect('stoneware', [word('stoneware', 'Steinzeug')], 'zh-TW')
    expect(markup).toBe('stoneware')
    const chinese = { ...word('stoneware', ''), translations: { 'zh-CN': '炻器' } }
    expect(protect('stoneware', [chinese], 'zh-TW').markup).toBe('stoneware')
  })

  it('count as whole words only, and the longer before the shorter, wherever it begins', () => {
    const words = [
      word('tea', 'Tee'),
      word('moon tea', 'Mondtee'),
      word('tea ceremony set', 'Teezeremonie-Set'),
    ]
    expect(there('teapot, tea', words)).toBe('xxxxxx, Tee')
    expect(there('moon tea ceremony set', words)).toBe('xxxx Teezeremonie-Set')
  })

  it('never take apart what must stay as it is', () => {
    const words = [word('cup', 'Becher'), word('Kiri cup', 'Kiri-Becher'), word('Kiri')]
    expect(there('Kiri cup at https://kiri.example/cup {cup}', words)).toBe(
      'Kiri Becher xx https://kiri.example/cup {cup}',
    )
  })

  it('come back once each, or the line is not used', () => {
    const sent = protect('a stoneware cup', [word('stoneware', 'Stein & Zeug')], 'de')
    expect(sent.markup).toContain('>Stein &amp; Zeug<')
    expect(restore(sent.markup, sent)).toBe('a Stein & Zeug cup')
    expect(restore(sent.markup.replace(/<span.*<\/span>/, ''), sent)).toBeUndefined()
    expect(restore(sent.markup.replace(/<span.*<\/span>/, '$&$&'), sent)).toBeUndefined()
  })

  it('change nothing else of any line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const line = `${before} stoneware ${after}`.replaceAll('\n', ' ')
        const sent = protect(line, [word('stoneware', 'stoneware')], 'de')
        expect(restore(sent.markup, sent)).toBe(line)
      }),
    )
  })
})
