import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { money } from '@tradewind/kernel'
import type { CatalogueFormat, CatalogueProduct, Place, RowFault } from './catalogue.ts'
import { kindOf } from './icecat-categories.ts'
import { eachRow, readJsonLines, RowError } from './rows.ts'
import { skip, type Skipped } from './skipped.ts'
import { TaxonomyBuilder, type Fact } from './taxonomy-builder.ts'
import { countryOf, gtinOf, plainText, shortened } from './words.ts'

const FILE = 'products.jsonl'
/** The file says nothing of stock. */
const ON_HAND = 100
const LONGEST_NAME = 160

interface Entry {
  id: string
  title: string
  gtin: string[]
  brand: string
  price_cents_usd: number
  short_description: string
  image_url?: string
  attributes: Record<string, string | number | boolean>
}

/** What lists are narrowed by, all else is only shown; units where the file uses one throughout. */
const FILTERS: Readonly<Record<string, { unit?: string }>> = {
  t_product_colour: {},
  t_cable_colour: {},
  n_cable_length: { unit: 'm' },
  t_connector_gender: {},
  t_print_technology: {},
  t_printing_colours: {},
  t_brand_compatibility: {},
  t_processor_family: {},
  n_display_diagonal: {},
  t_form_factor: {},
  t_connectivity_technology: {},
  t_operating_system_installed: {},
  t_material: {},
}
/** What measures, origin and tariff say is taken from here; how cartons stand on pallets is of no use to buyers. */
const ELSEWHERE =
  /pallet|master__outer|^n_(package_)?(weight|width|height|depth|length)$|dimensions__|country_of_origin|harmonized_system|last_change|ark_id/

/** Electronics, a product a line, with measures in grams and millimetres. */
export const icecat: CatalogueFormat = {
  name: 'icecat',
  fits: (folder) => existsSync(join(folder, FILE)),
  read(folder) {
    const faults: RowFault[] = []
    const skipped: Skipped = {}
    const taxonomy = new TaxonomyBuilder('icecat', { name: 'Computers & electronics', position: 115 })
    const productOf = ({ value: entry, file, line }: Place & { value: Entry }): CatalogueProduct => {
      const { attributes: said } = entry
      if (!Number.isSafeInteger(entry.price_cents_usd) || entry.price_cents_usd <= 0)
        throw new RowError(`${entry.price_cents_usd} is no price`)
      const categoryKey = taxonomy.category(kindOf(entry.title))
      const description = plainText(entry.short_description)
      if (entry.image_url) skip(skipped, 'pictures on other servers')
      return {
        file,
        line,
        key: entry.id,
        categoryKey,
        brandKey: taxonomy.brand(entry.brand),
        name: { en: shortened(plainText(entry.title).replaceAll('\n', ' '), LONGEST_NAME) },
        description: {
          en: entry.title.length > LONGEST_NAME ? `${plainText(entry.title)}\n${description}` : description,
        },
        attributes: taxonomy.attributes(categoryKey, factsOf(said)),
        optionKeys: [],
        originCountry: countryOf(String(said['t_country_of_origin'] ?? '')),
        hsCode: hsCodeOf(String(said['t_harmonized_system__hs__code'] ?? '')),
        taxCategory: 'standard',
        tags: [],
        pictures: [],
        variants: [
          {
            file,
            line,
            sku: `ICE-${entry.id}`,
            options: {},
            prices: [money(entry.price_cents_usd, 'USD')],
            onHand: ON_HAND,
            weightGrams: measured(said, 'n_package_weight', 'n_weight') ?? 0,
            lengthMm: measured(said, 'n_package_depth', 'n_depth'),
            widthMm: measured(said, 'n_package_width', 'n_width'),
            heightMm: measured(said, 'n_package_height', 'n_height'),
            gtin: gtinOf(entry.gtin),
            pictures: [],
          },
        ],
      }
    }
    const entries = readJsonLines<Entry>(folder, FILE, faults)
    const products = eachRow(entries, faults, (row) => [productOf(row)])
    return { name: 'icecat', folder, taxonomy: taxonomy.build(), products, reviews: [], skipped, faults }
  },
}

const factsOf = (said: Entry['attributes']): Fact[] =>
  Object.entries(said).flatMap(([key, value]) =>
    ELSEWHERE.test(key)
      ? []
      : [{ name: readable(key), value, ...FILTERS[key], filter: FILTERS[key] !== undefined }],
  )

/** `t_operating_relative_humidity__h_h_` → `Operating relative humidity`. */
function readable(key: string): string {
  const words = key
    .slice(2)
    .replace(/__[a-z](_[a-z])?_$/, '')
    .replaceAll(/_+/g, ' ')
    .trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** As packed, else bare. */
function measured(said: Entry['attributes'], ...keys: string[]): number | undefined {
  const value = keys.map((key) => said[key]).find((one) => typeof one === 'number' && one > 0)
  return typeof value === 'number' ? Math.round(value) : undefined
}

const hsCodeOf = (text: string): string | undefined => /^\d{6}/.exec(text.replaceAll(/[.\s]/g, ''))?.[0]
