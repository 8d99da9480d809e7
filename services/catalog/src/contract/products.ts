import { Type } from 'typebox'
import {
  CountrySchema,
  Exact,
  Id,
  LocalizedTextSchema,
  Nullable,
  PageInput,
  PageOf,
  PictureSchema,
  Slug,
  Timestamp,
  Version,
  route,
} from '@tradewind/platform/contract'
import { AttributeType, TaxonomyKey } from './taxonomy.ts'

/** draft → in-review → published ⇄ unpublished; a rejected one returns to draft with the reason. */
export const ProductStatus = Type.Enum(['draft', 'in-review', 'published', 'unpublished'])
export const TaxCategory = Type.Enum(['standard', 'reduced', 'books', 'food'])

const AttributeValue = Type.Union([Type.String({ maxLength: 400 }), Type.Number(), Type.Boolean()])
const Attributes = Type.Record(Type.String({ pattern: '^[a-zA-Z0-9-]{1,64}$' }), AttributeValue)
const OptionChoice = Type.Record(Type.String({ pattern: '^[a-zA-Z0-9-]{1,64}$' }), TaxonomyKey)
const Millimetres = Type.Optional(Type.Integer({ minimum: 0, maximum: 20_000 }))

/** Sizes and weight of one variant as it is packed. */
const measures = {
  weightGrams: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  lengthMm: Millimetres,
  widthMm: Millimetres,
  heightMm: Millimetres,
}
const Sku = Type.String({ minLength: 1, maxLength: 64 })
const Gtin = Type.String({ pattern: '^[0-9]{8,14}$' })

export const VariantInput = Exact({
  /** Absent for a new variant. */
  id: Type.Optional(Id('var')),
  sku: Sku,
  gtin: Type.Optional(Gtin),
  options: OptionChoice,
  ...measures,
  pictureIds: Type.Optional(Type.Array(Id('fil'), { maxItems: 20 })),
})

const productFields = {
  categoryKey: TaxonomyKey,
  brandKey: Type.Optional(TaxonomyKey),
  name: LocalizedTextSchema(160),
  description: LocalizedTextSchema(8000),
  attributes: Attributes,
  optionKeys: Type.Array(TaxonomyKey, { maxItems: 3 }),
  originCountry: CountrySchema,
  hsCode: Type.Optional(Type.String({ pattern: '^[0-9]{6}$' })),
  taxCategory: TaxCategory,
  variants: Type.Array(VariantInput, { minItems: 1, maxItems: 200 }),
  pictureIds: Type.Array(Id('fil'), { maxItems: 20 }),
  tags: Type.Optional(Type.Array(TaxonomyKey, { maxItems: 20 })),
}

/** A product as its store edits it: all languages, all fields. An offer is this store’s way of selling a variant; its id is what carts hold. */
export const ProductEdit = Type.Object({
  id: Id('prd'),
  storeId: Id('sto'),
  status: ProductStatus,
  slug: Slug,
  reviewNote: Nullable(Type.String()),
  version: Version,
  updatedAt: Timestamp,
  categoryKey: TaxonomyKey,
  brandKey: Nullable(TaxonomyKey),
  name: LocalizedTextSchema(160),
  description: LocalizedTextSchema(8000),
  attributes: Attributes,
  optionKeys: Type.Array(TaxonomyKey),
  originCountry: CountrySchema,
  hsCode: Nullable(Type.String()),
  taxCategory: TaxCategory,
  tags: Type.Array(TaxonomyKey),
  variants: Type.Array(
    Type.Object({
      id: Id('var'),
      offerId: Id('off'),
      sku: Sku,
      gtin: Nullable(Gtin),
      options: OptionChoice,
      ...measures,
      pictures: Type.Array(PictureSchema),
    }),
  ),
  pictures: Type.Array(PictureSchema),
})

export const ProductRow = Type.Object({
  id: Id('prd'),
  storeId: Id('sto'),
  status: ProductStatus,
  name: Type.String(),
  slug: Slug,
  categoryKey: TaxonomyKey,
  picture: Nullable(PictureSchema),
  variantCount: Type.Integer(),
  updatedAt: Timestamp,
})

/** One offer of a store with the words to know it by; `described` tells whether the store describes the product itself. */
export const OwnOffer = Type.Object({
  offerId: Id('off'),
  variantId: Id('var'),
  productId: Id('prd'),
  described: Type.Boolean(),
  status: ProductStatus,
  sku: Sku,
  gtin: Nullable(Gtin),
  name: Type.String(),
  options: Type.Array(Type.String(), { description: 'names of the chosen values' }),
  picture: Nullable(PictureSchema),
})

