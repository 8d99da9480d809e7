import { Type } from 'typebox'
import { Exact, Id, LocaleSchema, PageInput, PageOf, Timestamp, route } from '@tradewind/platform/contract'

export const Review = Type.Object({
  id: Id('rev'),
  productId: Id('prd'),
  author: Type.String(),
  rating: Type.Integer({ minimum: 1, maximum: 5 }),
  title: Type.String(),
  body: Type.String(),
  locale: LocaleSchema,
  verified: Type.Boolean(),
  createdAt: Timestamp,
})
export const reviews = {
  listReviews: route({
    method: 'GET',
    path: '/products/{productId}/reviews',
    capability: 'review.list',
    role: 'anonymous',
    summary: 'Reviews, newest first',
    cacheSeconds: 30,
    input: Exact({ productId: Id('prd'), ...PageInput }),
    output: Type.Intersect([
      PageOf(Review),
      Type.Object({
        average: Type.Union([Type.Number(), Type.Null()]),
        histogram: Type.Array(Type.Integer(), { description: 'counts of 1 to 5 stars' }),
      }),
    ]),
  }),
  getStoreRatings: route({
    method: 'POST',
    path: '/internal/store-ratings',
    capability: 'catalog.store-ratings.get',
    role: 'system',
    summary: 'Average stars of the goods that stores describe',
    input: Exact({ storeIds: Type.Array(Id('sto'), { maxItems: 100 }) }),
    output: Type.Array(
      Type.Object({
        storeId: Id('sto'),
        average: Type.Union([Type.Number(), Type.Null()]),
        count: Type.Integer(),
      }),
    ),
  }),
  importReviews: route({
    method: 'POST',
    path: '/internal/reviews/import',
    capability: 'catalog.reviews.import',
    role: 'system',
    summary: 'Reviews by key in bulk; repeating changes nothing',
    input: Exact({
      reviews: Type.Array(
        Exact({
          key: Type.String({ maxLength: 120 }),
          productId: Id('prd'),
          author: Type.String({ maxLength: 120 }),
          rating: Type.Integer({ minimum: 1, maximum: 5 }),
          title: Type.String({ maxLength: 200 }),
          body: Type.String({ maxLength: 4000 }),
          locale: LocaleSchema,
          createdAt: Timestamp,
        }),
        { maxItems: 500 },
      ),
    }),
    output: Type.Object({ created: Type.Integer() }),
  }),
}
