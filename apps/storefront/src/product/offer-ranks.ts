import type { Comparison } from './comparison.ts'
import type { Offer } from './product.ts'

/** Offers by what they cost in all, as far as that is known; until then as the page came. */
export function rankOffers(
  offers: readonly Offer[],
  compared: readonly Pick<Comparison, 'offerId'>[] | undefined,
): Offer[] {
  const ranks = new Map(compared?.map(({ offerId }, rank) => [offerId, rank]))
  const rankOf = ({ offerId }: Offer) => ranks.get(offerId) ?? ranks.size
  return offers.toSorted((a, b) => rankOf(a) - rankOf(b))
}

/**
 * Whether an offer is sent to the reader: what was asked for their country counts, until then what the list knows of
 * their market.
 */
export const isShipped = (
  { offerId, minDays }: Offer,
  compared: readonly Pick<Comparison, 'offerId' | 'shipped'>[] | undefined,
): boolean => compared?.find((one) => one.offerId === offerId)?.shipped ?? minDays !== null

/** The first that can be bought; where none can, the first. */
export const bestOf = (ranked: readonly Offer[]): Offer | undefined =>
  ranked.find(({ available }) => available > 0) ?? ranked[0]
