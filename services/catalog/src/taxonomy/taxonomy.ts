import type { Locale, LocalizedText } from '@tradewind/kernel'

export interface AttributeValue {
  id: number
  key: string
  name: LocalizedText
  swatch: string | null
}

/** An attribute or an option with its values by key, in the order they are shown. */
export interface Attribute {
  id: number
  kind: 'attribute' | 'option'
  key: string
  type: 'select' | 'number' | 'boolean' | 'text'
  unit: string | null
  name: LocalizedText
  values: ReadonlyMap<string, AttributeValue>
}

export interface Category {
  id: string
  key: string
  parentId: string | null
  position: number
  version: number
  name: LocalizedText
  slug: LocalizedText
  /** Addresses it had, in any language. */
  formerly: readonly string[]
  attributes: readonly string[]
  filterable: ReadonlySet<string>
  /** From the root to this one. */
  path: readonly Category[]
}

export interface Brand {
  id: string
  key: string
  name: string
}

/** What goods must have to be shown in a language; without a rule another language stands in. */
export type LanguageRules = ReadonlyMap<Locale, 'machine' | 'human'>

/** All definitions of one version, as they are held in memory. */
export interface Taxonomy {
  version: number
  categories: ReadonlyMap<string, Category>
  categoriesByKey: ReadonlyMap<string, Category>
  attributes: ReadonlyMap<string, Attribute>
  options: ReadonlyMap<string, Attribute>
  brands: ReadonlyMap<string, Brand>
  brandsByKey: ReadonlyMap<string, Brand>
  languageRules: LanguageRules
}

export type TaxonomyRow = {
  version: number
  attributes: (Omit<Attribute, 'values'> & { values: AttributeValue[] })[]
  categories: (Omit<Category, 'attributes' | 'filterable' | 'path'> & {
    attributes: { key: string; filterable: boolean }[]
  })[]
  brands: Brand[]
  languageRules: [Locale, 'machine' | 'human'][]
}

/** Puts the rows of the database together, so that everything is found by key. */
export function assembleTaxonomy(row: TaxonomyRow): Taxonomy {
  const attributes = row.attributes.map((attribute) => ({
    ...attribute,
    values: new Map(attribute.values.map((value) => [value.key, value])),
  }))
  const ofKind = (kind: Attribute['kind']) =>
    new Map(attributes.filter((attribute) => attribute.kind === kind).map((one) => [one.key, one]))
  const categories = categoriesOf(row.categories)
  return {
    version: row.version,
    categories,
    categoriesByKey: new Map([...categories.values()].map((category) => [category.key, category])),
    attributes: ofKind('attribute'),
    options: ofKind('option'),
    brands: new Map(row.brands.map((brand) => [brand.id, brand])),
    brandsByKey: new Map(row.brands.map((brand) => [brand.key, brand])),
    languageRules: new Map(row.languageRules),
  }
}

function categoriesOf(rows: TaxonomyRow['categories']): Map<string, Category> {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const made = new Map<string, Category>()
  const make = (row: TaxonomyRow['categories'][number]): Category => {
    const known = made.get(row.id)
    if (known) return known
    const parentRow = row.parentId === null ? undefined : byId.get(row.parentId)
    const path: Category[] = parentRow ? [...make(parentRow).path] : []
    const category: Category = {
      ...row,
      attributes: row.attributes.map(({ key }) => key),
      filterable: new Set(row.attributes.filter(({ filterable }) => filterable).map(({ key }) => key)),
      path,
    }
    path.push(category)
    made.set(row.id, category)
    return category
  }
  return new Map(rows.map((row) => [row.id, make(row)]))
}
