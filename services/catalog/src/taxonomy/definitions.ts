import { type Static } from 'typebox'
import { AppError, type LocalizedText } from '@tradewind/kernel'
import {
  type AttributeDefinition,
  type BrandDefinition,
  type CategoryDefinition,
  type OptionDefinition,
} from '../contract/index.ts'
import type { Attribute, Taxonomy } from './taxonomy.ts'

export type CategoryShape = Static<typeof CategoryDefinition>
export type BrandShape = Static<typeof BrandDefinition>

/** What a merchant's editor or an import says the taxonomy shall be. */
export interface Definitions {
  categories: readonly CategoryShape[]
  attributes: readonly Static<typeof AttributeDefinition>[]
  options: readonly Static<typeof OptionDefinition>[]
  brands: readonly BrandShape[]
}

export interface AttributeShape {
  kind: Attribute['kind']
  key: string
  type: Attribute['type']
  unit: string | null
  name: LocalizedText
  values: readonly { key: string; name: LocalizedText; swatch: string | null }[]
}

/** Attributes and options in one shape: an option is a select whose values may have swatches. */
export const attributeShapes = ({ attributes, options }: Definitions): AttributeShape[] => [
  ...attributes.map(({ key, type, unit, name, values }) => ({
    kind: 'attribute' as const,
    key,
    type,
    unit: unit ?? null,
    name,
    values: (values ?? []).map((value) => ({ ...value, swatch: null })),
  })),
  ...options.map(({ key, name, values }) => ({
    kind: 'option' as const,
    key,
    type: 'select' as const,
    unit: null,
    name,
    values: values.map((value) => ({ ...value, swatch: value.swatch ?? null })),
  })),
]

/** What lists are narrowed by also describes the goods, whether or not it is named twice. */
export const withFilters = (definitions: Definitions): Definitions => ({
  ...definitions,
  categories: definitions.categories.map((category) => ({
    ...category,
    attributes: [...new Set([...category.attributes, ...category.filterable])],
  })),
})

/**
 * Throws unless every parent and attribute that is named exists, in the database or beside it in the same input,
 * and no category stands below itself.
 */
export function checkDefinitions(definitions: Definitions, taxonomy: Taxonomy): void {
  const attributeKeys = new Set([
    ...taxonomy.attributes.keys(),
    ...definitions.attributes.map(({ key }) => key),
  ])
  const parents = new Map<string, string | null>([
    ...[...taxonomy.categories.values()].map((one) => [one.key, parentKey(one.parentId, taxonomy)] as const),
    ...definitions.categories.map(({ key, parent }) => [key, parent] as const),
  ])
  definitions.categories.forEach((category, index) => {
    if (category.parent !== null && !parents.has(category.parent))
      throw unknown('catalog.unknown-category', `categories.${index}.parent`, category.parent)
    if (standsBelowItself(category.key, parents))
      throw unknown('catalog.category-below-itself', `categories.${index}.parent`, category.key)
    for (const key of [...category.attributes, ...category.filterable]) {
      if (!attributeKeys.has(key))
        throw unknown('catalog.unknown-attribute', `categories.${index}.attributes`, key)
    }
  })
}

const parentKey = (parentId: string | null, taxonomy: Taxonomy): string | null =>
  parentId === null ? null : (taxonomy.categories.get(parentId)?.key ?? null)

function standsBelowItself(key: string, parents: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set<string>()
  for (let at: string | null | undefined = key; at != null; at = parents.get(at)) {
    if (seen.has(at)) return true
    seen.add(at)
  }
  return false
}

const unknown = (code: string, path: string, key: string): AppError =>
  new AppError(422, code, { params: { key }, fields: [{ path, code, params: { key } }] })
