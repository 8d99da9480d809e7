import { describe, expect, test } from 'vitest'
import { combine, seedsOf, spread, withPopularity } from './suggest.rules.ts'

const NOW = new Date('2026-11-22T12:00:00Z')
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000)
const list = (productId: string, kind: 'similar' | 'bought' | 'viewed', others: Record<string, number>) => ({
  productId,
  kind,
  others: Object.keys(others),
  strengths: Object.values(others),
})

describe('suggestions from what somebody did', () => {
  test('a cart says more than a look, today more than last week, a purchase is not weighed twice', () => {
    const seeds = seedsOf(
      [
        { productId: 'tea', kind: 'view', seenAt: NOW },
        { productId: 'cup', kind: 'cart', seenAt: NOW },
        { productId: 'cup', kind: 'view', seenAt: NOW },
        { productId: 'pot', kind: 'view', seenAt: daysAgo(7) },
        { productId: 'mat', kind: 'view', seenAt: NOW },
      ],
      ['mat'],
      NOW,
    )
    expect(new Map(seeds.map(({ productId, weight, code }) => [productId, [weight, code]]))).toEqual(
      new Map([
        ['mat', [2, 'recommend.because-bought']],
        ['tea', [1, 'recommend.because-viewed']],
        ['cup', [4, 'recommend.because-carted']],
        ['pot', [0.5, 'recommend.because-viewed']],
      ]),
    )
  })

  test('what several seeds speak for comes first, for the sake of the one that says most', () => {
    const seeds = [
      { productId: 'tea', weight: 1, code: 'recommend.because-viewed' as const },
      { productId: 'cup', weight: 3, code: 'recommend.because-carted' as const },
    ]
    const found = combine(seeds, [
      list('tea', 'similar', { pot: 0.8, cup: 0.9, jar: 0.9 }),
      list('cup', 'similar', { pot: 0.5 }),
    ])
    expect(found.map(({ productId, code, seedId }) => [productId, code, seedId])).toEqual([
      ['pot', 'recommend.because-carted', 'cup'],
      ['jar', 'recommend.because-viewed', 'tea'],
    ])
  })

  test('one seed does not fill a row', () => {
    const many = Object.fromEntries(Array.from({ length: 24 }, (_, nth) => [`thing-${nth}`, 0.9]))
    const seeds = [
      { productId: 'tea', weight: 1 },
      { productId: 'cup', weight: 1 },
    ]
    const found = combine(seeds, [list('tea', 'similar', many), list('cup', 'similar', { jar: 0.1 })])
    const shown = spread(found).map(({ productId }) => productId)
    expect(shown).toHaveLength(9)
    expect(shown).toContain('jar')
  })

  test('beside what is bought together stands what is bought at all, and each says which it is', () => {
    const seeds = [
      { productId: 'tea', weight: 1 },
      { productId: 'cup', weight: 1 },
    ]
    const ranked = withPopularity(combine(seeds, [list('tea', 'bought', { pot: 0.05 })]), seeds, [
      { productId: 'book', share: 0.04 },
      { productId: 'pot', share: 0.03 },
      { productId: 'tea', share: 0.5 },
    ])
    expect(ranked.map(({ productId, code }) => [productId, code])).toEqual([
      ['pot', 'recommend.because-together'],
      ['book', 'recommend.popular'],
    ])
    expect(ranked[0]?.score).toBeCloseTo(0.11)
  })
})
