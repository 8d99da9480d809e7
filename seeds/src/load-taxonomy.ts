import type { OutputOf } from '@tradewind/platform/contract'
import type { catalog } from '@tradewind/catalog/contract'
import type { Taxonomy } from './catalogues/catalogue.ts'

type Known = Pick<OutputOf<typeof catalog.getTaxonomy>, keyof Taxonomy>
type Valued = { key: string; values?: { key: string }[] }

const MOST_FILTERS = 20

/** Several catalogues' definitions as one; what two of them define, such as a brand, is as the first has it. */
export function joined(taxonomies: readonly Taxonomy[]): Taxonomy {
  const nothing: Taxonomy = { categories: [], attributes: [], options: [], brands: [] }
  return taxonomies.reduce((sum, one) => {
    const added = missingFrom(sum, one)
    const kept = sum.options.map((option) => {
      const more = added.options.find(({ key }) => key === option.key)
      return more ? { ...option, values: [...option.values, ...more.values] } : option
    })
    const known = new Set(sum.options.map(({ key }) => key))
    return {
      categories: [...sum.categories, ...added.categories],
      attributes: [...sum.attributes, ...added.attributes],
      options: [...kept, ...added.options.filter(({ key }) => !known.has(key))],
      brands: [...sum.brands, ...added.brands],
    }
  }, nothing)
}

/**
 * What the mall does not have yet. What it has keeps its names, places and translations, by whomever they were
 * written: an option gets the values it lacks, a category the filters.
 */
export function missingFrom(known: Known | Taxonomy, wanted: Taxonomy): Taxonomy {
  const categories = byKey(known.categories)
  const brands = byKey(known.brands)
  return {
    categories: wanted.categories.flatMap((category) => {
      const { parent, name, position, attributes = [], filterable = [] } = categories.get(category.key) ?? {}
      if (name === undefined || parent === undefined) return [category]
      const filters = [...new Set([...filterable, ...category.filterable])].slice(0, MOST_FILTERS)
      if (filters.length === filterable.length) return []
      const described = [...new Set([...attributes, ...filters])]
      return [{ key: category.key, parent, name, position, attributes: described, filterable: filters }]
    }),
    attributes: withMissingValues(known.attributes, wanted.attributes),
    options: withMissingValues(known.options, wanted.options),
    brands: wanted.brands.filter(({ key }) => !brands.has(key)),
  }
}

/** Definitions that are new, and known ones with the values they lack. */
function withMissingValues<D extends Valued>(known: readonly D[], wanted: readonly D[]): D[] {
  const before = byKey(known)
  return wanted.flatMap((definition) => {
    const kept = before.get(definition.key)
    if (!kept) return [definition]
    const values = new Set(kept.values?.map(({ key }) => key))
    const missing = definition.values?.filter(({ key }) => !values.has(key)) ?? []
    return missing.length === 0 ? [] : [{ ...kept, values: missing }]
  })
}

const byKey = <T extends { key: string }>(list: readonly T[]): Map<string, T> =>
  new Map(list.map((one) => [one.key, one]))
