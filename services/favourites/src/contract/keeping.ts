import { Type } from 'typebox'
import {
  CountrySchema,
  Exact,
  Id,
  MoneySchema,
  Nullable,
  PageInput,
  PageOf,
  PictureSchema,
  Timestamp,
  route,
} from '@tradewind/platform/contract'
import { ProductCard } from '@tradewind/search/contract'

/** A product that somebody keeps, as it stands now. */
export const Favourite = Type.Object({
  productId: Id('prd'),
  keptAt: Timestamp,
  /** buyable: to be had here; not-now: sold out or not sent here; gone: no longer in the mall. */
  state: Type.Enum(['buyable', 'not-now', 'gone']),
  /** Null unless search shows it in this market. */
  card: Nullable(ProductCard),
  /** What it is called, where there is no card; empty once nobody knows. */
  name: Type.String(),
  picture: Nullable(PictureSchema),
  /** What it cost when it was kept, where it costs less now in the same market and currency. */
  cheaperThan: Nullable(MoneySchema),
})
const Kept = Type.Object({ kept: Type.Boolean(), count: Type.Integer() })
const product = Exact({ productId: Id('prd') })

export const keepingOperations = {
  listMarks: route({
    method: 'GET',
    path: '/marks',
    capability: 'favourite.marks',
    role: 'anonymous',
    summary: 'Ids of all that the caller keeps and follows, to mark it on pages',
    input: Exact({}),
    output: Type.Object({ productIds: Type.Array(Id('prd')), storeIds: Type.Array(Id('sto')) }),
  }),
  listFavourites: route({
    method: 'GET',
    path: '/products',
    capability: 'favourite.list',
    role: 'anonymous',
    summary: 'Goods that the caller keeps, the latest first',
    input: Exact({
      country: Type.Optional(CountrySchema),
      ...PageInput,
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 48 })),
    }),
    output: PageOf(Favourite),
  }),
  addFavourite: route({
    method: 'PUT',
    path: '/products/{productId}',
    capability: 'favourite.add',
    role: 'anonymous',
    makesGuest: true,
    summary: 'Keep a product; twice is as once',
    input: product,
    output: Kept,
    errors: ['favourites.too-many'],
  }),
  removeFavourite: route({
    method: 'DELETE',
    path: '/products/{productId}',
    capability: 'favourite.remove',
    role: 'anonymous',
    summary: 'Keep a product no longer',
    input: product,
    output: Kept,
  }),
}
