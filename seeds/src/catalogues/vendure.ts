import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CatalogueFormat, CatalogueProduct, CatalogueVariant, RowFault } from './catalogue.ts'
import { picturesIn } from './pictures.ts'
import { countOf, eachRow, priceOf, readCsv, RowError, type Row } from './rows.ts'
import type { Skipped } from './skipped.ts'
import { TaxonomyBuilder, type Fact } from './taxonomy-builder.ts'

const FILE = 'products.csv'
const COLLECTIONS = 'initial-data.json'
/** Of Vendure's default channel; the file names no currency. */
const CURRENCY = 'USD'

interface Collection {
  name: string
  filters: { args: { facetValueNames?: string[] } }[]
}

/** A product's row names it; rows without a name below it are its further variants. */
export const vendure: CatalogueFormat = {
  name: 'vendure',
  fits: (folder) =>
    existsSync(join(folder, FILE)) &&
    /^\W*name\s*,\s*slug\s*,/.test(readFileSync(join(folder, FILE), 'utf8')),
  read(folder) {
    const faults: RowFault[] = []
    const skipped: Skipped = {}
    const taxonomy = new TaxonomyBuilder('vendure', { name: 'Department store', position: 130 })
    const pictures = picturesIn(folder, skipped)
    const nameOf = readCollections(folder)
    const products: CatalogueProduct[] = []
    let optionNames: string[] = []

    const begin = (row: Row) => {
      const facets = facetsOf(row.cell('facets'))
      const categoryKey = taxonomy.category(
        facets.flatMap(([key, value]) => (key === 'category' ? nameOf(value) : [])),
      )
      const brand = facets.find(([key]) => key === 'brand')?.[1] ?? ''
      const facts = facets.flatMap(([name, value]): Fact[] =>
        name === 'category' || name === 'brand'
          ? []
          : [{ name: titled(name), value: titled(value), filter: true }],
      )
      optionNames = splitBar(row.cell('optionGroups'))
      products.push({
        file: row.file,
        line: row.line,
        key: row.cell('slug'),
        categoryKey,
        brandKey: taxonomy.brand(brand),
        name: { en: row.cell('name') },
        description: { en: row.cell('description') },
        attributes: taxonomy.attributes(categoryKey, facts),
        optionKeys: optionNames.map((name) => taxonomy.option(titled(name)).key),
        taxCategory: row.cell('taxCategory') === 'reduced' ? 'reduced' : 'standard',
        tags: [],
        pictures: pictures(imagesOf(row.cell('assets'))),
        variants: [],
      })
    }
    const variantOf = (row: Row): CatalogueVariant => {
      const values = splitBar(row.cell('optionValues'))
      if (values.length !== optionNames.length)
        throw new RowError(`${values.length} option values for ${optionNames.length} options`)
      return {
        file: row.file,
        line: row.line,
        sku: row.cell('sku'),
        options: Object.fromEntries(
          optionNames.map((name, index) => {
            const option = taxonomy.option(titled(name))
            return [option.key, option.value(titled(values[index] ?? ''))]
          }),
        ),
        prices: [priceOf(row.cell('price'), CURRENCY)],
        onHand: countOf(row.cell('stockOnHand')),
        weightGrams: 0,
        pictures: pictures(imagesOf(row.cell('variantAssets'))),
      }
    }
    eachRow(readCsv(folder, FILE, faults), faults, (row) => {
      if (row.cell('name') !== '') begin(row)
      const product = products.at(-1)
      if (!product) throw new RowError('a variant without a product above it')
      product.variants.push(variantOf(row))
      return []
    })
    return { name: 'vendure', folder, taxonomy: taxonomy.build(), products, reviews: [], skipped, faults }
  },
}

const splitBar = (text: string): string[] =>
  text
    .split('|')
    .map((part) => part.trim())
    .filter(Boolean)
const imagesOf = (text: string): string[] => splitBar(text).map((file) => `images/${file}`)
const titled = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const facetsOf = (text: string): [string, string][] =>
  splitBar(text).map((facet) => {
    const at = facet.indexOf(':')
    return [facet.slice(0, at).trim(), facet.slice(at + 1).trim()]
  })

/** Categories are facets; the shop's collections give them their names. */
function readCollections(folder: string): (facet: string) => string {
  if (!existsSync(join(folder, COLLECTIONS))) return (facet) => facet
  const { collections = [] } = JSON.parse(readFileSync(join(folder, COLLECTIONS), 'utf8')) as {
    collections?: Collection[]
  }
  const names = new Map(
    collections.flatMap(({ name, filters }) =>
      filters.flatMap(({ args }) => (args.facetValueNames ?? []).map((facet) => [facet, name] as const)),
    ),
  )
  return (facet) => names.get(facet) ?? facet
}
