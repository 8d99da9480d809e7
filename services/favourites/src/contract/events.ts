import { Type } from 'typebox'
import { Id, LocalizedTextSchema, Slug, event } from '@tradewind/platform/contract'

/** Stores that a person follows by mail offer new goods; said at most once in twenty hours for one person. */
export const storeNews = event(
  'favourites.store-news.v1',
  Type.Object({
    userId: Id('usr'),
    /** Ends the mails without a log-in, and opens nothing else. */
    unsubscribeToken: Type.String(),
    stores: Type.Array(
      Type.Object({
        slug: Slug,
        name: LocalizedTextSchema(80),
        /** The first few, newest first. */
        products: Type.Array(LocalizedTextSchema(160)),
        productCount: Type.Integer(),
      }),
    ),
  }),
)
