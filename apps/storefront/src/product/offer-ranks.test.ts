import { expect, it } from 'vitest'
import { bestOf, rankOffers } from './offer-ranks.ts'
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
