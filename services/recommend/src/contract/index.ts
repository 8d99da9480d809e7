import { Type } from 'typebox'
import {
  CountrySchema,
  Exact,
  Id,
  Nullable,
  Timestamp,
  exportPersonRoute,
  route,
} from '@tradewind/platform/contract'
import { ProductCard } from '@tradewind/search/contract'

/** Why something is suggested: a text key, and the product it speaks of, named in the caller’s language. */
export const Reason = Type.Object({
  code: Type.Enum([
    'recommend.because-viewed',
    'recommend.because-carted',
    'recommend.because-bought',
    'recommend.because-similar',
    'recommend.because-together',
    'recommend.because-seen-together',
    'recommend.popular',
  ]),
  productId: Nullable(Id('prd')),
  name: Nullable(Type.String()),
})
/** A product that can be had and sent there, and why it is suggested. */
export const Suggestion = Type.Object({ card: ProductCard, reason: Reason })
const Suggestions = Type.Object({ items: Type.Array(Suggestion) })

/** Whether what a person or browser looks at may be remembered; `unasked` is as good as no. */
export const Remembering = Type.Enum(['unasked', 'yes', 'no'])

const place = {
  country: Type.Optional(CountrySchema),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 24 })),
}
const seeds = Type.Array(Id('prd'), { minItems: 1, maxItems: 20 })

export const recommend = {
  listSimilar: route({
    method: 'GET',
    path: '/similar',
    capability: 'recommend.similar',
    role: 'anonymous',
    summary: 'Products like one: category, attributes, words, price',
    cacheSeconds: 60,
    input: Exact({ productId: Id('prd'), ...place }),
    output: Suggestions,
  }),
  listTogether: route({
    method: 'GET',
    path: '/together',
    capability: 'recommend.together',
    role: 'anonymous',
    summary: 'What is bought, or looked at, together with some products',
    cacheSeconds: 60,
    input: Exact({ productIds: seeds, kind: Type.Enum(['bought', 'viewed']), ...place }),
    output: Suggestions,
  }),
  listForCart: route({
    method: 'GET',
    path: '/for-cart',
    capability: 'recommend.for-cart',
    role: 'anonymous',
    summary:
      'What a buyer of these products most likely wants too: bought together with them, or wanted by many',
    cacheSeconds: 60,
    input: Exact({ productIds: seeds, ...place }),
    output: Suggestions,
  }),
  listPopular: route({
    method: 'GET',
    path: '/popular',
    capability: 'recommend.popular',
    role: 'anonymous',
    summary: 'What a country wants most at present',
    cacheSeconds: 60,
    input: Exact(place),
    output: Suggestions,
  }),
  listForYou: route({
    method: 'GET',
    path: '/for-you',
    capability: 'recommend.for-you',
    role: 'anonymous',
    summary:
      'From what this person looked at, put into carts and bought, if they agreed; otherwise what is popular',
    input: Exact(place),
    output: Type.Object({ remembering: Remembering, items: Type.Array(Suggestion) }),
  }),
  addViews: route({
    method: 'POST',
    path: '/views',
    capability: 'recommend.view.add',
    role: 'anonymous',
    summary: 'Remember what was looked at or put into the cart; kept only where the person agreed',
    input: Exact({
      country: Type.Optional(CountrySchema),
      views: Type.Array(Exact({ productId: Id('prd'), kind: Type.Enum(['view', 'cart']) }), {
        minItems: 1,
        maxItems: 20,
      }),
    }),
    output: Type.Object({ kept: Type.Integer() }),
  }),
  getRemembering: route({
    method: 'GET',
    path: '/remembering',
    capability: 'recommend.remembering.get',
    role: 'anonymous',
    summary: 'Whether this person or browser agreed to be remembered',
    input: Exact({}),
    output: Type.Object({ remembering: Remembering }),
  }),
  setRemembering: route({
    method: 'PUT',
    path: '/remembering',
    capability: 'recommend.remembering.set',
    role: 'anonymous',
    makesGuest: true,
    summary: 'Agree or not; a no deletes at once what was remembered',
    input: Exact({ remember: Type.Boolean() }),
    output: Type.Object({ remembering: Remembering }),
  }),
  listSeen: route({
    method: 'GET',
    path: '/seen',
    capability: 'recommend.seen.list',
    role: 'anonymous',
    summary: 'What the caller looked at last, as far as it is still shown; nothing unless they agreed',
    input: Exact({
      country: place.country,
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 48 })),
    }),
    output: Type.Object({ remembering: Remembering, items: Type.Array(ProductCard) }),
  }),
  forgetSeen: route({
    method: 'DELETE',
    path: '/seen/{productId}',
    capability: 'recommend.seen.remove',
    role: 'anonymous',
    summary: 'Forget that the caller looked at a product',
    input: Exact({ productId: Id('prd') }),
    output: Type.Object({ done: Type.Literal(true) }),
  }),
  forgetAllSeen: route({
    method: 'DELETE',
    path: '/seen',
    capability: 'recommend.seen.clear',
    role: 'anonymous',
    summary: 'Forget all that the caller looked at; the agreement stands',
    input: Exact({}),
    output: Type.Object({ done: Type.Literal(true) }),
  }),
  exportPerson: exportPersonRoute('recommend'),
  /** For loaders of past orders, and for measuring. */
  importPurchases: route({
    method: 'POST',
    path: '/internal/purchases/import',
    capability: 'recommend.purchases.import',
    role: 'system',
    summary: 'Past orders by id with their products; repeating changes nothing',
    input: Exact({
      orders: Type.Array(
        Exact({
          orderId: Type.String({ minLength: 1, maxLength: 60 }),
          country: CountrySchema,
          at: Timestamp,
          productIds: Type.Array(Id('prd'), { minItems: 1, maxItems: 100 }),
          /** What the same buyer had paid for in the thirty days before, and when last. */
          earlier: Type.Optional(
            Type.Array(Exact({ productId: Id('prd'), paidAt: Timestamp }), { maxItems: 100 }),
          ),
        }),
        { maxItems: 1_000 },
      ),
    }),
    output: Type.Object({ done: Type.Literal(true) }),
  }),
  rankForCart: route({
    method: 'POST',
    path: '/internal/for-cart',
    capability: 'recommend.for-cart.rank',
    role: 'system',
    summary: 'The order in which listForCart asks whether products can be had; for measuring',
    input: Exact({ productIds: seeds, country: place.country }),
    output: Type.Array(Id('prd')),
  }),
  refresh: route({
    method: 'POST',
    path: '/internal/refresh',
    capability: 'recommend.refresh',
    role: 'system',
    summary: 'Work out now every list that waits; for loaders and tests',
    input: Exact({}),
    output: Type.Object({ lists: Type.Integer() }),
  }),
}
