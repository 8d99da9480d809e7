import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isLocale, type LocalizedText } from '@tradewind/kernel'
import type { CatalogueFormat, CatalogueProduct, CatalogueVariant, RowFault } from './catalogue.ts'
import { picturesIn } from './pictures.ts'
import { countOf, eachRow, gramsOf, millimetresOf, priceOf, readCsv, RowError, type Row } from './rows.ts'
import { skip, type Skipped } from './skipped.ts'
import { TaxonomyBuilder } from './taxonomy-builder.ts'
import { keyOf } from './words.ts'

const FILE = 'products.csv'
const TRANSLATIONS = 'product_translations.csv'
const CUSTOM_FIELDS = [
  'wattage',
  'voltage',
  'warranty',
  'capacity',
  'runtime',
  'room_coverage',
  'noise_level',
  'connectivity',
]

/** A row with a name is a product, one with options a variant of it, one with neither a price in another currency. */
export const spree: CatalogueFormat = {
  name: 'spree',
  fits: (folder) => existsSync(join(folder, FILE)) && existsSync(join(folder, TRANSLATIONS)),
  read(folder) {
    const faults: RowFault[] = []
    const skipped: Skipped = {}
    const taxonomy = new TaxonomyBuilder('spree', { name: 'Home appliances', position: 120 })
    const pictures = picturesIn(folder, skipped)
    const pictureOf = (row: Row) => {
      const name = basename(row.cell('image1_src'))
      return pictures(name === '' ? [] : [`images/${name}`])
    }
    const products = new Map<string, CatalogueProduct>()
    const variants = new Map<string, CatalogueVariant>()

    const addProduct = (row: Row) => {
      const categoryKey = taxonomy.category(
        row
          .cell('category1')
          .split('->')
          .map((name) => name.trim())
          .filter(Boolean),
      )
      products.set(row.cell('slug'), {
        file: row.file,
        line: row.line,
        key: row.cell('slug'),
        categoryKey,
        name: { en: row.cell('name') },
        description: { en: row.cell('description') },
        attributes: taxonomy.attributes(
          categoryKey,
          CUSTOM_FIELDS.map((field) => ({
            name: titled(field),
            value: row.cell(`custom_field.custom.${field}`),
            filter: true,
          })),
        ),
        optionKeys: [],
        taxCategory: 'standard',
        tags: row
          .cell('tags')
          .split(',')
          .map((tag) => tag.trim())
          .filter(Boolean)
          .map((tag) => keyOf(tag))
          .slice(0, 20),
        pictures: pictureOf(row),
        variants: [],
      })
    }
    const addVariant = (row: Row, product: CatalogueProduct) => {
      const unit = row.cell('dimensions_unit')
      const chosen = ['option1', 'option2'].flatMap((name) => {
        if (row.cell(`${name}_name`) === '') return []
        const option = taxonomy.option(row.cell(`${name}_name`))
        return [[option.key, option.value(row.cell(`${name}_value`))] as const]
      })
      const variant: CatalogueVariant = {
        file: row.file,
        line: row.line,
        sku: row.cell('sku'),
        options: Object.fromEntries(chosen),
        prices: [priceOf(row.cell('price'), row.cell('currency'))],
        onHand: row.cell('track_inventory') === 'TRUE' ? countOf(row.cell('inventory_count')) : 0,
        weightGrams: gramsOf(row.cell('weight'), row.cell('weight_unit')),
        lengthMm: millimetresOf(row.cell('depth'), unit),
        widthMm: millimetresOf(row.cell('width'), unit),
        heightMm: millimetresOf(row.cell('height'), unit),
        pictures: pictureOf(row),
      }
      product.optionKeys = [...new Set([...product.optionKeys, ...Object.keys(variant.options)])]
      product.variants.push(variant)
      variants.set(variant.sku, variant)
    }
    eachRow(readCsv(folder, FILE, faults), faults, (row) => {
      if (row.cell('name') !== '') {
        if (row.cell('status') === 'active') addProduct(row)
        else skip(skipped, 'products that are not active')
        return []
      }
      const product = products.get(row.cell('slug'))
      const variant = variants.get(row.cell('sku'))
      if (variant) variant.prices.push(priceOf(row.cell('price'), row.cell('currency')))
      else if (product) addVariant(row, product)
      else throw new RowError(`no product ${row.cell('slug')} above it`)
      return []
    })
    translate(readCsv(folder, TRANSLATIONS, faults), products, faults)
    return {
      name: 'spree',
      folder,
      taxonomy: taxonomy.build(),
      products: [...products.values()],
      reviews: [],
      skipped,
      faults,
    }
  },
}

function translate(
  rows: readonly Row[],
  products: ReadonlyMap<string, CatalogueProduct>,
  faults: RowFault[],
): void {
  eachRow(rows, faults, (row) => {
    const product = products.get(row.cell('slug'))
    const locale = row.cell('locale')
    if (!product) throw new RowError(`no product ${row.cell('slug')}`)
    if (!isLocale(locale)) throw new RowError(`"${locale}" is no language of the mall`)
    const put = (text: LocalizedText, value: string) => {
      if (value !== '') text[locale] = value
    }
    put(product.name, row.cell('name'))
    put(product.description, row.cell('description'))
    return []
  })
}

const titled = (field: string): string =>
  (field.charAt(0).toUpperCase() + field.slice(1)).replaceAll('_', ' ')
