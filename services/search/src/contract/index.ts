import { Type } from 'typebox'
import {
  CountrySchema,
  Exact,
  Id,
  MoneySchema,
  Nullable,
  PageInput,
  PictureSchema,
  Slug,
  Timestamp,
  route,
} from '@tradewind/platform/contract'

/** Where a price is reduced: the lowest of the days before, from which the reduction is measured. */
const Prior = Nullable(MoneySchema)
const Sent = Type.Optional(
  Type.Boolean({
    description: 'whether any store ships it to the country that was asked for; absent without',
  }),
)
/** A product in a list, in the caller’s language and market: its best offer’s price. */
export const ProductCard = Type.Object({
  id: Id('prd'),
  slug: Slug,
  name: Type.String(),
  picture: Nullable(PictureSchema),
  price: MoneySchema,
  prior: Prior,
  priceFrom: Type.Boolean({ description: 'offers differ in price' }),
  offerId: Id('off'),
  storeId: Id('sto'),
  storeName: Type.String(),
  shipsFrom: CountrySchema,
  available: Type.Boolean(),
  offerCount: Type.Integer(),
  rating: Nullable(Type.Number()),
  ratingCount: Type.Integer(),
  tags: Type.Array(Type.String()),
  swatches: Type.Array(Type.String()),
  sent: Sent,
})
export const Sort = Type.Enum(['relevance', 'popular', 'new', 'price-up', 'price-down', 'rating'])
export const FacetGroup = Type.Object({
  key: Type.String(),
  name: Type.String(),
  more: Type.Boolean({
    description: 'of values that are not selected, there may be more goods than `count` says',
  }),
  values: Type.Array(
    Type.Object({
      key: Type.String(),
      name: Type.String(),
      count: Type.Integer(),
      selected: Type.Boolean(),
      swatch: Type.Optional(Type.String()),
    }),
  ),
})

/** How many products a part of the mall's addresses holds at most: as many as a sitemap may. */
export const ADDRESSES_A_PART = 50_000

/** Chosen facet values, such as `material:stoneware`; one group is OR, several are AND. */
const Filters = {
  facets: Type.Optional(
    Type.Array(Type.String({ pattern: '^[a-zA-Z0-9-]{1,64}:[a-zA-Z0-9-]{1,64}$' }), { maxItems: 40 }),
  ),
  storeId: Type.Optional(Id('sto')),
  brand: Type.Optional(Type.String({ maxLength: 64 })),
  minPrice: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  maxPrice: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  availableOnly: Type.Optional(Type.Boolean()),
  tag: Type.Optional(Type.String({ maxLength: 64 })),
}
/** What is not sent there says so; it comes last on its page, unless prices sort it or the order was given. */
const ToCountry = { country: Type.Optional(CountrySchema) }
const More = Type.Boolean({
  description: 'there are more: `total` and the counts of facets are those of the goods that were told apart',
})
const PriceRange = Type.Object({ min: MoneySchema, max: MoneySchema })
const CardPage = Type.Object({
  items: Type.Array(ProductCard),
  nextCursor: Nullable(Type.String()),
  total: Type.Optional(Type.Integer()),
})

/** One merchant’s way of selling a variant, for comparison side by side. */
export const OfferView = Type.Object({
  offerId: Id('off'),
  variantId: Id('var'),
  storeId: Id('sto'),
  storeName: Type.String(),
  storeSlug: Slug,
  price: MoneySchema,
  prior: Prior,
  tiers: Type.Array(Type.Object({ minQuantity: Type.Integer({ minimum: 1 }), price: MoneySchema }), {
    description: 'from how many pieces on each costs another price, in rising order',
  }),
  available: Type.Integer(),
  shipsFrom: CountrySchema,
  shipping: Nullable(MoneySchema),
  minDays: Nullable(Type.Integer()),
  maxDays: Nullable(Type.Integer()),
  best: Type.Boolean(),
})

