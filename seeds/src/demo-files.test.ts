import { LOCALES } from '@tradewind/kernel'
import { describe, expect, it } from 'vitest'
import { readGoods, readProductTexts } from './demo-files.ts'

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
