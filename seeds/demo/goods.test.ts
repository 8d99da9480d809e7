import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface Variant {
  sku: string
  options: Record<string, string>
  weightGrams: number
  lengthMm: number
  widthMm: number
  heightMm: number
  price: { minor: number; currency: string }
  picture: string
}

interface Good {
  key: string
  category: string
  brand: string | null
  origin: string
  hsCode: string
  gtin: string
  attributes: Record<string, string | number | boolean>
  options: string[]
  variants: Variant[]
  pictures: string[]
  tags: string[]
}

interface Category {
  key: string
  parent: string | null
  attributes: string[]
  filterable: string[]
}

interface Attribute {
  key: string
  type: 'select' | 'number' | 'boolean' | 'text'
  unit?: string
  values?: string[]
}

interface Option {
  key: string
  values: { key: string; swatch?: string }[]
}

type Texts = Record<string, { name: string; description: string }>

const here = (path: string) => new URL(path, import.meta.url)
const read = <T>(path: string): T => JSON.parse(readFileSync(here(path), 'utf8')) as T
const regions = 'cn tw gb jp kr de es fr pt ru ae id it my th vn mm'.split(' ')

const goods = regions.flatMap((region) => read<Good[]>(`goods/${region}.json`))
const texts = Object.assign({}, ...regions.map((region) => read<Texts>(`texts/en/${region}.json`))) as Texts
const categories = read<Category[]>('categories.json')
const attributes = read<Attribute[]>('attributes.json')
const options = read<Option[]>('options.json')
const brands = read<{ key: string; name: string }[]>('brands.json')
const words = read<Record<string, string>>('vocabulary/en.json')

const pictures = goods.flatMap((good) => good.pictures)
const repeated = (values: string[]) => values.filter((value, at) => values.indexOf(value) !== at)

function checkDigit(gtin: string): number {
  const sum = Array.from(gtin.slice(0, 12)).reduce(
    (all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 1 : 3),
    0,
  )
  return (10 - (sum % 10)) % 10
}

describe('goods', () => {
  it('are 184, of which at least 62 come in two to six variants', () => {
    expect(goods).toHaveLength(184)
    expect(goods.filter((good) => good.variants.length > 1).length).toBeGreaterThanOrEqual(62)
    for (const good of goods) {
      expect(good.variants.length, good.key).toBeGreaterThanOrEqual(1)
      expect(good.variants.length, good.key).toBeLessThanOrEqual(6)
    }
  })

  it('lie in one file for each region and nowhere else', () => {
    const files = regions.map((region) => `${region}.json`).sort()
    expect(readdirSync(here('goods')).sort()).toEqual(files)
    // the house's own texts lie beside those of the regions
    const told = readdirSync(here('texts/en')).filter((file) => !['house.json', 'legal.json'].includes(file))
    expect(told.sort()).toEqual(files)
  })

  it('have keys, SKUs, GTINs and pictures of their own', () => {
    expect(repeated(goods.map((good) => good.key))).toEqual([])
    expect(repeated(goods.flatMap((good) => good.variants.map((variant) => variant.sku)))).toEqual([])
    expect(repeated(goods.map((good) => good.gtin))).toEqual([])
    expect(repeated(pictures)).toEqual([])
  })

  it('carry well-formed codes', () => {
    for (const good of goods) {
      expect(good.key).toMatch(/^[a-z]{2}(-[a-z]+)+$/)
      expect(good.origin, good.key).toMatch(/^[A-Z]{2}$/)
      expect(good.hsCode, good.key).toMatch(/^\d{6}$/)
      expect(Number(good.hsCode.slice(0, 2)), good.key).toBeLessThanOrEqual(97)
      expect(good.gtin, good.key).toMatch(/^2\d{12}$/)
      expect(Number(good.gtin.at(-1)), good.key).toBe(checkDigit(good.gtin))
    }
  })

  it('have plausible measures and prices', () => {
    for (const variant of goods.flatMap((good) => good.variants)) {
      for (const measure of [variant.weightGrams, variant.lengthMm, variant.widthMm, variant.heightMm]) {
        expect(Number.isInteger(measure) && measure > 0, variant.sku).toBe(true)
      }
      expect(variant.price.currency).toBe('EUR')
      expect(variant.price.minor, variant.sku).toBeGreaterThanOrEqual(400)
      expect(variant.price.minor, variant.sku).toBeLessThanOrEqual(40000)
    }
  })

  it('name each variant by its options, once', () => {
    for (const good of goods) {
      for (const variant of good.variants) {
        expect(Object.keys(variant.options), variant.sku).toEqual(good.options)
        expect(good.pictures, variant.sku).toContain(variant.picture)
        for (const [key, value] of Object.entries(variant.options)) {
          const option = options.find((one) => one.key === key)
          expect(
            option?.values.map((one) => one.key),
            variant.sku,
          ).toContain(value)
        }
      }
      expect(repeated(good.variants.map((variant) => JSON.stringify(variant.options))), good.key).toEqual([])
      expect(good.options.length > 0, good.key).toBe(good.variants.length > 1)
    }
  })

  it('come from a known workshop or from none', () => {
    const known = new Set<string | null>([null, ...brands.map((brand) => brand.key)])
    expect(goods.filter((good) => !known.has(good.brand))).toEqual([])
    for (const brand of brands)
      expect(
        goods.some((good) => good.brand === brand.key),
        brand.key,
      ).toBe(true)
  })

  it('give their attributes in the form which the attribute asks for', () => {
    for (const good of goods) {
      const category = categories.find((one) => one.key === good.category)
      for (const [key, value] of Object.entries(good.attributes)) {
        const attribute = attributes.find((one) => one.key === key)
        const where = `${good.key} ${key}`
        expect(category?.attributes, where).toContain(key)
        if (attribute?.type === 'select') expect(attribute.values, where).toContain(value)
        else if (attribute?.type === 'number') expect(Number(value), where).toBeGreaterThan(0)
        else expect(typeof value, where).toBe(attribute?.type === 'boolean' ? 'boolean' : 'string')
      }
    }
  })
})