/** A product as a buyer reads it: one language, published only. Prices and offers come from search. */
export const ProductView = Type.Object({
  id: Id('prd'),
  slug: Slug,
  name: Type.String(),
  description: Type.String(),
  locale: Type.String(),
  category: Type.Array(Type.Object({ id: Id('cat'), slug: Slug, name: Type.String() }), {
    description: 'from the root to the leaf',
  }),
  brand: Nullable(Type.Object({ key: TaxonomyKey, name: Type.String() })),
  attributes: Type.Array(
    Type.Object({
      key: TaxonomyKey,
      name: Type.String(),
      value: Type.String(),
      unit: Nullable(Type.String()),
    }),
  ),
  options: Type.Array(
    Type.Object({
      key: TaxonomyKey,
      name: Type.String(),
      values: Type.Array(
        Type.Object({ key: TaxonomyKey, name: Type.String(), swatch: Nullable(Type.String()) }),
      ),
    }),
  ),
  originCountry: CountrySchema,
  hsCode: Nullable(Type.String()),
  tags: Type.Array(TaxonomyKey),
  variants: Type.Array(
    Type.Object({
      id: Id('var'),
      sku: Sku,
      gtin: Nullable(Gtin),
      options: OptionChoice,
      ...measures,
      pictures: Type.Array(PictureSchema),
    }),
  ),
  pictures: Type.Array(PictureSchema),
  rating: Type.Object({ average: Nullable(Type.Number()), count: Type.Integer() }),
  alternates: Type.Record(Type.String(), Slug, { description: 'slug per language, for hreflang' }),
})

const productErrors = [
  'catalog.unknown-category',
  'catalog.unknown-attribute',
  'catalog.unknown-option',
  'catalog.unknown-brand',
  'catalog.sku-taken',
  'catalog.same-options-twice',
  'catalog.file-missing',
  'catalog.name-missing',
  'catalog.not-now',
] as const

