import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { likeness, mostAlike, wordsOf, type Item } from './similar.rules.ts'

const item = (productId: string, over: Partial<Item> = {}): Item => ({
  productId,
  categoryId: 'cups',
  parentId: 'home',
  brand: null,
  facets: ['glaze:ash', 'colour:jade'],
  words: ['moon', 'stoneware'],
  priceMinor: 2_000,
  ...over,
})

describe('goods that are alike', () => {
  test('share category, values, words and price; the product itself is not among them', () => {
    const moon = item('moon')
    const { others } = mostAlike(moon, [
      moon,
      item('pot', { categoryId: 'pots', facets: ['glaze:ash'], words: ['winter'], priceMinor: 9_000 }),
      item('twin'),
      item('dear', { priceMinor: 8_000 }),
      item('other', { categoryId: 'books', facets: [], words: ['novel'], priceMinor: null }),
    ])
    expect(others).toEqual(['twin', 'dear', 'pot'])
  })

  test('are so from both sides, by 0 to 1', () => {
    const words = fc.uniqueArray(fc.constantFrom('moon', 'sun', 'clay', 'ash', 'oak'))
    const any = fc.record({
      categoryId: fc.constantFrom('cups', 'pots'),
      facets: words,
      words,
      brand: fc.option(fc.constantFrom('kiln', 'wheel')),
      priceMinor: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
    })
    fc.assert(
      fc.property(any, any, (a, b) => {
        const strength = likeness(item('a', a), item('b', b))
        expect(strength).toBe(likeness(item('b', b), item('a', a)))
        expect(strength).toBeGreaterThanOrEqual(0)
        expect(strength).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('words are found in any language, the little ones left out', () => {
    expect(wordsOf('The Moon cup, a cup of stoneware')).toEqual(['moon', 'stoneware'])
    expect(wordsOf('月の湯のみ')).toContain('月')
  })
})
