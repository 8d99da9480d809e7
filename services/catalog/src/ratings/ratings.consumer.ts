import type { PayloadOf } from '@tradewind/platform/contract'
import type { Consumer } from '@tradewind/platform/service'
import { productRated } from '@tradewind/reviews/events'
import type { CatalogParts } from '../parts.ts'
import { tellChanged } from '../products/write.ts'
import type { CatalogTables } from '../tables.ts'
import { setStarCounts } from './ratings.queries.ts'

/** Keeps the stars of products beside them, where lists and pages need them. */
export const ratingsConsumer = ({ deps }: CatalogParts): Consumer => ({
  name: 'ratings',
  events: [productRated],
  async handle(facts, tx) {
    const own = tx.withTables<CatalogTables>()
    // The last word about a product holds.
    const rated = new Map(
      facts.map(({ payload }) => {
        const stars = payload as PayloadOf<typeof productRated>
        return [stars.productId, stars] as const
      }),
    )
    const changed = await setStarCounts(own, [...rated.values()])
    if (changed.length > 0) await tellChanged(own, deps, changed)
  },
})