export const products = {
  getProduct: route({
    method: 'GET',
    path: '/products/{idOrSlug}',
    capability: 'product.get',
    role: 'anonymous',
    summary: 'One product in the caller’s language',
    cacheSeconds: 30,
    input: Exact({ idOrSlug: Type.String({ minLength: 1, maxLength: 200 }) }),
    output: ProductView,
  }),
  createProduct: route({
    method: 'POST',
    path: '/merchant/products',
    capability: 'merchant.product.create',
    role: 'merchant',
    permission: 'products.write',
    idempotent: true,
    summary: 'New draft',
    input: Exact(productFields),
    output: ProductEdit,
    errors: productErrors,
  }),
  updateProduct: route({
    method: 'PUT',
    path: '/merchant/products/{productId}',
    capability: 'merchant.product.update',
    role: 'merchant',
    permission: 'products.write',
    owner: 'productId',
    ifMatch: true,
    summary: 'Replace the product; a published one stays on sale',
    input: Exact({ productId: Id('prd'), ...productFields }),
    output: ProductEdit,
    errors: [...productErrors, 'catalog.variant-sold-by-others'],
  }),
  getOwnProduct: route({
    method: 'GET',
    path: '/merchant/products/{productId}',
    capability: 'merchant.product.get',
    role: 'merchant',
    permission: 'products.read',
    owner: 'productId',
    summary: 'One own product with all languages',
    input: Exact({ productId: Id('prd') }),
    output: ProductEdit,
  }),
  listOwnProducts: route({
    method: 'GET',
    path: '/merchant/products',
    capability: 'merchant.product.list',
    role: 'merchant',
    permission: 'products.read',
    summary: 'Own products, last changed first',
    input: Exact({
      status: Type.Optional(ProductStatus),
      q: Type.Optional(Type.String({ maxLength: 100 })),
      ...PageInput,
    }),
    output: PageOf(ProductRow),
  }),
  publishProduct: route({
    method: 'POST',
    path: '/merchant/products/{productId}/publish',
    capability: 'merchant.product.publish',
    role: 'merchant',
    permission: 'products.write',
    owner: 'productId',
    summary: 'Hand in for review, or put an unpublished one back on sale',
    input: Exact({ productId: Id('prd') }),
    output: ProductEdit,
    errors: ['catalog.not-now', 'catalog.picture-missing'],
  }),
  unpublishProduct: route({
    method: 'POST',
    path: '/merchant/products/{productId}/unpublish',
    capability: 'merchant.product.unpublish',
    role: 'merchant',
    permission: 'products.write',
    owner: 'productId',
    summary: 'Take off sale',
    input: Exact({ productId: Id('prd') }),
    output: ProductEdit,
    errors: ['catalog.not-now'],
  }),
  deleteProduct: route({
    method: 'DELETE',
    path: '/merchant/products/{productId}',
    capability: 'merchant.product.delete',
    role: 'merchant',
    permission: 'products.write',
    owner: 'productId',
    summary: 'Remove a draft that was never on sale',
    input: Exact({ productId: Id('prd') }),
    output: Type.Object({ done: Type.Literal(true) }),
    errors: ['catalog.not-now'],
  }),
  createOffer: route({
    method: 'POST',
    path: '/merchant/offers',
    capability: 'merchant.offer.create',
    role: 'merchant',
    permission: 'products.write',
    idempotent: true,
    summary: 'Sell a variant that another store has described, found by its GTIN',
    input: Exact({ gtin: Gtin, sku: Sku }),
    output: Type.Object({ offerId: Id('off'), variantId: Id('var'), productId: Id('prd') }),
    errors: ['catalog.unknown-gtin', 'catalog.sku-taken', 'catalog.offer-exists'],
  }),
  listOwnOffers: route({
    method: 'GET',
    path: '/merchant/offers',
    capability: 'merchant.offer.list',
    role: 'merchant',
    permission: 'products.read',
    summary: 'Own offers by article number, those of products that other stores describe among them',
    input: Exact({
      offerIds: Type.Optional(Type.Array(Id('off'), { maxItems: 100 })),
      q: Type.Optional(Type.String({ maxLength: 100 })),
      ...PageInput,
    }),
    output: PageOf(OwnOffer),
  }),
  listForReview: route({
    method: 'GET',
    path: '/admin/products',
    capability: 'admin.product.list',
    role: 'operator',
    permission: 'products.review',
    summary: 'Products of all stores',
    input: Exact({
      status: Type.Optional(ProductStatus),
      storeId: Type.Optional(Id('sto')),
      q: Type.Optional(Type.String({ maxLength: 100 })),
      ...PageInput,
    }),
    output: PageOf(ProductRow),
  }),
  getForReview: route({
    method: 'GET',
    path: '/admin/products/{productId}',
    capability: 'admin.product.get',
    role: 'operator',
    permission: 'products.review',
    summary: 'One product as its store wrote it',
    input: Exact({ productId: Id('prd') }),
    output: ProductEdit,
  }),
  reviewProduct: route({
    method: 'POST',
    path: '/admin/products/{productId}/review',
    capability: 'admin.product.review',
    role: 'operator',
    permission: 'products.review',
    summary: 'Publish, or send back with a reason',
    input: Exact({
      productId: Id('prd'),
      decision: Type.Enum(['publish', 'reject']),
      note: Type.Optional(Type.String({ maxLength: 1000 })),
    }),
    output: ProductEdit,
    errors: ['catalog.not-now'],
  }),
}

/** What a checkout freezes about an offer. */
export const OfferSnapshot = Type.Object({
  offerId: Id('off'),
  storeId: Id('sto'),
  productId: Id('prd'),
  variantId: Id('var'),
  sku: Sku,
  slug: Slug,
  name: LocalizedTextSchema(160),
  options: Type.Array(
    Type.Object({ key: TaxonomyKey, name: LocalizedTextSchema(80), value: LocalizedTextSchema(80) }),
  ),
  weightGrams: Type.Integer(),
  hsCode: Nullable(Type.String()),
  originCountry: CountrySchema,
  taxCategory: TaxCategory,
  picture: Nullable(PictureSchema),
  onSale: Type.Boolean(),
})

