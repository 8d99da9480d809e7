import { Type } from 'typebox'
import {
  Exact,
  Id,
  LocalizedTextSchema,
  Nullable,
  PictureSchema,
  Timestamp,
  route,
} from '@tradewind/platform/contract'

/** A product that somebody bought and has. */
export const Purchase = Type.Object({
  /** Which of the owners asked for. */
  owner: Type.String(),
  productId: Id('prd'),
  storeId: Id('sto'),
  slug: Type.String(),
  name: LocalizedTextSchema(160),
  picture: Nullable(PictureSchema),
  deliveredAt: Nullable(Timestamp),
})

export const purchaseOperations = {
  listPurchases: route({
    method: 'POST',
    path: '/internal/purchases',
    capability: 'orders.purchases.list',
    role: 'system',
    summary: 'Products that these owners bought and have, each once, the newest 100 at most',
    input: Exact({
      owners: Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 2 }),
      productId: Type.Optional(Id('prd')),
    }),
    output: Type.Array(Purchase),
  }),
}
