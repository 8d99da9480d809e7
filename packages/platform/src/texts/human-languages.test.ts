import { describe, expect, it } from 'vitest'
import { shownText } from './human-languages.ts'
import { hashOfText } from './marks.ts'

const byMachine = (wording: string) => [
  {
    locale: 'ko' as const,
    fields: { name: { textHash: hashOfText(wording), sourceHash: '', byMachine: true } },
  },
]

describe('a text in a language that shows only what people wrote', () => {
  it('is left out where a machine wrote it', () => {
    expect(shownText({ en: 'Kiln', ko: '가마' }, 'name', byMachine('가마'))).toEqual({ en: 'Kiln' })
  })

  it('is shown as it is where a person has written another since', () => {
    const text = { en: 'Kiln', ko: '가마집' }
    expect(shownText(text, 'name', byMachine('가마'))).toEqual(text)
  })

  it('is shown rather than nothing: what it was made from may be gone', () => {
    expect(shownText({ ko: '가마' }, 'name', byMachine('가마'))).toEqual({ ko: '가마' })
    expect(shownText({ en: '', ko: '가마' }, 'name', byMachine('가마'))).toEqual({ en: '', ko: '가마' })
  })
})
