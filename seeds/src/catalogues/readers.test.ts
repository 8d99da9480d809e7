import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Catalogue } from './catalogue.ts'
import { findCatalogues } from './formats.ts'

const SAMPLES = fileURLToPath(new URL('../../catalogues/samples', import.meta.url))

const read = (folder: string): Catalogue => {
  const [first] = findCatalogues(folder)
  if (!first) throw new Error(`no catalogue in ${folder}`)
  return first()
}
const sample = (name: string) => read(`${SAMPLES}/${name}`)
const product = (catalogue: Catalogue, key: string) => catalogue.products.find((one) => one.key === key)
const faultsOf = ({ faults }: Catalogue) =>
  faults.map(({ file, line, reason }) => `${file}:${line} ${reason}`)
const pathOf = ({ taxonomy }: Catalogue, key: string | undefined): (string | undefined)[] => {
  const category = taxonomy.categories.find((one) => one.key === key)
  return category
    ? [...pathOf({ taxonomy } as Catalogue, category.parent ?? undefined), category.name.en]
    : []
}

describe('a folder', () => {
  it('of several catalogues is told by the files of each', () => {
    const found = findCatalogues(SAMPLES).map((one) => one().name)
    expect(found).toEqual(['dummyjson', 'grocery', 'icecat', 'luma', 'spree', 'vendure'])
  })

  it('without any, or that is not there, holds none', () => {
    expect(findCatalogues(`${SAMPLES}/luma/Review`)).toEqual([])
    expect(findCatalogues(`${SAMPLES}/nowhere`)).toEqual([])
  })
})

describe('luma', () => {
  const luma = sample('luma')

  it('makes one product of a configurable row and the simple rows it names', () => {
    expect(product(luma, 'CAPE')).toMatchObject({
      line: 4,
      name: { en: 'Rain Cape' },
      description: {
        en: 'Keeps the rain off a bicycle & its rider.\n• Seams taped.\n• Folds into its own pocket.',
      },
      attributes: { 'luma-material': 'Nylon, Recycled cotton®', 'luma-eco-collection': true },
      optionKeys: ['luma-size', 'colour'],
      pictures: ['images/c/cape-moss.jpg'],
    })
    expect(product(luma, 'CAPE')?.variants).toMatchObject([
      {
        line: 2,
        options: { 'luma-size': 's', colour: 'moss' },
        weightGrams: 680,
        onHand: 12,
        prices: [{ minor: 6400, currency: 'USD' }],
      },
      { line: 3, options: { 'luma-size': 'm', colour: 'moss' }, onHand: 0 },
    ])
    expect(pathOf(luma, product(luma, 'CAPE')?.categoryKey)).toEqual([
      'Sportswear & gear',
      'Women',
      'Jackets',
    ])
  })

  it('makes one product of gear rows that differ in size or colour only', () => {
    expect(product(luma, 'G-01')?.variants).toHaveLength(1)
    expect(product(luma, 'deck-strap')?.variants.map(({ options }) => options)).toEqual([
      { 'luma-size': '90-cm', colour: 'blue' },
      { 'luma-size': '120-cm', colour: 'blue' },
    ])
  })

  it('gives reviews of a variant to its product', () => {
    expect(luma.reviews.map(({ productKey, rating, author }) => [productKey, rating, author])).toEqual([
      ['CAPE', 5, 'Buyer 1'],
      ['G-01', 3, 'Buyer 2'],
      ['CAPE', 9, 'Buyer 4'],
    ])
  })

  it('counts what it leaves out, and names the rows that say too little', () => {
    expect(luma.skipped).toEqual({
      bundles: 1,
      'pictures that are not in the folder': 1,
      'reviews of goods that are not in it': 1,
    })
    expect(faultsOf(luma)).toEqual([
      'Configurable/products.csv:6 no row for the variant LOST-S',
      'Catalog/SimpleProduct/products_gear_bags.csv:9 "none" is no price in USD',
    ])
  })
})

describe('spree', () => {
  const spree = sample('spree')

  it('has texts in three languages, measures in grams and millimetres, and a price of its own in a second currency', () => {
    expect(product(spree, 'egg-kettle')).toMatchObject({
      name: { en: 'Egg Kettle', de: 'Eierkessel', fr: 'Bouilloire à œufs' },
      tags: ['kitchen', 'eggs'],
      attributes: { 'spree-wattage': '900w' },
      pictures: ['images/egg-kettle.webp'],
    })
    expect(product(spree, 'egg-kettle')?.variants).toMatchObject([
      {
        sku: 'EGG-RED',
        weightGrams: 907,
        lengthMm: 203,
        widthMm: 254,
        heightMm: 305,
        prices: [
          { minor: 3000, currency: 'USD' },
          { minor: 2900, currency: 'EUR' },
        ],
      },
      { sku: 'EGG-TEAL', prices: [{ minor: 3000, currency: 'USD' }] },
    ])
  })

  it('leaves out what is not sold, and a language that the mall does not speak', () => {
    expect(spree.skipped).toEqual({
      'products that are not active': 1,
      'pictures that are not in the folder': 1,
    })
    expect(faultsOf(spree)).toEqual(['product_translations.csv:4 "tlh" is no language of the mall'])
  })
})

