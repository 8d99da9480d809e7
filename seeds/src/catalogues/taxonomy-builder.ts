import type { Taxonomy } from './catalogue.ts'
import { digestOf, keyOf, shortened } from './words.ts'

/** The option of the mall's own goods; colours of all catalogues are colours. */
export const COLOUR = 'colour'

/** Most values and filters that one definition may have. */
const MOST_VALUES = 500
const MOST_FILTERS = 20

/** Something that a product is described by. */
export interface Fact {
  name: string
  value: string | number | boolean
  unit?: string
  /** Whether lists can be narrowed by it; texts then become a choice of known values. */
  filter?: boolean
}

type Definition = Taxonomy['attributes'][number]

interface Named {
  key: string
  name: string
}

/** Collects the categories, brands, options and attributes that goods mention, under one root and one prefix. */
export class TaxonomyBuilder {
  readonly #prefix: string
  readonly #categories = new Map<string, Taxonomy['categories'][number]>()
  readonly #brands = new Map<string, Named>()
  readonly #options = new Map<string, Named & { values: Map<string, Named> }>()
  readonly #attributes = new Map<string, Omit<Definition, 'values'> & { values: Map<string, Named> }>()
  readonly #filters = new Map<string, Set<string>>()

  constructor(prefix: string, root: { name: string; position: number }) {
    this.#prefix = prefix
    this.#addCategory(prefix, null, root.name, root.position)
  }

  /** The key of the category that a path of names below the root leads to. */
  category(path: readonly string[]): string {
    let parent = this.#prefix
    let key = parent
    path.forEach((name, depth) => {
      key = keyOf(`${this.#prefix} ${path.slice(0, depth + 1).join(' ')}`)
      if (!this.#categories.has(key)) this.#addCategory(key, parent, name, this.#categories.size)
      parent = key
    })
    return key
  }

  brand(name: string): string | undefined {
    return name === '' ? undefined : named(this.#brands, shortened(name, 80)).key
  }

  /** The key of an option, and how to name its values. */
  option(name: string): { key: string; value(name: string): string } {
    const key = /^colou?r$/i.test(name) ? COLOUR : keyOf(`${this.#prefix} ${name}`)
    const option = this.#options.get(key) ?? { key, name, values: new Map<string, Named>() }
    this.#options.set(key, option)
    return { key, value: (value) => named(option.values, shortened(value, 80)).key }
  }

  /** Facts as a product of that category holds them, by attribute key. */
  attributes(categoryKey: string, facts: readonly Fact[]): Record<string, string | number | boolean> {
    return Object.fromEntries(
      facts.flatMap((fact): [string, string | number | boolean][] => {
        const { name, value, unit, filter = false } = fact
        if (value === '') return []
        const type =
          typeof value === 'number'
            ? 'number'
            : typeof value === 'boolean'
              ? 'boolean'
              : filter
                ? 'select'
                : 'text'
        const key = keyOf(`${this.#prefix} ${name}`)
        const kept = this.#attributes.get(key) ?? {
          key,
          type,
          ...(unit !== undefined && { unit }),
          name: { en: shortened(name, 80) },
          values: new Map<string, Named>(),
        }
        if (kept.type !== type) return []
        this.#attributes.set(key, kept)
        if (filter) this.#filter(categoryKey, key)
        if (typeof value !== 'string') return [[key, value]]
        if (type === 'text') return [[key, shortened(value, 400)]]
        return kept.values.size >= MOST_VALUES && !isNamed(kept.values, value)
          ? []
          : [[key, named(kept.values, shortened(value, 80)).key]]
      }),
    )
  }

  build(): Taxonomy {
    return {
      categories: [...this.#categories.values()].map((category) => {
        const filterable = [...(this.#filters.get(category.key) ?? [])]
        return { ...category, attributes: filterable, filterable }
      }),
      attributes: [...this.#attributes.values()].map(({ values, ...attribute }) => ({
        ...attribute,
        ...(attribute.type === 'select' && { values: englishOf(values) }),
      })),
      options: [...this.#options.values()].map(({ key, name, values }) => ({
        key,
        name: { en: shortened(name, 80) },
        values: englishOf(values),
      })),
      brands: [...this.#brands.values()],
    }
  }

  #addCategory(key: string, parent: string | null, name: string, position: number): void {
    const named = { en: shortened(name, 80) }
    this.#categories.set(key, { key, parent, name: named, position, attributes: [], filterable: [] })
  }

  #filter(categoryKey: string, key: string): void {
    const filters = this.#filters.get(categoryKey) ?? new Set()
    if (filters.size < MOST_FILTERS) filters.add(key)
    this.#filters.set(categoryKey, filters)
  }
}

const englishOf = (values: ReadonlyMap<string, Named>) =>
  [...values.values()].map(({ key, name }) => ({ key, name: { en: name } }))

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
const isNamed = (known: ReadonlyMap<string, Named>, name: string) =>
  [...known.values()].some((one) => same(one.name, name))

/** The entry of a name; `A` and `A+` make the same key, and the second gets another. */
function named(known: Map<string, Named>, name: string): Named {
  const plain = keyOf(name)
  const taken = known.get(plain)
  const key = taken && !same(taken.name, name) ? `${keyOf(name, 55)}-${digestOf(name).slice(0, 8)}` : plain
  const entry = known.get(key) ?? { key, name }
  known.set(key, entry)
  return entry
}