export const search = {
  listProducts: route({
    method: 'GET',
    path: '/products',
    capability: 'product.list',
    role: 'anonymous',
    summary: 'Products of a category or store, in the market’s prices',
    cacheSeconds: 4,
    input: Exact({
      categoryId: Type.Optional(Id('cat')),
      sort: Type.Optional(Sort),
      ...Filters,
      ...ToCountry,
      ...PageInput,
    }),
    output: CardPage,
  }),
  listFacets: route({
    method: 'GET',
    path: '/facets',
    capability: 'product.facets',
    role: 'anonymous',
    summary: 'Facets with counts of a category, a store or a query',
    cacheSeconds: 30,
    input: Exact({
      categoryId: Type.Optional(Id('cat')),
      q: Type.Optional(Type.String({ maxLength: 500 })),
      ...Filters,
    }),
    output: Type.Object({
      total: Type.Integer(),
      more: More,
      groups: Type.Array(FacetGroup),
      price: Nullable(PriceRange),
    }),
  }),
  listBrands: route({
    method: 'GET',
    path: '/brands',
    capability: 'brand.list',
    role: 'anonymous',
    summary: 'Brands whose goods are sold in the market, by name, with how many goods each has',
    cacheSeconds: 60,
    input: Exact({}),
    output: Type.Object({
      items: Type.Array(Type.Object({ key: Type.String(), name: Type.String(), count: Type.Integer() })),
    }),
  }),
  searchProducts: route({
    method: 'GET',
    path: '/query',
    capability: 'search.query',
    role: 'anonymous',
    summary: 'Products that answer a query, best first, with facets',
    cacheSeconds: 2,
    input: Exact({
      q: Type.String({ minLength: 1, maxLength: 500 }),
      sort: Type.Optional(Sort),
      ...Filters,
      ...ToCountry,
      ...PageInput,
    }),
    output: Type.Object({
      ...CardPage.properties,
      total: Type.Integer(),
      more: More,
      groups: Type.Array(FacetGroup),
      price: Nullable(PriceRange),
      correctedTo: Nullable(Type.String()),
      rescued: Nullable(
        Type.Enum(['spelling', 'words', 'category'], {
          description:
            'what was shown instead when nothing holds every word: what is spelt alike, what holds some of the words, a category of that name',
        }),
      ),
    }),
  }),
  suggest: route({
    method: 'GET',
    path: '/suggest',
    capability: 'search.suggest',
    role: 'anonymous',
    summary: 'While typing: products, categories, stores, and what was probably meant',
    cacheSeconds: 10,
    input: Exact({ q: Type.String({ minLength: 1, maxLength: 100 }), ...ToCountry }),
    output: Type.Object({
      products: Type.Array(
        Type.Object({ slug: Slug, name: Type.String(), picture: Nullable(PictureSchema), sent: Sent }),
      ),
      categories: Type.Array(Type.Object({ id: Id('cat'), slug: Slug, name: Type.String() })),
      stores: Type.Array(Type.Object({ slug: Slug, name: Type.String() })),
      correctedTo: Nullable(Type.String()),
    }),
  }),
  listOffers: route({
    method: 'GET',
    path: '/products/{productId}/offers',
    capability: 'product.offers',
    role: 'anonymous',
    summary: 'All offers of a product in the market, best first',
    cacheSeconds: 5,
    input: Exact({ productId: Id('prd') }),
    output: Type.Object({ items: Type.Array(OfferView) }),
  }),
  getCards: route({
    method: 'GET',
    path: '/cards',
    capability: 'product.cards',
    role: 'anonymous',
    summary: 'Cards of known products, in the given order',
    cacheSeconds: 30,
    input: Exact({
      productIds: Type.Array(Id('prd'), { maxItems: 48 }),
      buyable: Type.Optional(Type.Boolean({ description: 'only what is in stock and sent to the market' })),
      ...ToCountry,
    }),
    output: Type.Object({ items: Type.Array(ProductCard) }),
  }),
  listAddressParts: route({
    method: 'GET',
    path: '/internal/address-parts',
    capability: 'search.address-parts',
    role: 'system',
    summary: 'Into which parts the addresses of products fall; one keeps its products for good',
    input: Exact({}),
    output: Type.Object({ parts: Type.Array(Type.Integer()) }),
  }),
  listAddresses: route({
    method: 'GET',
    path: '/internal/addresses',
    capability: 'search.addresses',
    role: 'system',
    summary: 'Slugs of the products of a part that are on sale and have texts in the caller’s language',
    input: Exact({
      part: Type.Integer({ minimum: 0, maximum: 40_000 }),
      after: Type.Optional(Type.Integer({ minimum: 0, description: '`next` of the page before' })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5_000 })),
    }),
    output: Type.Object({ slugs: Type.Array(Slug), next: Nullable(Type.Integer()) }),
  }),
  getIndexState: route({
    method: 'GET',
    path: '/admin/index',
    capability: 'admin.search.index.get',
    role: 'operator',
    permission: 'jobs.write',
    summary: 'How far the index is',
    input: Exact({}),
    output: Type.Object({
      products: Type.Integer(),
      documents: Type.Integer(),
      listings: Type.Integer(),
      updatedAt: Nullable(Timestamp),
    }),
  }),
  explainRanking: route({
    method: 'GET',
    path: '/admin/explain',
    capability: 'admin.search.explain',
    role: 'operator',
    permission: 'jobs.write',
    summary: 'Why a product stands where it does among those that answer a whole query',
    input: Exact({ q: Type.String({ minLength: 1, maxLength: 500 }), productId: Id('prd') }),
    output: Type.Object({
      position: Nullable(
        Type.Integer({ description: 'from 1; null when it holds not every word or is not sold here' }),
      ),
      text: Type.Number({ description: 'how well its name and the rest answer the words' }),
      popularity: Type.Number({ description: 'factor from 1 to 1.5, by reviews' }),
      availability: Type.Number({ description: 'factor: 1 when it can be had, 0.3 when sold out' }),
      languages: Type.Array(Type.String({ description: 'in which its texts hold the words' })),
    }),
  }),
  rebuild: route({
    method: 'POST',
    path: '/admin/index/rebuild',
    capability: 'admin.search.index.rebuild',
    role: 'operator',
    permission: 'jobs.write',
    summary: 'Read every product again, without downtime',
    input: Exact({}),
    output: Type.Object({ queued: Type.Integer() }),
  }),
  /** For loaders: answers when the index has caught up with everything said before the call, or after 30 s. */
  settle: route({
    method: 'POST',
    path: '/internal/settle',
    capability: 'search.settle',
    role: 'system',
    summary: 'Whether the index has caught up',
    input: Exact({}),
    output: Type.Object({ behind: Type.Integer() }),
  }),
}
