import { decodeCursor, notFound, pageOf } from '@tradewind/kernel'
import type { Service } from '@tradewind/platform/contract'
import type { reviews as contract } from '../contract/index.ts'
import type { CatalogParts } from '../parts.ts'
import { ratingOf } from '../products/view.ts'
import { tellChanged } from '../products/write.ts'
import {
  countStars,
  countStarsOfStores,
  findStarCounts,
  insertReviews,
  listReviewRows,
} from './reviews.queries.ts'

export const reviewOperations = ({ db, deps }: CatalogParts): Service<typeof contract> => ({
  listReviews: async (_ctx, { productId, limit = 10, cursor }) => {
    const starCounts = await findStarCounts(db, productId)
    if (!starCounts) throw notFound()
    const after = cursor === undefined ? undefined : positionIn(cursor)
    const rows = await listReviewRows(db, productId, limit, after)
    const page = pageOf(rows, limit, (row) => [row.at, row.id])
    const { average, count } = ratingOf(starCounts)
    return {
      items: page.items.map(({ at: _at, createdAt, ...review }) => ({
        ...review,
        createdAt: createdAt.toISOString(),
      })),
      nextCursor: page.nextCursor,
      total: count,
      average,
      histogram: starCounts,
    }
  },
  getStoreRatings: async (_ctx, { storeIds }) => {
    const rows = await countStarsOfStores(db, storeIds)
    return rows.map(({ storeId, starCounts }) => ({ storeId, ...ratingOf(starCounts) }))
  },
  importReviews: (_ctx, { reviews }) =>
    db.transaction().execute(async (tx) => {
      const reviewed = await insertReviews(tx, reviews)
      const productIds = [...new Set(reviewed)]
      if (productIds.length > 0) {
        await countStars(tx, productIds)
        await tellChanged(tx, deps, productIds)
      }
      return { created: reviewed.length }
    }),
})

function positionIn(cursor: string): { at: string; id: string } {
  const [at, id] = decodeCursor(cursor, 'timestamptz', 'text')
  return { at, id }
}
