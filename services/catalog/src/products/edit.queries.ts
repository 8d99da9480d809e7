import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { Static } from 'typebox'
import { notFound, pageOf, decodeCursor, pickText, type Locale, type LocalizedText } from '@tradewind/kernel'
import type { ProductEdit, ProductRow } from '../contract/index.ts'
import type { CatalogTables } from '../tables.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import type { StoredFields } from '../texts/product-marks.ts'
import type { ProductState } from './products.states.ts'
import { gatesOf } from './shown.rules.ts'

type Db = Kysely<CatalogTables>
export type Edit = Static<typeof ProductEdit>

interface EditRow {
  id: string
  store_id: string
  status: ProductState
  category_id: string
  brand_id: string | null
  attributes: Edit['attributes']
  option_keys: string[]
  origin_country: string | null
  origin_proven: boolean
  hs_code: string | null
  tax_category: Edit['taxCategory']
  tags: string[]
  source_locale: Locale
  review_note: string | null
  version: number
  updated_at: Date
  texts: { locale: Locale; name: string; description: string; slug: string; fields: StoredFields }[]
  variants: Omit<Edit['variants'][number], 'pictures'>[]
  pictures: { variant: string | null; picture: Edit['pictures'][number] }[]
}

/** A product with all its languages, as its store edits it; throws 404. */
export async function getEdit(db: Db, productId: string, taxonomy: Taxonomy): Promise<Edit> {
  const { rows } = await sql<EditRow>`
    select p.id, p.store_id, p.status, p.category_id, p.brand_id, p.attributes, p.option_keys, p.origin_country, p.origin_proven, p.hs_code,
      p.tax_category, p.tags, p.source_locale, p.review_note, p.version, p.updated_at,
      (select coalesce(json_agg(json_build_object('locale', t.locale, 'name', t.name, 'description', t.description, 'slug', t.slug, 'fields', t.fields)), '[]')
        from catalog.product_texts t where t.product_id = p.id) as texts,
      (select coalesce(json_agg(json_strip_nulls(json_build_object('id', v.id, 'offerId', o.id, 'sku', o.sku, 'options', v.options,
        'weightGrams', v.weight_grams, 'lengthMm', v.length_mm, 'widthMm', v.width_mm, 'heightMm', v.height_mm))::jsonb
        || jsonb_build_object('gtin', v.gtin) order by v.position), '[]')
        from catalog.variants v join catalog.offers o on o.variant_id = v.id and o.store_id = p.store_id
        where v.product_id = p.id) as variants,
      (select coalesce(json_agg(json_build_object('variant', pp.variant_id, 'picture', f.picture) order by pp.position), '[]')
        from catalog.product_pictures pp join catalog.files f on f.id = pp.file_id where pp.product_id = p.id) as pictures
    from catalog.products p where p.id = ${productId}`.execute(db)
  const [row] = rows
  if (!row) throw notFound()
  return editOf(row, taxonomy)
}

function editOf(row: EditRow, taxonomy: Taxonomy): Edit {
  const inAll = (field: 'name' | 'description' | 'slug'): LocalizedText =>
    Object.fromEntries(row.texts.filter((text) => text[field]).map((text) => [text.locale, text[field]]))
  const picturesOf = (variant: string | null) =>
    row.pictures.filter((one) => one.variant === variant).map(({ picture }) => picture)
  return {
    id: row.id,
    storeId: row.store_id,
    status: row.status,
    slug: pickText(inAll('slug'), row.source_locale)?.text ?? row.id,
    reviewNote: row.review_note,
    version: row.version,
    updatedAt: row.updated_at.toISOString(),
    categoryKey: taxonomy.categories.get(row.category_id)?.key ?? '',
    brandKey: row.brand_id === null ? null : (taxonomy.brands.get(row.brand_id)?.key ?? null),
    name: asRecord(inAll('name')),
    description: asRecord(inAll('description')),
    attributes: row.attributes,
    optionKeys: row.option_keys,
    originCountry: row.origin_country as Edit['originCountry'],
    originProven: row.origin_proven,
    hsCode: row.hs_code,
    taxCategory: row.tax_category,
    tags: row.tags,
    variants: row.variants.map((variant) => ({ ...variant, pictures: picturesOf(variant.id) })),
    pictures: picturesOf(null),
    gates: gatesOf(taxonomy.languageRules, (locale) => fieldsIn(row, locale)),
  }
}

