import { Type } from 'typebox'
import { Exact, Id, LocalizedTextSchema, Nullable, Slug, Version, route } from '@tradewind/platform/contract'

export const AttributeType = Type.Enum(['select', 'number', 'boolean', 'text'])
const Key = Type.String({ pattern: '^[a-zA-Z0-9][a-zA-Z0-9-]{0,63}$' })

/** A category as a buyer sees it; `path` leads from the root to it. */
export const CategoryView = Type.Object({
  id: Id('cat'),
  key: Key,
  slug: Slug,
  name: Type.String(),
  parentId: Nullable(Id('cat')),
  position: Type.Integer(),
  alternates: Type.Record(Type.String(), Slug, { description: 'slug per language, for hreflang' }),
  formerly: Type.Array(Slug, { description: 'slugs it had, which lead to the present one' }),
  filterable: Type.Array(
    Type.Object({
      key: Key,
      name: Type.String(),
      values: Type.Array(Type.Object({ key: Key, name: Type.String() })),
    }),
  ),
})

export const AttributeDefinition = Exact({
  key: Key,
  type: AttributeType,
  unit: Type.Optional(Type.String({ maxLength: 20 })),
  name: LocalizedTextSchema(80),
  values: Type.Optional(Type.Array(Exact({ key: Key, name: LocalizedTextSchema(80) }), { maxItems: 500 })),
})
export const OptionDefinition = Exact({
  key: Key,
  name: LocalizedTextSchema(80),
  values: Type.Array(
    Exact({
      key: Key,
      name: LocalizedTextSchema(80),
      swatch: Type.Optional(Type.String({ pattern: '^#[0-9a-f]{6}$' })),
    }),
    { maxItems: 500 },
  ),
})
export const CategoryDefinition = Exact({
  key: Key,
  parent: Nullable(Key),
  name: LocalizedTextSchema(80),
  position: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
  attributes: Type.Array(Key, { maxItems: 50 }),
  filterable: Type.Array(Key, { maxItems: 20 }),
})
export const BrandDefinition = Exact({ key: Key, name: Type.String({ minLength: 1, maxLength: 80 }) })

export const taxonomy = {
  listCategories: route({
    method: 'GET',
    path: '/categories',
    capability: 'category.list',
    role: 'anonymous',
    summary: 'The category tree in the caller’s language',
    cacheSeconds: 60,
    input: Exact({}),
    output: Type.Object({ items: Type.Array(CategoryView) }),
  }),
  /** The same tree with its definitions and all languages, for editors. */
  getTaxonomy: route({
    method: 'GET',
    path: '/taxonomy',
    capability: 'merchant.taxonomy.get',
    role: 'merchant',
    summary: 'Categories, attributes, options and brands for product forms',
    input: Exact({}),
    output: Type.Object({
      categories: Type.Array(Type.Object({ ...CategoryDefinition.properties, id: Id('cat') })),
      attributes: Type.Array(AttributeDefinition),
      options: Type.Array(OptionDefinition),
      brands: Type.Array(Type.Object({ id: Id('brd'), key: Key, name: Type.String() })),
    }),
  }),
  saveCategory: route({
    method: 'PUT',
    path: '/admin/categories/{key}',
    capability: 'admin.category.save',
    role: 'operator',
    permission: 'catalog.write',
    summary: 'Create or change a category',
    input: CategoryDefinition,
    output: Type.Object({ id: Id('cat'), version: Version }),
    errors: ['catalog.unknown-category', 'catalog.unknown-attribute', 'catalog.category-below-itself'],
  }),
  saveAttribute: route({
    method: 'PUT',
    path: '/admin/attributes/{key}',
    capability: 'admin.attribute.save',
    role: 'operator',
    permission: 'catalog.write',
    summary: 'Create or change an attribute',
    input: AttributeDefinition,
    output: Type.Object({ key: Key }),
  }),
  saveBrand: route({
    method: 'PUT',
    path: '/admin/brands/{key}',
    capability: 'admin.brand.save',
    role: 'operator',
    permission: 'catalog.write',
    summary: 'Create or change a brand',
    input: BrandDefinition,
    output: Type.Object({ id: Id('brd') }),
  }),
  importTaxonomy: route({
    method: 'POST',
    path: '/internal/taxonomy/import',
    capability: 'catalog.taxonomy.import',
    role: 'system',
    summary:
      'Categories, attributes, options, brands by key; repeating changes nothing; answers how many differed',
    input: Exact({
      categories: Type.Array(CategoryDefinition),
      attributes: Type.Array(AttributeDefinition),
      options: Type.Array(OptionDefinition),
      brands: Type.Array(BrandDefinition),
    }),
    output: Type.Object({
      categories: Type.Integer(),
      attributes: Type.Integer(),
      options: Type.Integer(),
      brands: Type.Integer(),
    }),
    errors: ['catalog.unknown-category', 'catalog.unknown-attribute', 'catalog.category-below-itself'],
  }),
}
export { Key as TaxonomyKey }
