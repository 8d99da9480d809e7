import type { Locale, LocalizedText } from '@tradewind/kernel'

/** A name in all languages, and as readers get it: without what a machine wrote where the rule wants a person. */
interface Name {
  name: LocalizedText
  shown: LocalizedText
}

export interface AttributeValue extends Name {
  id: number
  key: string
  swatch: string | null
}

/** An attribute or an option with its values by key, in the order they are shown. */
export interface Attribute extends Name {
  id: number
  kind: 'attribute' | 'option'
  key: string
  type: 'select' | 'number' | 'boolean' | 'text'
  unit: string | null
  values: ReadonlyMap<string, AttributeValue>
}

export interface Category extends Name {
  id: string
  key: string
  parentId: string | null
  position: number
  version: number
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

type Named<T extends Name> = Omit<T, 'shown'> & { byMachine: readonly Locale[] }

export type TaxonomyRow = {
  version: number
  attributes: (Omit<Named<Attribute>, 'values'> & { values: Named<AttributeValue>[] })[]
  categories: (Omit<Named<Category>, 'attributes' | 'filterable' | 'path'> & {
    attributes: { key: string; filterable: boolean }[]
  })[]
  brands: Brand[]
  languageRules: [Locale, 'machine' | 'human'][]
}

/** Puts the rows of the database together, so that everything is found by key. */
export function assembleTaxonomy(row: TaxonomyRow): Taxonomy {
  const languageRules: LanguageRules = new Map(row.languageRules)
  const shownOf = shownBy(languageRules)
  const attributes = row.attributes.map(({ byMachine, ...attribute }) => ({
    ...attribute,
    shown: shownOf(attribute.name, byMachine),
    values: new Map(
      attribute.values.map(({ byMachine: valueByMachine, ...value }) => [
        value.key,
        { ...value, shown: shownOf(value.name, valueByMachine) },
      ]),
    ),
  }))
  const ofKind = (kind: Attribute['kind']) =>
    new Map(attributes.filter((attribute) => attribute.kind === kind).map((one) => [one.key, one]))
  const categories = categoriesOf(row.categories, shownOf)
  return {
    version: row.version,
    categories,
    categoriesByKey: new Map([...categories.values()].map((category) => [category.key, category])),
    attributes: ofKind('attribute'),
    options: ofKind('option'),
    brands: new Map(row.brands.map((brand) => [brand.id, brand])),
    brandsByKey: new Map(row.brands.map((brand) => [brand.key, brand])),
    languageRules,
  }
}

type ShownOf = (name: LocalizedText, byMachine: readonly Locale[]) => LocalizedText

const shownBy =
  (rules: LanguageRules): ShownOf =>
  (name, byMachine) => {
    const hidden = byMachine.filter((locale) => rules.get(locale) === 'human')
    if (hidden.length === 0) return name
    return Object.fromEntries(Object.entries(name).filter(([locale]) => !hidden.includes(locale as Locale)))
  }

function categoriesOf(rows: TaxonomyRow['categories'], shownOf: ShownOf): Map<string, Category> {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const made = new Map<string, Category>()
  const make = ({ byMachine, ...row }: TaxonomyRow['categories'][number]): Category => {
    const known = made.get(row.id)
    if (known) return known
    const parentRow = row.parentId === null ? undefined : byId.get(row.parentId)
    const path: Category[] = parentRow ? [...make(parentRow).path] : []
    const category: Category = {
      ...row,
      shown: shownOf(row.name, byMachine),
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