/** Name and description in a language as rules see them. */
function fieldsIn({ texts, source_locale }: EditRow, locale: Locale) {
  const textIn = (one: Locale) => texts.find((text) => text.locale === one)
  return (['name', 'description'] as const).map((field) => ({
    field,
    wanted: Boolean(textIn(source_locale)?.[field]),
    written: Boolean(textIn(locale)?.[field]),
    byMachine: textIn(locale)?.fields[field]?.byMachine ?? false,
  }))
}

const asRecord = (text: LocalizedText): Record<string, string> => ({ ...text })

export interface ProductFilter {
  storeId?: string
  status?: ProductState
  /** Part of a name, or an article number or GTIN. */
  q?: string
  limit?: number
  cursor?: string
}

interface ListedRow {
  id: string
  store_id: string
  status: ProductState
  category_id: string
  updated_at: Date
  at: string
  name: string | null
  slug: string | null
  picture: Static<typeof ProductRow>['picture']
  variant_count: number
}

/** Products, last changed first. */
export async function listRows(db: Db, filter: ProductFilter, locale: Locale, taxonomy: Taxonomy) {
  const limit = filter.limit ?? 24
  const { rows } = await sql<ListedRow>`
    select p.id, p.store_id, p.status, p.category_id, p.updated_at, p.updated_at::text as at, text.name, text.slug,
      (select f.picture from catalog.product_pictures pp join catalog.files f on f.id = pp.file_id
        where pp.product_id = p.id order by pp.variant_id nulls first, pp.position limit 1) as picture,
      (select count(*)::int from catalog.variants v where v.product_id = p.id) as variant_count
    from catalog.products p left join lateral (
      select t.name, t.slug from catalog.product_texts t where t.product_id = p.id and t.name <> ''
      order by t.locale = ${locale} desc, t.locale = 'en' desc, t.locale = p.source_locale desc limit 1) text on true
    where ${conditions(filter)}
    order by p.updated_at desc, p.id desc limit ${sql.lit(limit + 1)}`.execute(db)
  const page = pageOf(rows, limit, (row) => [row.at, row.id])
  return {
    nextCursor: page.nextCursor,
    items: page.items.map((row) => ({
      id: row.id,
      storeId: row.store_id,
      status: row.status,
      name: row.name ?? row.id,
      slug: row.slug ?? row.id,
      categoryKey: taxonomy.categories.get(row.category_id)?.key ?? '',
      picture: row.picture,
      variantCount: row.variant_count,
      updatedAt: row.updated_at.toISOString(),
    })),
  }
}

function conditions({ storeId, status, q, cursor }: ProductFilter): RawBuilder<unknown> {
  const all = [sql`true`]
  if (storeId !== undefined) all.push(sql`p.store_id = ${storeId}`)
  if (status !== undefined) all.push(sql`p.status = ${status}`)
  if (q !== undefined && q.trim() !== '') {
    const like = `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`
    all.push(sql`(exists (select from catalog.product_texts t where t.product_id = p.id and t.name ilike ${like})
      or exists (select from catalog.offers o where o.product_id = p.id and o.store_id = p.store_id and o.sku ilike ${like})
      or exists (select from catalog.variants v where v.product_id = p.id and v.gtin = ${q.trim()}))`)
  }
  if (cursor !== undefined) {
    const [at, id] = decodeCursor(cursor, 'timestamptz', 'text')
    all.push(sql`(p.updated_at, p.id) < (${at}::timestamptz, ${id})`)
  }
  return sql.join(all, sql` and `)
}
