import { sql, type Kysely } from 'kysely'
import type { Locale } from '@tradewind/kernel'
import type { Picture } from '@tradewind/platform/storage'
import type { AttributeValues, CatalogTables } from '../tables.ts'

export interface ViewedRow {
  id: string
  category_id: string
  brand_id: string | null
  attributes: AttributeValues
  option_keys: string[]
  origin_country: string | null
  hs_code: string | null
  tags: string[]
  star_counts: number[]
  source_locale: Locale
  taxonomy_version: number
  /** Locale, slug and author of the name of every language; name and description of those that this reader may be shown. */
  texts: ViewedText[]
  variants: ViewedVariant[]
  pictures: [string | null, Picture][]
}

export type ViewedText = [
  Locale,
  slug: string,
  nameByMachine: boolean | null,
  named: boolean,
  name?: string,
  description?: string,
  descriptionByMachine?: boolean | null,
]

export interface ViewedVariant {
  id: string
  sku: string
  gtin: string | null
  options: Record<string, string>
  weightGrams: number
  lengthMm: number | null
  widthMm: number | null
  heightMm: number | null
}

/** A product on sale with all a page needs, in one statement; undefined when no buyer may see it. */
export async function findViewed(
  db: Kysely<CatalogTables>,
  idOrSlug: string,
  locale: Locale,
): Promise<ViewedRow | undefined> {
  const which = /^prd_[0-9a-z]{26}$/.test(idOrSlug)
    ? sql`${idOrSlug}`
    : sql`coalesce((select s.product_id from catalog.product_texts s where s.slug = ${idOrSlug}
        order by s.locale = ${locale} desc, s.locale = 'en' desc, s.locale limit 1),
        (select s.thing_id from catalog.past_slugs s where s.kind = 'product' and s.slug = ${idOrSlug}
        order by s.locale = ${locale} desc, s.locale = 'en' desc, s.locale limit 1))`
  const { rows } = await sql<ViewedRow>`
    select p.id, p.category_id, p.brand_id, p.attributes, p.option_keys, p.origin_country, p.hs_code, p.tags, p.star_counts,
      p.source_locale, (select version from catalog.taxonomy) as taxonomy_version,
      (select json_agg(case when t.locale in (${locale}, 'en', p.source_locale)
        then json_build_array(t.locale, t.slug, t.fields #> '{name,byMachine}', t.name <> '', t.name, t.description,
          t.fields #> '{description,byMachine}')
        else json_build_array(t.locale, t.slug, t.fields #> '{name,byMachine}', t.name <> '') end)
        from catalog.product_texts t where t.product_id = p.id) as texts,
      (select json_agg(json_build_object('id', v.id, 'sku', o.sku, 'gtin', v.gtin, 'options', v.options,
        'weightGrams', v.weight_grams, 'lengthMm', v.length_mm, 'widthMm', v.width_mm, 'heightMm', v.height_mm) order by v.position)
        from catalog.variants v join catalog.offers o on o.variant_id = v.id and o.store_id = p.store_id
        where v.product_id = p.id) as variants,
      (select json_agg(json_build_array(pp.variant_id, f.picture) order by pp.position)
        from catalog.product_pictures pp join catalog.files f on f.id = pp.file_id where pp.product_id = p.id) as pictures
    from catalog.products p
    where p.id = ${which} and p.status = 'published' and exists (select from catalog.offers o
      where o.product_id = p.id and not exists (select from catalog.suspended_stores s where s.store_id = o.store_id))`.execute(
    db,
  )
  return rows[0]
}
