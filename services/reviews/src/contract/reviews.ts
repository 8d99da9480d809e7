import { Type } from 'typebox'
import {
  Exact,
  Id,
  LocaleSchema,
  Nullable,
  PageInput,
  PageOf,
  PictureSchema,
  Timestamp,
  route,
} from '@tradewind/platform/contract'
import { AuthorName, Body, Post, PostId, Review } from './posts.ts'

const Rating = Type.Integer({ minimum: 1, maximum: 5 })
const Title = Type.String({ maxLength: 120 })
const PictureIds = Type.Array(Id('fil'), { maxItems: 5, uniqueItems: true })

export const reviewOperations = {
  listReviews: route({
    method: 'GET',
    path: '/products/{productId}/reviews',
    capability: 'review.list',
    role: 'anonymous',
    summary: 'Reviews, newest first',
    cacheSeconds: 30,
    input: Exact({ productId: Id('prd'), rating: Type.Optional(Rating), ...PageInput }),
    output: Type.Intersect([
      PageOf(Review),
      Type.Object({
        average: Nullable(Type.Number()),
        histogram: Type.Array(Type.Integer(), { description: 'counts of 1 to 5 stars' }),
      }),
    ]),
  }),
  listToReview: route({
    method: 'GET',
    path: '/mine/to-review',
    capability: 'review.waiting.list',
    role: 'anonymous',
    summary: 'Goods that the caller bought, has, and has not reviewed yet; the newest 100 at most',
    input: Exact({}),
    output: Type.Object({
      items: Type.Array(
        Type.Object({
          productId: Id('prd'),
          slug: Type.String(),
          name: Type.String(),
          picture: Nullable(PictureSchema),
          deliveredAt: Nullable(Timestamp),
        }),
      ),
    }),
  }),
  listOwnPosts: route({
    method: 'GET',
    path: '/mine',
    capability: 'review.own.list',
    role: 'anonymous',
    summary: 'The caller’s reviews and questions, newest first; of one product where it is named',
    input: Exact({ productId: Type.Optional(Id('prd')), ...PageInput }),
    output: PageOf(Post),
  }),
  createReview: route({
    method: 'POST',
    path: '/reviews',
    capability: 'review.create',
    role: 'anonymous',
    idempotent: true,
    summary: 'Review goods that the caller bought and has; once per product',
    input: Exact({
      productId: Id('prd'),
      author: AuthorName,
      rating: Rating,
      title: Type.Optional(Title),
      body: Body,
      locale: Type.Optional(LocaleSchema),
      pictureIds: Type.Optional(PictureIds),
    }),
    output: Post,
    errors: ['reviews.not-bought', 'reviews.already-written', 'reviews.unknown-picture'],
  }),
  updateReview: route({
    method: 'PATCH',
    path: '/reviews/{postId}',
    capability: 'review.update',
    role: 'anonymous',
    owner: 'postId',
    ifMatch: true,
    summary: 'Change an own review; what others do not see waits for an operator',
    input: Exact({
      postId: PostId,
      rating: Type.Optional(Rating),
      title: Type.Optional(Title),
      body: Type.Optional(Body),
      pictureIds: Type.Optional(PictureIds),
    }),
    output: Post,
    errors: ['reviews.unknown-picture'],
  }),
  removePost: route({
    method: 'DELETE',
    path: '/mine/{postId}',
    capability: 'review.remove',
    role: 'anonymous',
    owner: 'postId',
    summary: 'Take back an own review or question, answer included',
    input: Exact({ postId: PostId }),
    output: Type.Object({ removed: Type.Boolean() }),
  }),
  importReviews: route({
    method: 'POST',
    path: '/internal/reviews/import',
    capability: 'reviews.import',
    role: 'system',
    summary: 'Reviews by key in bulk; repeating changes nothing, unknown products are left out',
    input: Exact({
      reviews: Type.Array(
        Exact({
          key: Type.String({ maxLength: 120 }),
          productId: Id('prd'),
          author: Type.String({ maxLength: 120 }),
          rating: Rating,
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
