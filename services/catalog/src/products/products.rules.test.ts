import { describe, expect, it } from 'vitest'
import { assembleTaxonomy } from '../taxonomy/taxonomy.ts'
import { combinationOf, faultsOf, pictureIdsOf, type ProductInput } from './products.rules.ts'

const value = (id: number, key: string) => ({ id, key, swatch: null, name: { en: key }, byMachine: [] })
const attribute = (
  id: number,
  kind: 'attribute' | 'option',
  key: string,
  type: 'select' | 'number' | 'boolean' | 'text',
) => ({
  id,
  kind,
  key,
  type,
  unit: null,
  name: { en: key },
  byMachine: [],
  values: type === 'select' ? [value(id * 10, 'blue'), value(id * 10 + 1, 'red')] : [],
})
const taxonomy = assembleTaxonomy({
  version: 1,
  attributes: [
    attribute(1, 'attribute', 'glaze', 'select'),
    attribute(2, 'attribute', 'capacityMl', 'number'),
    attribute(3, 'attribute', 'dishwasherSafe', 'boolean'),
    attribute(4, 'option', 'colour', 'select'),
    attribute(5, 'option', 'rim', 'select'),
  ],
  categories: [
    {
      id: 'cat_b',
      key: 'cups',
      parentId: 'cat_a',
      position: 0,
      version: 1,
      name: {},
      byMachine: [],
      slug: {},
      formerly: [],
      attributes: [],
    },
    {
      id: 'cat_a',
      key: 'home',
      parentId: null,
      position: 0,
      version: 1,
      name: {},
      byMachine: [],
      slug: {},
      formerly: [],
      attributes: [],
    },
  ],
  brands: [{ id: 'brd_a', key: 'kiln', name: 'Kiln' }],
  languageRules: [],
})
const cup: ProductInput = {
  categoryKey: 'cups',
  brandKey: 'kiln',
  name: { en: 'Cup' },
  description: {},
  attributes: { glaze: 'blue', capacityMl: 250, dishwasherSafe: true },
  optionKeys: ['colour'],
  originCountry: 'JP',
  taxCategory: 'standard',
  variants: [
    { sku: 'A', options: { colour: 'blue' }, weightGrams: 200, pictureIds: ['fil_2'] },
    { sku: 'B', options: { colour: 'red' }, weightGrams: 200 },
  ],
  pictureIds: ['fil_1', 'fil_2'],
}
const faults = (change: Partial<ProductInput>) =>
  faultsOf({ ...cup, ...change }, taxonomy).map(({ path, code }) => `${path} ${code}`)

describe('a product', () => {
  it('that is whole has no faults', () => {
    expect(faults({})).toEqual([])
    expect(
      faults({ brandKey: undefined, optionKeys: [], variants: [{ sku: 'A', options: {}, weightGrams: 1 }] }),
    ).toEqual([])
  })

  it('needs a name, and a category and a brand that exist', () => {
    expect(faults({ name: { en: '' }, categoryKey: 'boats', brandKey: 'nobody' })).toEqual([
      'name catalog.name-missing',
      'categoryKey catalog.unknown-category',
      'brandKey catalog.unknown-brand',
    ])
  })

  it('takes only attributes that are defined, with values of their type', () => {
    expect(
      faults({ attributes: { glaze: 'green', capacityMl: '250', dishwasherSafe: 'yes', weight: 3 } }),
    ).toEqual([
      'attributes.glaze catalog.unknown-attribute',
      'attributes.capacityMl catalog.unknown-attribute',
      'attributes.dishwasherSafe catalog.unknown-attribute',
      'attributes.weight catalog.unknown-attribute',
    ])
    expect(faults({ attributes: { capacityMl: Number.NaN } })).toHaveLength(1)
  })

  it('asks every variant for each of its options and no other', () => {
    const variants: ProductInput['variants'] = [
      { sku: 'A', options: {}, weightGrams: 1 },
      { sku: 'B', options: { colour: 'red', rim: 'blue' }, weightGrams: 1 },
      { sku: 'C', options: { colour: 'pink' }, weightGrams: 1 },
    ]
    expect(faults({ variants })).toEqual([
      'variants.0.options.colour catalog.unknown-option',
      'variants.1.options.rim catalog.unknown-option',
      'variants.2.options.colour catalog.unknown-option',
    ])
    expect(faults({ optionKeys: ['colour', 'colour'] })).toContain('optionKeys.1 catalog.unknown-option')
  })

  it('has no two variants alike, in options or in article number', () => {
    const [first] = cup.variants
    const variants = first ? [first, { ...first }] : []
    expect(faults({ variants })).toEqual([
      'variants.1.options catalog.same-options-twice',
      'variants.1.sku catalog.sku-taken',
    ])
  })

  it('tells variants apart whatever the order of their options', () => {
    expect(combinationOf(['colour', 'rim'], { rim: 'red', colour: 'blue' })).toBe('colour=blue;rim=red')
    expect(combinationOf([], {})).toBe('')
  })

  it('shows each picture once', () => {
    expect(pictureIdsOf(cup)).toEqual(['fil_1', 'fil_2'])
  })
})

describe('a category', () => {
  it('knows its way from the root, in whatever order rows come', () => {
    expect(taxonomy.categories.get('cat_b')?.path.map(({ key }) => key)).toEqual(['home', 'cups'])
    expect(taxonomy.categories.get('cat_a')?.path.map(({ key }) => key)).toEqual(['home'])
  })
})
