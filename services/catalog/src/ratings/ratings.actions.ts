import type { Service } from '@tradewind/platform/contract'
import type { ratings as contract } from '../contract/index.ts'
import type { CatalogParts } from '../parts.ts'
import { ratingOf } from '../products/view.ts'
import { countStarsOfStores } from './ratings.queries.ts'

export const ratingOperations = ({ db }: CatalogParts): Service<typeof contract> => ({
  getStoreRatings: async (_ctx, { storeIds }) => {
    const rows = await countStarsOfStores(db, storeIds)
    return rows.map(({ storeId, starCounts }) => ({ storeId, ...ratingOf(starCounts) }))
  },
})
