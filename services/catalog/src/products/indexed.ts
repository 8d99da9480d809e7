import { sql, type Kysely } from 'kysely'
import type { Static } from 'typebox'
import { LOCALES, type Locale } from '@tradewind/kernel'
import type { Picture } from '@tradewind/platform/storage'
import type { IndexedProduct } from '../contract/index.ts'
import type { AttributeValues, CatalogTables } from '../tables.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import type { ProductState } from './products.states.ts'
import type { StoredFields } from '../texts/product-marks.ts'
import { isGiven, isShownIn } from './shown.rules.ts'
import { ratingOf } from './view.ts'

type Indexed = Static<typeof IndexedProduct>

interface IndexedRow {
  id: string
  status: ProductState
  published_at: Date | null
  category_id: string
  brand_id: string | null
  attributes: AttributeValues
  option_keys: string[]
  tags: string[]
  star_counts: number[]
  texts: {
    locale: Locale
    slug: string
    name: string
    description: string
    fields: StoredFields
  }[]
  offers: (Indexed['offers'][number] & { options: Record<string, string> })[]
  picture: Picture | null
}

/** Products for the index; one that is gone is answered as not published. */
export async function listIndexed(
  db: Kysely<CatalogTables>,
  productIds: readonly string[],
  taxonomy: Taxonomy,
): Promise<Indexed[]> {
  const { rows } = await sql<IndexedRow>`
    select p.id, p.status, p.published_at, p.category_id, p.brand_id, p.attributes, p.option_keys, p.tags, p.star_counts,
      (select coalesce(json_agg(json_build_object('locale', t.locale, 'slug', t.slug, 'name', t.name, 'description', t.description, 'fields', t.fields)), '[]')
        from catalog.product_texts t where t.product_id = p.id) as texts,
      (select coalesce(json_agg(json_build_object('offerId', o.id, 'variantId', v.id, 'storeId', o.store_id, 'sku', o.sku,
        'gtin', v.gtin, 'weightGrams', v.weight_grams, 'options', v.options, 'onSale', p.status = 'published' and s.store_id is null) order by v.position, o.id), '[]')
        from catalog.variants v join catalog.offers o on o.variant_id = v.id
        left join catalog.suspended_stores s on s.store_id = o.store_id where v.product_id = p.id) as offers,
      (select f.picture from catalog.product_pictures pp join catalog.files f on f.id = pp.file_id
        where pp.product_id = p.id order by pp.variant_id nulls first, pp.position limit 1) as picture
    from catalog.products p where p.id = any(${productIds}::text[])`.execute(db)
  const found = new Map(rows.map((row) => [row.id, row]))
  return productIds.map((id) => {
    const row = found.get(id)
    return row ? indexedOf(row, taxonomy) : gone(id)
  })
}

function indexedOf(row: IndexedRow, taxonomy: Taxonomy): Indexed {
  const category = taxonomy.categories.get(row.category_id)
  return {
    id: row.id,
    published: row.status === 'published',
    publishedAt: row.published_at?.toISOString() ?? null,
    slugs: Object.fromEntries(row.texts.map(({ locale, slug }) => [locale, slug])),
    name: givenTexts(row, 'name', taxonomy),
    description: givenTexts(row, 'description', taxonomy),
    categoryIds: (category?.path ?? []).map(({ id }) => id).reverse(),
    brand: row.brand_id === null ? null : (taxonomy.brands.get(row.brand_id)?.key ?? null),
    facets: [
      ...attributeFacets(row.attributes, category?.filterable ?? new Set(), taxonomy),
      ...optionFacets(row),
    ],
    tags: row.tags,
    hiddenIn: hiddenIn(row, taxonomy),
    picture: row.picture,
    rating: ratingOf(row.star_counts),
    offers: row.offers.map(({ offerId, variantId, storeId, sku, gtin, weightGrams, onSale }) => ({
      offerId,
      variantId,
      storeId,
      sku,
      gtin,
      weightGrams,
      onSale,
    })),
  }
}

type Text = IndexedRow['texts'][number]

const wordingOf = (text: Text | undefined, field: 'name' | 'description') => ({
  written: Boolean(text?.[field]),
  byMachine: text?.fields[field]?.byMachine ?? false,
})

/** Languages whose rule these texts do not meet. */
function hiddenIn({ texts }: IndexedRow, { languageRules }: Taxonomy): Locale[] {
  const byLocale = new Map(texts.map((text) => [text.locale, text]))
  return LOCALES.filter(
    (locale) => !isShownIn(languageRules.get(locale), wordingOf(byLocale.get(locale), 'name')),
  )
}

/** A field in the languages whose readers get it; elsewhere they find it by another. */
const givenTexts = (
  { texts }: IndexedRow,
  field: 'name' | 'description',
  { languageRules }: Taxonomy,
): Record<string, string> =>
  Object.fromEntries(
    texts
      .filter((text) => isGiven(languageRules.get(text.locale), wordingOf(text, field)))
      .map((text) => [text.locale, text[field]]),
  )

function attributeFacets(
  values: AttributeValues,
  filterable: ReadonlySet<string>,
  taxonomy: Taxonomy,
): Indexed['facets'] {
  return Object.entries(values).flatMap(([key, value]) => {
    if (!filterable.has(key) || taxonomy.attributes.get(key)?.type === 'text') return []
    return [
      typeof value === 'number'
        ? { key, value: keyOfNumber(value), number: value }
        : { key, value: String(value) },
    ]
  })
}

/** A number as a key may be written: `2.5` → `2-5`. */
const keyOfNumber = (value: number): string =>
  String(value)
    .replace('-', 'minus')
    .replaceAll(/[^0-9a-z]/g, '-')

const optionFacets = ({ option_keys, offers }: IndexedRow): Indexed['facets'] =>
  option_keys.flatMap((key) =>
    [...new Set(offers.map(({ options }) => options[key]))].flatMap((value) =>
      value === undefined ? [] : [{ key, value }],
    ),
  )

const gone = (id: string): Indexed => ({
  id,
  published: false,
  publishedAt: null,
  slugs: {},
  name: {},
  description: {},
  categoryIds: [],
  brand: null,
  facets: [],
  tags: [],
  hiddenIn: [],
  picture: null,
  rating: { average: null, count: 0 },
  offers: [],
})

/** The names that the index shows and finds by. */
export const indexedTaxonomy = (taxonomy: Taxonomy) => ({
  categories: [...taxonomy.categories.values()].map(({ id, parentId, position, shown, slug }) => ({
    id,
    parentId,
    position,
    name: { ...shown },
    slug: { ...slug },
  })),
  facets: [...taxonomy.attributes.values(), ...taxonomy.options.values()].map(
    ({ key, kind, type, unit, shown, values }) => ({
      key,
      kind,
      type,
      unit,
      name: { ...shown },
      values: [...values.values()].map((value) => ({
        key: value.key,
        name: { ...value.shown },
        swatch: value.swatch,
      })),
    }),
  ),
  brands: [...taxonomy.brands.values()].map(({ key, name }) => ({ key, name })),
  ruledLanguages: [...taxonomy.languageRules.keys()],
})
