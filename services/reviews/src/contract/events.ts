import { Type } from 'typebox'
import { Id, LocaleSchema, event } from '@tradewind/platform/contract'

/** The published reviews of a product changed; `starCounts` are how many give 1 to 5 stars. */
export const productRated = event(
  'reviews.product-rated.v1',
  Type.Object({ productId: Id('prd'), starCounts: Type.Array(Type.Integer()) }),
)
/** A store answered a review or a question for the first time; its author may want to know, in the language they wrote in. */
export const postAnswered = event(
  'reviews.post-answered.v1',
  Type.Object({
    postId: Type.String(),
    kind: Type.Enum(['review', 'question']),
    authorId: Type.String(),
    locale: LocaleSchema,
    storeName: Type.String(),
    product: Type.Object({ name: Type.String(), slug: Type.String() }),
  }),
)
