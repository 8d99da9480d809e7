import { globSync } from 'node:fs'
import { decodeHTML } from 'entities'
import type { CatalogueProduct, CatalogueVariant, RowFault } from './catalogue.ts'
import { CURRENCY, factsOf, imageOf } from './luma-words.ts'
import { countOf, eachRow, priceOf, readCsv, type Row } from './rows.ts'
import type { TaxonomyBuilder } from './taxonomy-builder.ts'
import { keyOf, plainText } from './words.ts'

const FOLDER = 'Catalog/SimpleProduct'
const CODES = [
  'activity',
  'category_gear',
  'gender',
  'material',
  'pattern',
  'features_bags',
  'strap_bags',
  'style_bags',
  'eco_collection',
  'performance_fabric',
]
const OPTIONS = ['size', 'color']
/** Not shown by themselves: the sizes and colours of one thing, named by their set of attributes. */
const PART = '1'

/** Bags, watches and fitness equipment; rows that are sizes or colours of one thing become its variants. */
export function readGear(
  folder: string,
  taxonomy: TaxonomyBuilder,
  pictures: (files: readonly string[]) => string[],
  faults: RowFault[],
): CatalogueProduct[] {
  const images = new Map<string, string[]>()
  for (const row of readAll(folder, 'images_*.csv', faults)) {
    const sku = row.cell('sku')
    images.set(sku, [...(images.get(sku) ?? []), imageOf(row.cell('image'))])
  }
  const products = new Map<string, CatalogueProduct>()
  eachRow(readAll(folder, 'products_*.csv', faults), faults, (row) => {
    const isPart = row.cell('visibility') === PART
    const options = OPTIONS.filter((code) => isPart && row.cell(code) !== '').map((code) => {
      const option = taxonomy.option(code.charAt(0).toUpperCase() + code.slice(1))
      return [option.key, option.value(row.cell(code))] as const
    })
    const shown = pictures(images.get(row.cell('sku')) ?? [])
    const variant: CatalogueVariant = {
      file: row.file,
      line: row.line,
      sku: row.cell('sku'),
      options: Object.fromEntries(options),
      prices: [priceOf(row.cell('price'), CURRENCY)],
      onHand: countOf(row.cell('qty')),
      weightGrams: 0,
      pictures: isPart ? shown : [],
    }
    const key = isPart ? keyOf(row.cell('attribute_set')) : row.cell('sku')
    const product = products.get(key) ?? productOf(row, key, isPart, taxonomy, shown)
    product.optionKeys = [...new Set([...product.optionKeys, ...options.map(([option]) => option)])]
    product.variants.push(variant)
    products.set(key, product)
    return []
  })
  return [...products.values()]
}

function productOf(
  row: Row,
  key: string,
  isPart: boolean,
  taxonomy: TaxonomyBuilder,
  pictures: string[],
): CatalogueProduct {
  const names = row
    .cell('category')
    .split('\n')
    .map((name) => name.trim())
  const categoryKey = taxonomy.category(names.slice(0, 2))
  return {
    file: row.file,
    line: row.line,
    key,
    categoryKey,
    name: { en: decodeHTML(isPart ? row.cell('attribute_set') : row.cell('name')) },
    description: { en: plainText(row.cell('description')) },
    attributes: taxonomy.attributes(
      categoryKey,
      factsOf(Object.fromEntries(CODES.map((code) => [code, row.cell(code)])), '\n'),
    ),
    optionKeys: [],
    taxCategory: 'standard',
    tags: [],
    pictures,
    variants: [],
  }
}

const readAll = (folder: string, pattern: string, faults: RowFault[]): Row[] =>
  globSync(`${FOLDER}/${pattern}`, { cwd: folder })
    .sort()
    .flatMap((file) => readCsv(folder, file, faults))
