import { expect, it } from 'vitest'
import { bestOf, isShipped, rankOffers } from './offer-ranks.ts'
import type { Offer } from './product.ts'

const offers = [
  { offerId: 'near', available: 2 },
  { offerId: 'far', available: 5 },
  { offerId: 'sold-out', available: 0 },
] as unknown as Offer[]
const idsOf = (ranked: readonly Offer[]) => ranked.map(({ offerId }) => offerId)

it('ranks offers by what they cost in all, and what is not compared after them', () => {
  expect(idsOf(rankOffers(offers, undefined))).toEqual(['near', 'far', 'sold-out'])
  const compared = [{ offerId: 'sold-out' }, { offerId: 'far' }]
  expect(idsOf(rankOffers(offers, compared))).toEqual(['sold-out', 'far', 'near'])
})

it('takes for the best the first that can be bought', () => {
  const compared = [{ offerId: 'sold-out' }, { offerId: 'far' }, { offerId: 'near' }]
  expect(bestOf(rankOffers(offers, compared))?.offerId).toBe('far')
  expect(bestOf(offers.slice(2))?.offerId).toBe('sold-out')
  expect(bestOf([])).toBeUndefined()
})

it('knows what is sent to the reader from the comparison for their country, else from their market', () => {
  const [far, near] = [
    { offerId: 'far', minDays: null },
    { offerId: 'near', minDays: 2 },
  ] as Offer[]
  if (!far || !near) throw new Error('no offers')
  expect([isShipped(far, undefined), isShipped(near, undefined)]).toEqual([false, true])
  const compared = [
    { offerId: 'far', shipped: true },
    { offerId: 'near', shipped: false },
  ]
  expect([isShipped(far, compared), isShipped(near, compared)]).toEqual([true, false])
  expect(isShipped(near, [])).toBe(true)
})
