import { Type } from 'typebox'
import {
  CountrySchema,
  Exact,
  Id,
  LocaleSchema,
  LocalizedTextSchema,
  Nullable,
  PageInput,
  PageOf,
  PictureSchema,
  Slug,
  Timestamp,
  route,
} from '@tradewind/platform/contract'
import { Gtin, Sku, TaxCategory, productFields } from './product-fields.ts'
import { AttributeType, TaxonomyKey } from './taxonomy.ts'

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
  originCountry: Nullable(CountrySchema),
  originProven: Type.Boolean({ description: 'by this offer’s store, which describes the product itself' }),
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
  hiddenIn: Type.Array(LocaleSchema, { description: 'languages whose rule its texts do not meet' }),
  picture: Nullable(PictureSchema),
  rating: Type.Object({ average: Nullable(Type.Number()), count: Type.Integer() }),
  offers: Type.Array(
    Type.Object({
      offerId: Id('off'),
      variantId: Id('var'),
      storeId: Id('sto'),
      sku: Sku,
      gtin: Nullable(Gtin),
      weightGrams: Type.Integer(),
      onSale: Type.Boolean(),
    }),
  ),
})

const importFields = {
  ...productFields,
  /** A catalogue from elsewhere may not say where its goods come from. */
  originCountry: Type.Optional(CountrySchema),
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
    summary:
      'Names of categories, facets and brands for the index, all languages, and which languages have a rule',
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
      ruledLanguages: Type.Array(LocaleSchema, { description: 'in which goods may be hidden' }),
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
