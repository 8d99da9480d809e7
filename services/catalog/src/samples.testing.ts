import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InputOf } from '@tradewind/platform/contract'
import { afterAll } from 'vitest'
import type { catalog } from './contract/index.ts'

type Taxonomy = InputOf<(typeof catalog)['importTaxonomy']>
export type ProductInput = InputOf<(typeof catalog)['createProduct']>
export type ImportedInput = InputOf<(typeof catalog)['importProducts']>['products'][number]

/** A small house of crafts: home › cups, with a glaze to filter by and colours to choose from. */
export const TAXONOMY: Taxonomy = {
  categories: [
    {
      key: 'cups',
      parent: 'home',
      name: { en: 'Cups', de: 'Becher', ja: '湯のみ' },
      attributes: ['glaze', 'capacityMl'],
      filterable: ['glaze', 'dishwasherSafe'],
    },
    { key: 'home', parent: null, name: { en: 'Home', de: 'Zuhause' }, attributes: [], filterable: [] },
  ],
  attributes: [
    {
      key: 'glaze',
      type: 'select',
      name: { en: 'Glaze', de: 'Glasur' },
      values: [
        { key: 'celadon', name: { en: 'Celadon', de: 'Seladon' } },
        { key: 'ash', name: { en: 'Ash', de: 'Asche' } },
      ],
    },
    { key: 'capacityMl', type: 'number', unit: 'ml', name: { en: 'Capacity', de: 'Inhalt' } },
    { key: 'dishwasherSafe', type: 'boolean', name: { en: 'Dishwasher safe', de: 'Spülmaschinenfest' } },
  ],
  options: [
    {
      key: 'colour',
      name: { en: 'Colour', de: 'Farbe' },
      values: [
        { key: 'jade', name: { en: 'Jade', de: 'Jade' }, swatch: '#3f7d68' },
        { key: 'plum', name: { en: 'Plum', de: 'Pflaume' }, swatch: '#6e3b4f' },
      ],
    },
  ],
  brands: [{ key: 'kilnhouse', name: 'Kilnhouse' }],
}

/** A cup in two colours. */
export const cup = (pictureIds: string[], change: Partial<ProductInput> = {}): ProductInput => ({
  categoryKey: 'cups',
  brandKey: 'kilnhouse',
  name: { en: 'Moon cup', de: 'Mondbecher', ja: '月の湯のみ' },
  description: { en: 'Thrown by hand.', de: 'Von Hand gedreht.' },
  attributes: { glaze: 'celadon', capacityMl: 1250.5, dishwasherSafe: true },
  optionKeys: ['colour'],
  originCountry: 'JP',
  hsCode: '691110',
  taxCategory: 'standard',
  variants: [
    { sku: 'MOON-JADE', gtin: '04012345000016', options: { colour: 'jade' }, weightGrams: 320, heightMm: 90 },
    { sku: 'MOON-PLUM', options: { colour: 'plum' }, weightGrams: 330 },
  ],
  pictureIds,
  tags: ['handmade'],
  ...change,
})

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

/** A picture of one pixel as a file, for imports; gone after the test file. */
export async function pixelFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tradewind-pixel-'))
  afterAll(() => rm(folder, { recursive: true }))
  const file = join(folder, 'pixel.png')
  await writeFile(file, Buffer.from(PIXEL, 'base64'))
  return file
}
