import { describe, expect, it } from 'vitest'
import { pseudo } from './pseudo.ts'
import { createTranslator } from './translator.ts'

describe('pseudo-language', () => {
  it('brackets, accents and lengthens', () => {
    expect(pseudo('Save')).toBe('⟦Šávé ··⟧')
  })

  it('keeps placeholders, forms and tags working', () => {
    const message = "{count, plural, one {# item} other {# items}} of <b>{name}</b>'s '{'cart'}'"
    const t = createTranslator('en', { en: { 'a.b': pseudo(message) } })
    const text = t('a.b', { count: 2, name: 'Mia' })
    expect(text).toMatch(/^⟦2 ítémš óf Mia'š \{çárt\} ·+⟧$/)
    expect(t.rich('a.b', { count: 1, name: 'Mia' })).toContainEqual({ tag: 'b', text: 'Mia' })
  })
})
