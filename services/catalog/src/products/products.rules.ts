import type { Static } from 'typebox'
import type { FieldError } from '@tradewind/kernel'
import type { products } from '../contract/index.ts'
import type { AttributeValues } from '../tables.ts'
import type { Attribute, Taxonomy } from '../taxonomy/taxonomy.ts'

type Written = Static<(typeof products)['createProduct']['input']>

/** A product as its store writes it, or an import, which may not know the origin. */
export type ProductInput = Omit<Written, 'originCountry'> & Partial<Pick<Written, 'originCountry'>>

/** Everything that is wrong with a product by itself, each with the path of the field. */
export function faultsOf(input: ProductInput, taxonomy: Taxonomy): FieldError[] {
  return [
    ...(Object.values(input.name).some(Boolean) ? [] : [{ path: 'name', code: 'catalog.name-missing' }]),
    ...unknownKey('categoryKey', input.categoryKey, taxonomy.categoriesByKey, 'catalog.unknown-category'),
    ...unknownKey('brandKey', input.brandKey, taxonomy.brandsByKey, 'catalog.unknown-brand'),
    ...attributeFaults(input.attributes, taxonomy),
    ...optionFaults(input, taxonomy),
    ...repeated(input.variants, (variant) => combinationOf(input.optionKeys, variant.options)).map(
      (index) => ({
        path: `variants.${index}.options`,
        code: 'catalog.same-options-twice',
      }),
    ),
    ...repeated(input.variants, ({ sku }) => sku).map((index) => ({
      path: `variants.${index}.sku`,
      code: 'catalog.sku-taken',
    })),
  ]
}

/** The options of a variant as one text: `colour=blue;size=m`, in the order the product asks for them. */
export const combinationOf = (optionKeys: readonly string[], options: Record<string, string>): string =>
  optionKeys.map((key) => `${key}=${options[key] ?? ''}`).join(';')

function unknownKey(
  path: string,
  key: string | undefined,
  known: ReadonlyMap<string, unknown>,
  code: string,
): FieldError[] {
  return key === undefined || known.has(key) ? [] : [{ path, code, params: { key } }]
}

function attributeFaults(attributes: AttributeValues, taxonomy: Taxonomy): FieldError[] {
  return Object.entries(attributes).flatMap(([key, value]) => {
    const attribute = taxonomy.attributes.get(key)
    return attribute && fits(attribute, value)
      ? []
      : [{ path: `attributes.${key}`, code: 'catalog.unknown-attribute', params: { key } }]
  })
}

function fits(attribute: Attribute, value: AttributeValues[string]): boolean {
  if (attribute.type === 'select') return typeof value === 'string' && attribute.values.has(value)
  if (attribute.type === 'number') return typeof value === 'number' && Number.isFinite(value)
  return typeof value === (attribute.type === 'boolean' ? 'boolean' : 'string')
}

/** Every variant chooses exactly one known value of each option of the product. */
function optionFaults({ optionKeys, variants }: ProductInput, taxonomy: Taxonomy): FieldError[] {
  const code = 'catalog.unknown-option'
  const keys = optionKeys.flatMap((key, index) =>
    taxonomy.options.has(key) && optionKeys.indexOf(key) === index
      ? []
      : [{ path: `optionKeys.${index}`, code, params: { key } }],
  )
  const choices = variants.flatMap(({ options }, index) => {
    const named = [...new Set([...optionKeys, ...Object.keys(options)])]
    return named
      .filter(
        (key) => !optionKeys.includes(key) || !taxonomy.options.get(key)?.values.has(options[key] ?? ''),
      )
      .map((key) => ({ path: `variants.${index}.options.${key}`, code, params: { key } }))
  })
  return [...keys, ...choices]
}

/** Indexes of items whose key an earlier item has already. */
function repeated<T>(items: readonly T[], keyOf: (item: T) => string): number[] {
  const seen = new Set<string>()
  return items.flatMap((item, index) => {
    const key = keyOf(item)
    if (seen.has(key)) return [index]
    seen.add(key)
    return []
  })
}

/** The file ids that a product shows, on itself and on its variants. */
export const pictureIdsOf = ({
  pictureIds,
  variants,
}: Pick<ProductInput, 'pictureIds' | 'variants'>): string[] => [
  ...new Set([...pictureIds, ...variants.flatMap((variant) => variant.pictureIds ?? [])]),
]