/** A product with everything the index needs, all languages; names of facets and categories come with `getIndexedTaxonomy`. */
export const IndexedProduct = Type.Object({
  id: Id('prd'),
  published: Type.Boolean(),
  publishedAt: Nullable(Timestamp),
  slugs: Type.Record(Type.String(), Slug),
  name: LocalizedTextSchema(160),
  description: LocalizedTextSchema(8000),
  categoryIds: Type.Array(Id('cat'), { description: 'leaf first, then its parents' }),
  brand: Nullable(TaxonomyKey),
  facets: Type.Array(
    Type.Object({
      key: TaxonomyKey,
      value: TaxonomyKey,
      number: Type.Optional(Type.Number({ description: 'what a number’s value key stands for' })),
    }),
    { description: 'filterable attributes and the options of all variants' },
  ),
  tags: Type.Array(TaxonomyKey),
  picture: Nullable(PictureSchema),
  rating: Type.Object({ average: Nullable(Type.Number()), count: Type.Integer() }),
  offers: Type.Array(
    Type.Object({
      offerId: Id('off'),
      variantId: Id('var'),
      storeId: Id('sto'),
      sku: Sku,
      gtin: Nullable(Gtin),
      onSale: Type.Boolean(),
    }),
  ),
})

const importFields = {
  ...productFields,
  key: Type.String({ minLength: 1, maxLength: 120 }),
  storeId: Id('sto'),
  publish: Type.Boolean(),
}

export const internalProducts = {
  getOffers: route({
    method: 'POST',
    path: '/internal/offers',
    capability: 'catalog.offers.get',
    role: 'system',
    summary: 'Offers for a checkout, by id; unknown ones are left out',
    input: Exact({ offerIds: Type.Array(Id('off'), { maxItems: 200 }) }),
    output: Type.Array(OfferSnapshot),
  }),
  getIndexed: route({
    method: 'POST',
    path: '/internal/indexed',
    capability: 'catalog.indexed.get',
    role: 'system',
    summary: 'Products for the index, by id; a removed one is answered as not published',
    input: Exact({ productIds: Type.Array(Id('prd'), { maxItems: 200 }) }),
    output: Type.Array(IndexedProduct),
  }),
  getIndexedTaxonomy: route({
    method: 'POST',
    path: '/internal/indexed-taxonomy',
    capability: 'catalog.indexed-taxonomy.get',
    role: 'system',
    summary: 'Names of categories, facets and brands for the index, all languages',
    input: Exact({}),
    output: Type.Object({
      categories: Type.Array(
        Type.Object({
          id: Id('cat'),
          parentId: Nullable(Id('cat')),
          position: Type.Integer(),
          name: LocalizedTextSchema(80),
          slug: Type.Record(Type.String(), Slug),
        }),
      ),
      facets: Type.Array(
        Type.Object({
          key: TaxonomyKey,
          kind: Type.Enum(['attribute', 'option']),
          type: AttributeType,
          unit: Nullable(Type.String()),
          name: LocalizedTextSchema(80),
          values: Type.Array(
            Type.Object({ key: TaxonomyKey, name: LocalizedTextSchema(80), swatch: Nullable(Type.String()) }),
          ),
        }),
      ),
      brands: Type.Array(Type.Object({ key: TaxonomyKey, name: Type.String() })),
    }),
  }),
  listProductIds: route({
    method: 'POST',
    path: '/internal/product-ids',
    capability: 'catalog.product-ids.list',
    role: 'system',
    summary: 'All product ids, for a rebuild of the index',
    input: Exact({ ...PageInput }),
    output: PageOf(Id('prd')),
  }),
  importProducts: route({
    method: 'POST',
    path: '/internal/products/import',
    capability: 'catalog.products.import',
    role: 'system',
    summary: 'Products by key in bulk; repeating changes nothing',
    input: Exact({
      source: Type.String({ maxLength: 60 }),
      products: Type.Array(Exact(importFields), { maxItems: 200 }),
    }),
    output: Type.Object({
      products: Type.Array(
        Type.Object({
          key: Type.String(),
          productId: Id('prd'),
          created: Type.Boolean(),
          variants: Type.Array(Type.Object({ sku: Sku, variantId: Id('var'), offerId: Id('off') })),
        }),
      ),
      errors: Type.Array(
        Type.Object({ key: Type.String(), code: Type.String(), path: Type.Optional(Type.String()) }),
      ),
    }),
  }),
  importOffers: route({
    method: 'POST',
    path: '/internal/offers/import',
    capability: 'catalog.offers.import',
    role: 'system',
    summary: 'Further stores’ offers of known variants; repeating changes nothing',
    input: Exact({
      offers: Type.Array(Exact({ variantId: Id('var'), storeId: Id('sto'), sku: Sku }), { maxItems: 500 }),
    }),
    output: Type.Array(Type.Object({ variantId: Id('var'), storeId: Id('sto'), offerId: Id('off') })),
  }),
}
