import { LOCALES } from '@tradewind/kernel'
import { describe, expect, it } from 'vitest'
import { measureText, unitText } from './measure.ts'
import { loadMessages } from './node.ts'
import { createTranslator } from './translator.ts'

const messages = loadMessages(['common'])
const textsIn = (locale: (typeof LOCALES)[number]) => createTranslator(locale, messages)

describe('a measure', () => {
  it('has its unit in the writing of the language', () => {
    const written = LOCALES.map((locale) => [locale, measureText(textsIn(locale), '250', 'ml')])
    expect(Object.fromEntries(written)).toMatchObject({
      en: '250 ml',
      ja: '250 ml',
      'zh-CN': '250 毫升',
      ru: '250 мл',
      ar: '\u2068250\u2069 مل',
      th: '250 มล.',
      my: '250 မီလီလီတာ',
    })
  })

  it('keeps a unit that has no text', () => {
    expect(measureText(textsIn('th'), '12', 'lm')).toBe('12 lm')
  })

  it('can be named without a figure', () => {
    expect(unitText(textsIn('ru'), 'g')).toBe('г')
    expect(unitText(textsIn('ar'), 'g')).toBe('غ')
    expect(unitText(textsIn('ko'), 'min')).toBe('분')
    expect(unitText(textsIn('en'), 'lm')).toBe('lm')
  })
})
