import { notFound, pickText, type Locale } from '@tradewind/kernel'
import type { Service } from '@tradewind/platform/contract'
import { allowSeconds } from '@tradewind/platform/db'
import { taxonomyChanged, type taxonomy as contract } from '../contract/index.ts'
import type { CatalogParts } from '../parts.ts'
import { writeAttributes, writeBrands, writeCategories } from './definitions.queries.ts'
import { attributeShapes, checkDefinitions, withFilters, type Definitions } from './definitions.ts'
import { countUp, lockTaxonomy } from './taxonomy.queries.ts'
import type { Attribute, Category, Taxonomy } from './taxonomy.ts'

/** Thousands of values in seventeen languages come in one import. */
const SAVE_SECONDS = 10

const NOTHING: Definitions = { categories: [], attributes: [], options: [], brands: [] }

export function taxonomyOperations({ db, deps, taxonomy }: CatalogParts): Service<typeof contract> {
  /** Brings the taxonomy to what is defined, says so once if anything differed, and answers how much did. */
  const save = async (part: Partial<Definitions>) => {
    const definitions = withFilters({ ...NOTHING, ...part })
    return db.transaction().execute(async (tx) => {
      await allowSeconds(tx, SAVE_SECONDS)
      await lockTaxonomy(tx)
      const before = await taxonomy.current()
      checkDefinitions(definitions, before)
      const attributes = await writeAttributes(tx, attributeShapes(definitions))
      const categories = await writeCategories(tx, definitions.categories, before)
      const brands = await writeBrands(tx, definitions.brands)
      if (attributes.size + categories.size + brands.size > 0) {
        await countUp(tx)
        await deps.emit(tx, taxonomyChanged, 'taxonomy', {})
      }
      const isOption = (key: string) => key.startsWith('option:')
      return {
        categories: categories.size,
        attributes: [...attributes].filter((key) => !isOption(key)).length,
        options: [...attributes].filter(isOption).length,
        brands: brands.size,
      }
    })
  }

  return {
    listCategories: async (ctx) => {
      const current = await taxonomy.current()
      return {
        items: [...current.categories.values()].map((category) => viewOf(category, current, ctx.locale)),
      }
    },
    getTaxonomy: async () => editViewOf(await taxonomy.current()),
    saveCategory: async (_ctx, input) => {
      await save({ categories: [input] })
      const saved = (await taxonomy.current()).categoriesByKey.get(input.key)
      if (!saved) throw notFound()
      return { id: saved.id, version: saved.version }
    },
    saveAttribute: async (_ctx, input) => {
      await save({ attributes: [input] })
      return { key: input.key }
    },
    saveBrand: async (_ctx, input) => {
      await save({ brands: [input] })
      const saved = (await taxonomy.current()).brandsByKey.get(input.key)
      if (!saved) throw notFound()
      return { id: saved.id }
    },
    importTaxonomy: async (_ctx, input) => save(input),
  }
}

function viewOf(category: Category, current: Taxonomy, locale: Locale) {
  const { id, key, parentId, position } = category
  return {
    id,
    key,
    slug: pickText(category.slug, locale)?.text ?? key,
    name: pickText(category.shown, locale)?.text ?? key,
    parentId,
    position,
    alternates: { ...category.slug },
    formerly: [...category.formerly],
    filterable: [...category.filterable].flatMap((attributeKey) => {
      const attribute = current.attributes.get(attributeKey)
      return attribute ? [namedIn(attribute, locale)] : []
    }),
  }
}

const namedIn = (attribute: Attribute, locale: Locale) => ({
  key: attribute.key,
  name: pickText(attribute.shown, locale)?.text ?? attribute.key,
  values: [...attribute.values.values()].map(({ key, shown }) => ({
    key,
    name: pickText(shown, locale)?.text ?? key,
  })),
})

const editViewOf = (current: Taxonomy) => ({
  categories: [...current.categories.values()].map(
    ({ id, key, parentId, name, position, attributes, filterable }) => ({
      id,
      key,
      parent: parentId === null ? null : (current.categories.get(parentId)?.key ?? null),
      name,
      position,
      attributes: [...attributes],
      filterable: [...filterable],
    }),
  ),
  attributes: [...current.attributes.values()].map(({ key, type, unit, name, values }) => ({
    key,
    type,
    ...(unit === null ? {} : { unit }),
    name,
    values: [...values.values()].map((value) => ({ key: value.key, name: value.name })),
  })),
  options: [...current.options.values()].map(({ key, name, values }) => ({
    key,
    name,
    values: [...values.values()].map(({ key: value, name: text, swatch }) => ({
      key: value,
      name: text,
      ...(swatch === null ? {} : { swatch }),
    })),
  })),
  brands: [...current.brands.values()],
})
