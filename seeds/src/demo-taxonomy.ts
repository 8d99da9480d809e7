import type { LocalizedText } from '@tradewind/kernel'
import { seedsContext, type LoadCalls } from './contracts.ts'
import { readDemo } from './demo-files.ts'

/** Categories, attributes, options and brands, named in all languages. */
export async function loadTaxonomy(calls: LoadCalls, word: (key: string) => LocalizedText): Promise<void> {
  const categories =
    readDemo<{ key: string; parent: string | null; attributes: string[]; filterable: string[] }[]>(
      'categories.json',
    )
  const attributes =
    readDemo<
      { key: string; type: 'select' | 'number' | 'boolean' | 'text'; unit?: string; values?: string[] }[]
    >('attributes.json')
  const options = readDemo<{ key: string; values: { key: string; swatch?: string }[] }[]>('options.json')
  await calls.catalog.importTaxonomy(seedsContext(), {
    categories: categories.map((category, position) => ({
      ...category,
      position,
      name: word(`category.${category.key}`),
    })),
    attributes: attributes.map(({ values, ...attribute }) => ({
      ...attribute,
      name: word(`attribute.${attribute.key}`),
      ...(values && { values: values.map((key) => ({ key, name: word(`${attribute.key}.${key}`) })) }),
    })),
    options: options.map((option) => ({
      key: option.key,
      name: word(`option.${option.key}`),
      values: option.values.map((value) => ({ ...value, name: word(`${option.key}.${value.key}`) })),
    })),
    brands: readDemo<{ key: string; name: string }[]>('brands.json'),
  })
}
