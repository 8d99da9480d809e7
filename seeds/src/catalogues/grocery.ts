import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { money } from '@tradewind/kernel'
import type { CatalogueFormat, CatalogueProduct, RowFault } from './catalogue.ts'
import { picturesIn } from './pictures.ts'
import { countOf, eachRow, readCsv, type Row } from './rows.ts'
import type { Skipped } from './skipped.ts'
import { TaxonomyBuilder } from './taxonomy-builder.ts'
import { countryOf } from './words.ts'

const FILE = 'products.csv'
/** The file says nothing of stock. */
const ON_HAND = 100

/** Food with photographs. Nothing is said of prices: each gets one between 0.79 and 3.69 by its number. */
export const grocery: CatalogueFormat = {
  name: 'grocery',
  fits: (folder) =>
    existsSync(join(folder, FILE)) && readFileSync(join(folder, FILE), 'utf8').includes(',iconic_image'),
  read(folder) {
    const faults: RowFault[] = []
    const skipped: Skipped = {}
    const taxonomy = new TaxonomyBuilder('grocery', { name: 'Groceries', position: 105 })
    const pictures = picturesIn(folder, skipped)
    const productOf = (row: Row): CatalogueProduct => {
      const files = [row.cell('iconic_image'), ...row.cell('photos').split('|')]
      return {
        file: row.file,
        line: row.line,
        key: row.cell('sku'),
        categoryKey: taxonomy.category([row.cell('category'), row.cell('subcategory')].map(spaced)),
        name: { en: spaced(row.cell('name')) },
        description: { en: row.cell('description') },
        attributes: {},
        optionKeys: [],
        originCountry: countryOf(row.cell('country_of_origin')),
        taxCategory: 'food',
        tags: [],
        pictures: pictures(files.flatMap((file) => (file === '' ? [] : [`images/${file}`]))),
        variants: [
          {
            file: row.file,
            line: row.line,
            sku: row.cell('sku'),
            options: {},
            prices: [money(79 + ((countOf(row.cell('class_id')) * 70) % 300), 'EUR')],
            onHand: ON_HAND,
            weightGrams: 0,
            pictures: [],
          },
        ],
      }
    }
    const products = eachRow(readCsv(folder, FILE, faults), faults, (row) => [productOf(row)])
    return { name: 'grocery', folder, taxonomy: taxonomy.build(), products, reviews: [], skipped, faults }
  },
}

const spaced = (name: string): string => name.replaceAll('-', ' ')
