import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CatalogueFormat, CatalogueProduct, CatalogueReview, Place, RowFault } from './catalogue.ts'
import { countOf, eachRow, priceOf } from './rows.ts'
import { skip, type Skipped } from './skipped.ts'
import { TaxonomyBuilder } from './taxonomy-builder.ts'
import { digestOf, gtinOf, keyOf } from './words.ts'

const FILE = 'products.json'
const CURRENCY = 'USD'

interface Entry {
  id: number
  title: string
  description: string
  category: string
  price: number
  stock: number
  sku: string
  brand?: string
  tags?: string[]
  warrantyInformation?: string
  images?: string[]
  meta?: { barcode?: string }
  reviews?: { rating: number; comment: string; date: string; reviewerName: string }[]
}

/** One JSON document. Weights and sizes come without a unit, so nothing is said of them; pictures are elsewhere. */
export const dummyjson: CatalogueFormat = {
  name: 'dummyjson',
  fits: (folder) => existsSync(join(folder, FILE)),
  read(folder) {
    const faults: RowFault[] = []
    const skipped: Skipped = {}
    const taxonomy = new TaxonomyBuilder('dummyjson', { name: 'General store', position: 110 })
    const reviews: CatalogueReview[] = []
    const productOf = ({ entry, ...place }: Place & { entry: Entry }): CatalogueProduct => {
      const key = String(entry.id)
      const categoryKey = taxonomy.category([titled(entry.category)])
      skip(skipped, 'pictures on other servers', entry.images?.length)
      const product: CatalogueProduct = {
        ...place,
        key,
        categoryKey,
        brandKey: taxonomy.brand(entry.brand ?? ''),
        name: { en: entry.title },
        description: { en: entry.description },
        // What it says of returns is not for it to say: the mall takes goods back.
        attributes: taxonomy.attributes(categoryKey, [
          { name: 'Warranty', value: entry.warrantyInformation ?? '' },
        ]),
        optionKeys: [],
        taxCategory: entry.category === 'groceries' ? 'food' : 'standard',
        tags: (entry.tags ?? []).map((tag) => keyOf(tag)).slice(0, 20),
        pictures: [],
        variants: [
          {
            ...place,
            sku: entry.sku,
            options: {},
            prices: [priceOf(String(entry.price), CURRENCY)],
            onHand: countOf(String(entry.stock)),
            weightGrams: 0,
            gtin: gtinOf([entry.meta?.barcode ?? '']),
            pictures: [],
          },
        ],
      }
      for (const { rating, comment, date, reviewerName } of entry.reviews ?? [])
        reviews.push({
          ...place,
          key: digestOf(`${key} ${date} ${reviewerName} ${comment}`).slice(0, 32),
          productKey: key,
          author: reviewerName,
          rating,
          title: '',
          body: comment,
          locale: 'en',
          createdAt: date,
        })
      return product
    }
    const products = eachRow(readEntries(folder), faults, (row) => [productOf(row)])
    return { name: 'dummyjson', folder, taxonomy: taxonomy.build(), products, reviews, skipped, faults }
  },
}

const titled = (key: string): string => (key.charAt(0).toUpperCase() + key.slice(1)).replaceAll('-', ' ')

/** Each product, with the line on which its article number stands. */
function readEntries(folder: string): (Place & { entry: Entry })[] {
  const text = readFileSync(join(folder, FILE), 'utf8')
  const value = JSON.parse(text) as Entry[] | { products: Entry[] }
  let at = 0
  let line = 1
  return (Array.isArray(value) ? value : value.products).map((entry) => {
    const next = text.indexOf(JSON.stringify(entry.sku), at)
    if (next > at) {
      line += text.slice(at, next).split('\n').length - 1
      at = next
    }
    return { file: FILE, line, entry }
  })
}
