import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { decodeHTML } from 'entities'
import type {
  CatalogueFormat,
  CatalogueProduct,
  CatalogueReview,
  CatalogueVariant,
  RowFault,
} from './catalogue.ts'
import { readGear } from './luma-gear.ts'
import { CURRENCY, factsOf, imageOf, titled } from './luma-words.ts'
import { picturesIn } from './pictures.ts'
import { countOf, eachRow, gramsOf, priceOf, readCsv, RowError, type Row } from './rows.ts'
import { skip, type Skipped } from './skipped.ts'
import { TaxonomyBuilder } from './taxonomy-builder.ts'
import { digestOf, plainText } from './words.ts'

const FILE = 'Configurable/products.csv'
const REVIEWS = 'Review/products_reviews.csv'
/** The unit in which a fresh Magento weighs. */
const WEIGHT_UNIT = 'lb'
/** The reviews carry no dates, and each needs one. */
const REVIEWED_AT = '2016-01-01T00:00:00.000Z'
/** Kinds of goods that are parcels of other goods, or no parcels at all. */
const LEFT_OUT = {
  'Bundle/*_bundle.csv': 'bundles',
  'GroupedProduct/*_grouped.csv': 'grouped products',
  'Downloadable/products_*.csv': 'downloads',
} as const

/** Magento's sample data: configurable clothes with their simple variants, gear, reviews. */
export const luma: CatalogueFormat = {
  name: 'luma',
  fits: (folder) => existsSync(join(folder, FILE)),
  read(folder) {
    const faults: RowFault[] = []
    const skipped: Skipped = {}
    const taxonomy = new TaxonomyBuilder('luma', { name: 'Sportswear & gear', position: 100 })
    const pictures = picturesIn(folder, skipped)
    const clothes = readClothes(readCsv(folder, FILE, faults), taxonomy, pictures, faults)
    const gear = readGear(folder, taxonomy, pictures, faults)
    for (const [pattern, what] of Object.entries(LEFT_OUT))
      for (const file of globSync(pattern, { cwd: folder }))
        if (!file.includes('images_')) skip(skipped, what, readCsv(folder, file, faults).length)
    const products = [...clothes, ...gear]
    const reviews = readReviews(folder, products, skipped, faults)
    return { name: 'luma', folder, taxonomy: taxonomy.build(), products, reviews, skipped, faults }
  },
}

function readClothes(
  rows: readonly Row[],
  taxonomy: TaxonomyBuilder,
  pictures: (files: readonly string[]) => string[],
  faults: RowFault[],
): CatalogueProduct[] {
  const simple = new Map(
    rows.flatMap((row) => (row.cell('product_type') === 'simple' ? [[row.cell('sku'), row] as const] : [])),
  )
  const variantOf = (variation: Readonly<Record<string, string>>): CatalogueVariant => {
    const { sku = '', ...values } = variation
    const row = simple.get(sku)
    if (!row) throw new RowError(`no row for the variant ${sku}`)
    return {
      file: row.file,
      line: row.line,
      sku,
      options: Object.fromEntries(
        Object.entries(values).map(([code, value]) => {
          const option = taxonomy.option(titled(code))
          return [option.key, option.value(decodeHTML(value))]
        }),
      ),
      prices: [priceOf(row.cell('price'), CURRENCY)],
      onHand: countOf(row.cell('qty')),
      weightGrams: gramsOf(row.cell('weight'), WEIGHT_UNIT),
      pictures: pictures([imageOf(row.cell('base_image'))]),
    }
  }
  return eachRow(
    rows.filter((row) => row.cell('product_type') === 'configurable'),
    faults,
    (row): CatalogueProduct[] => {
      const categoryKey = taxonomy.category(pathOf(row.cell('categories')))
      const variants = row.cell('configurable_variations').split('|').map(pairsOf).map(variantOf)
      return [
        {
          file: row.file,
          line: row.line,
          key: row.cell('sku'),
          categoryKey,
          name: { en: decodeHTML(row.cell('name')) },
          description: { en: plainText(row.cell('description')) },
          attributes: taxonomy.attributes(
            categoryKey,
            factsOf(pairsOf(row.cell('additional_attributes')), '|'),
          ),
          optionKeys: [...new Set(variants.flatMap(({ options }) => Object.keys(options)))],
          originCountry: undefined,
          taxCategory: 'standard',
          tags: [],
          pictures: pictures(
            [row.cell('base_image'), ...row.cell('additional_images').split(',')].map(imageOf),
          ),
          variants,
        },
      ]
    },
  )
}

/** Reviews name an article; those of variants are reviews of their product. */
function readReviews(
  folder: string,
  products: readonly CatalogueProduct[],
  skipped: Skipped,
  faults: RowFault[],
): CatalogueReview[] {
  if (!existsSync(join(folder, REVIEWS))) return []
  const productOf = new Map(
    products.flatMap(
      ({ key, variants }) => [[key, key], ...variants.map(({ sku }) => [sku, key])] as [string, string][],
    ),
  )
  return eachRow(readCsv(folder, REVIEWS, faults), faults, (row) => {
    const productKey = productOf.get(row.cell('sku'))
    if (productKey === undefined) {
      skip(skipped, 'reviews of goods that are not in it')
      return []
    }
    const text = [row.cell('sku'), row.cell('reviewer'), row.cell('title'), row.cell('review')]
    return [
      {
        file: row.file,
        line: row.line,
        key: digestOf(text.join('\n')).slice(0, 32),
        productKey,
        author: row.cell('reviewer'),
        rating: countOf(row.cell('rating_value')),
        title: row.cell('title'),
        body: row.cell('review'),
        locale: 'en',
        createdAt: REVIEWED_AT,
      },
    ]
  })
}

/** `size=XS,color=Black`; a comma belongs to a value unless a name follows. */
const pairsOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split(/,(?=\w+=)/).flatMap((pair) => {
      const at = pair.indexOf('=')
      return at < 0 ? [] : [[pair.slice(0, at), pair.slice(at + 1)]]
    }),
  )

/** The first path that leads to a kind of goods, not to a campaign. */
function pathOf(categories: string): string[] {
  const paths = categories.split(',').map((path) => path.split('/').slice(1))
  return paths.find(([first]) => first !== undefined && !/^(Collections|Promotions)$/.test(first)) ?? []
}