describe('vendure', () => {
  const vendure = sample('vendure')

  it('takes rows without a name as further variants, and the names of categories from collections', () => {
    expect(product(vendure, 'stool')).toMatchObject({
      brandKey: 'legwork',
      description: { en: 'Three legs, one "wobble".' },
      optionKeys: ['vendure-height'],
    })
    expect(product(vendure, 'stool')?.variants.map(({ line, sku }) => [line, sku])).toEqual([
      [2, 'ST-45'],
      [3, 'ST-60'],
      [4, 'ST-60'],
    ])
    expect(pathOf(vendure, product(vendure, 'stool')?.categoryKey)).toEqual([
      'Department store',
      'House',
      'Seats',
    ])
    expect(product(vendure, 'fern')?.taxCategory).toBe('reduced')
  })
})

describe('grocery', () => {
  it('says where goods come from when it knows, and nothing when it does not', () => {
    const grocery = sample('grocery')
    expect(grocery.products.map(({ name, originCountry }) => [name.en, originCountry])).toEqual([
      ['Blood Orange', 'IT'],
      ['Winter Pear', undefined],
    ])
    expect(product(grocery, 'F-0')).toMatchObject({
      taxCategory: 'food',
      pictures: ['images/iconic/blood-orange.jpg'],
    })
  })
})

describe('dummyjson', () => {
  it('keeps a trade item number only if its last digit checks, and names the line of an entry with a fault', () => {
    const dummyjson = sample('dummyjson')
    expect(product(dummyjson, '1')?.variants[0]).toMatchObject({ gtin: '4012345000016', weightGrams: 0 })
    expect(dummyjson.reviews).toMatchObject([{ productKey: '1', rating: 4, body: 'Two hours, in truth.' }])
    expect(faultsOf(dummyjson)).toEqual(['products.json:31 "0" is no price in USD'])
  })
})

describe('icecat', () => {
  const icecat = sample('icecat')

  it('has kinds, facts, tariff code, origin and measures of what a line says', () => {
    expect(pathOf(icecat, product(icecat, '7')?.categoryKey)).toEqual([
      'Computers & electronics',
      'Notebooks & tablets',
    ])
    expect(product(icecat, '7')).toMatchObject({
      description: { en: 'A notebook that does not hum.\nFanless.' },
      attributes: {
        'icecat-product-colour': 'grey',
        'icecat-display-diagonal': 14,
        'icecat-bluetooth': true,
      },
      originCountry: 'KR',
      hsCode: '847130',
    })
    expect(product(icecat, '7')?.variants[0]).toMatchObject({
      gtin: '4012345000016',
      weightGrams: 1640,
      widthMm: 321,
    })
  })

  it('takes one brand for one, however it is written, and says nothing of a country that is none', () => {
    expect(icecat.products.map(({ brandKey }) => brandKey)).toEqual(['quietus', 'quietus'])
    expect(icecat.taxonomy.brands).toEqual([{ key: 'quietus', name: 'Quietus' }])
    expect(product(icecat, '9')?.originCountry).toBeUndefined()
  })

  it('names a line that is no JSON', () => {
    expect(faultsOf(icecat)).toEqual([expect.stringMatching(/^products\.jsonl:2 Unterminated string/)])
  })
})

// Real catalogues lie beside the repository where there are any; none of them is part of it.
const DATA = fileURLToPath(new URL('../../../../shared/data', import.meta.url))

const absent = !existsSync(DATA)
describe.skipIf(absent)(
  `the real catalogues beside the repository${absent ? ', of which there are none' : ''}`,
  () => {
    it.each([
      ['luma', 181, 1891],
      ['spree', 37, 87],
      ['vendure', 54, 88],
      ['grocery', 81, 81],
      ['dummyjson', 194, 194],
      ['icecat-electronics', 12_000, 12_000],
    ])('%s: %i products, %i variants, no row that cannot be read', (name, products, variants) => {
      const catalogue = read(`${DATA}/${name}`)
      expect(catalogue.faults).toEqual([])
      expect(catalogue.products).toHaveLength(products)
      expect(catalogue.products.flatMap((one) => one.variants)).toHaveLength(variants)
    })
  },
)
