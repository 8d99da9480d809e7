import { KERNEL_ERROR_CODES, LOCALES } from '@tradewind/kernel'
import { describe, expect, it } from 'vitest'
import { loadMessages, translate, translatorFor } from './node.ts'

describe('texts of the server', () => {
  it('are read in every language', () => {
    const messages = loadMessages(['common'])
    expect(Object.keys(messages)).toEqual([...LOCALES])
    expect(messages.ja?.['common.save']).toBe('保存')
  })

  it('have a word for every error of the kernel', () => {
    const params = { currency: 'EUR', other: 'USD' }
    for (const locale of LOCALES) {
      for (const code of KERNEL_ERROR_CODES) expect(translate(locale, code, params)).not.toBe(code)
    }
  })

  it('count as each language does', () => {
    expect(translate('ar', 'platform.too-short', { min: 2 })).toBe('يُرجى إدخال حرفين على الأقل.')
    expect(translate('ru', 'platform.too-short', { min: 21 })).toBe('Введите не меньше 21 символа.')
    expect(translate('my', 'platform.too-short', { min: 8 })).toContain('8')
  })

  it('come from one translator for each language', () => {
    expect(translatorFor('de')).toBe(translatorFor('de'))
    expect(translatorFor('de').locale).toBe('de')
  })
})
