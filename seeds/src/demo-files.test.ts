import { LOCALES } from '@tradewind/kernel'
import { loadMessages } from '@tradewind/locales/node'
import { describe, expect, it } from 'vitest'
import { readGoods, readProductTexts, readTexts } from './demo-files.ts'

describe('the texts of the goods', () => {
  it('are read in every language', () => {
    const goods = readGoods()
    const textsOf = readProductTexts(goods.keys())
    for (const { key } of [...goods.values()].flat()) {
      const { name, description } = textsOf(key)
      expect(Object.keys(name).sort(), key).toEqual([...LOCALES].sort())
      expect(Object.keys(description).sort(), key).toEqual([...LOCALES].sort())
    }
  })
})

describe('the legal texts', () => {
  it('are whole in every language, and name what is pressed as it is called there', () => {
    const text = readTexts('texts/<locale>/legal.json')
    const messages = loadMessages(['storefront', 'console'])
    const shapeOf = (body = '') => body.split('\n').map((line) => /^[#-] /.exec(line)?.[0] ?? '')
    for (const kind of ['imprint', 'terms', 'withdrawal', 'privacy'])
      for (const locale of LOCALES) {
        const body = text(`${kind}.body`)
        expect(text(`${kind}.title`)[locale], locale).toBeTruthy()
        expect(shapeOf(body[locale]), `${kind} ${locale}`).toEqual(shapeOf(body.en))
        if (kind === 'withdrawal') expect(body[locale]).toContain(messages[locale]?.['return.ask'])
        if (kind === 'imprint') expect(body[locale]).toContain(messages[locale]?.['admin.legal'])
      }
  })
})
