import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rankOffers, type Ranked } from './rank.rules.ts'

const offer = (over: Partial<Ranked> & { name?: string }) => ({
  name: '',
  wholeMinor: 10_000,
  currency: 'EUR',
  isUnknown: false,
  available: 3,
  maxDays: 5,
  score: 90,
  ...over,
})
const reasons = (...offers: ReturnType<typeof offer>[]) =>
  rankOffers(offers).map(({ name, reason }) => [name, reason.code, reason.amount?.minor, reason.days])

describe('the rank of an offer explains itself', () => {
  test('the cheapest and earliest is first; others say by how much they differ', () => {
    expect(
      reasons(
        offer({ name: 'dear', wholeMinor: 12_000 }),
        offer({ name: 'best' }),
        offer({ name: 'dear and late', wholeMinor: 12_500, maxDays: 9 }),
      ),
    ).toEqual([
      ['best', 'orders.rank-best', undefined, null],
      ['dear', 'orders.rank-dearer', 2_000, null],
      ['dear and late', 'orders.rank-dearer-later', 2_500, 4],
    ])
  })

  test('a little more money for a much earlier arrival may win, and says so', () => {
    expect(
      reasons(offer({ name: 'slow', maxDays: 25 }), offer({ name: 'quick', wholeMinor: 10_300 })),
    ).toEqual([
      ['quick', 'orders.rank-sooner', 300, 20],
      ['slow', 'orders.rank-cheaper-later', 300, 20],
    ])
  })

  test('a store that keeps its word may win against one that does not, at a little more', () => {
    expect(
      reasons(offer({ name: 'careless', score: 20 }), offer({ name: 'sound', wholeMinor: 10_200 })),
    ).toEqual([
      ['sound', 'orders.rank-trusted', 200, null],
      ['careless', 'orders.rank-cheaper-distrusted', 200, null],
    ])
  })

  test('a new store stands as one of 80 points', () => {
    expect(reasons(offer({ name: 'new', score: null }), offer({ name: 'known', score: 81 }))[0]?.[0]).toBe(
      'known',
    )
    expect(reasons(offer({ name: 'new', score: null }), offer({ name: 'known', score: 79 }))[0]?.[0]).toBe(
      'new',
    )
  })

  test('what cannot be told, sent or had comes last in this order; the one that is left is the only one', () => {
    expect(
      reasons(
        offer({ name: 'gone', available: 0, wholeMinor: 1 }),
        offer({ name: 'stays', wholeMinor: null }),
        offer({ name: 'unsaid', wholeMinor: 2, isUnknown: true }),
        offer({ name: 'sold' }),
      ),
    ).toEqual([
      ['sold', 'orders.rank-only', undefined, null],
      ['unsaid', 'orders.rank-unknown', undefined, null],
      ['stays', 'orders.rank-not-shipped', undefined, null],
      ['gone', 'orders.rank-sold-out', undefined, null],
    ])
  })

  test('whatever the offers are, none is lost, and what is dearer, later and less trusted never stands before', () => {
    const any = fc.record({
      name: fc.constant(''),
      wholeMinor: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
      currency: fc.constant('EUR'),
      isUnknown: fc.boolean(),
      available: fc.integer({ min: 0, max: 2 }),
      maxDays: fc.option(fc.integer({ min: 0, max: 60 })),
      score: fc.option(fc.integer({ min: 0, max: 100 })),
    })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (offers) => {
        const ranked = rankOffers(offers)
        expect(ranked).toHaveLength(offers.length)
        const sure = ranked.filter((one) => one.available > 0 && one.wholeMinor !== null && !one.isUnknown)
        sure.forEach((later, index) => {
          for (const earlier of sure.slice(0, index)) {
            const worse =
              (earlier.wholeMinor ?? 0) > (later.wholeMinor ?? 0) &&
              earlier.maxDays !== null &&
              later.maxDays !== null &&
              earlier.maxDays > later.maxDays &&
              (earlier.score ?? 80) < (later.score ?? 80)
            expect(worse).toBe(false)
          }
        })
      }),
    )
  })
})