describe('categories', () => {
  const parents = new Set(categories.map((category) => category.parent))
  const leaves = categories.filter((category) => !parents.has(category.key))

  it('form a tree of two levels', () => {
    expect(repeated(categories.map((category) => category.key))).toEqual([])
    const top = categories.filter((category) => category.parent === null).map((category) => category.key)
    for (const leaf of leaves) expect(top).toContain(leaf.parent)
    expect(leaves.length + top.length).toBe(categories.length)
  })

  it('hold every good in a leaf, and at least five goods in each', () => {
    for (const good of goods)
      expect(
        leaves.map((leaf) => leaf.key),
        good.key,
      ).toContain(good.category)
    for (const leaf of leaves) {
      expect(goods.filter((good) => good.category === leaf.key).length, leaf.key).toBeGreaterThanOrEqual(5)
    }
  })

  it('know the attributes which they show and filter by', () => {
    for (const category of categories) {
      for (const key of category.attributes) expect(attributes.map((one) => one.key)).toContain(key)
      for (const key of category.filterable) expect(category.attributes, category.key).toContain(key)
    }
  })
})

describe('English texts', () => {
  it('exist for every good and for nothing else', () => {
    expect(Object.keys(texts).sort()).toEqual(goods.map((good) => good.key).sort())
  })

  it('stay within their length and keep a quiet voice', () => {
    for (const [key, { name, description }] of Object.entries(texts)) {
      expect(name.length, key).toBeGreaterThan(0)
      expect(name.length, key).toBeLessThanOrEqual(60)
      const count = description.split(/\s+/).length
      expect(count, key).toBeGreaterThanOrEqual(25)
      expect(count, key).toBeLessThanOrEqual(45)
      expect(description, key).not.toContain('!')
    }
    expect(repeated(Object.values(texts).map((text) => text.name))).toEqual([])
  })

  it('have a word for everything which the shop shows', () => {
    const needed = [
      ...categories.map((category) => `category.${category.key}`),
      ...attributes.flatMap(({ key, type, values = [] }) => [
        `attribute.${key}`,
        ...values.map((value) => `${key}.${value}`),
        ...(type === 'boolean' ? [`${key}.true`, `${key}.false`] : []),
      ]),
      ...options.flatMap(({ key, values }) => [
        `option.${key}`,
        ...values.map((value) => `${key}.${value.key}`),
      ]),
      ...new Set(goods.flatMap((good) => good.tags.map((tag) => `tag.${tag}`))),
    ]
    expect(Object.keys(words).sort()).toEqual(needed.sort())
    for (const word of Object.values(words)) expect(word.trim()).not.toBe('')
  })

  it('show a swatch for every colour', () => {
    for (const { swatch } of options.find((option) => option.key === 'colour')?.values ?? []) {
      expect(swatch).toMatch(/^#[0-9a-f]{6}$/)
    }
  })
})

describe('pictures', () => {
  it('are at least 220 and exist in a size which a phone can carry', () => {
    expect(pictures.length).toBeGreaterThanOrEqual(220)
    const missing = pictures.filter((name) => !existsSync(here(`pictures/${name}.webp`)))
    expect(missing).toEqual([])
    for (const name of pictures) {
      expect(statSync(here(`pictures/${name}.webp`)).size, name).toBeLessThanOrEqual(45 * 1024)
    }
  })
})
