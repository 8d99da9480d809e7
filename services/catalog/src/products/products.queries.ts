import { sql, type Kysely } from 'kysely'
import { LOCALES, type Locale } from '@tradewind/kernel'
import type { MarkStatus } from '@tradewind/platform/texts'
import type { CatalogTables } from '../tables.ts'
import { marksOfRow, type StoredFields } from '../texts/product-marks.ts'
import { slugOf } from '../texts/slug.ts'
import type { KeptProduct, ProductRows } from './draft.ts'
import type { ProductInput } from './products.rules.ts'
import type { ProductState } from './products.states.ts'

type Db = Kysely<CatalogTables>

/** Products with the texts and variants that a new writing of them must know. */
export async function findKept(db: Db, productIds: readonly string[]): Promise<Map<string, KeptProduct>> {
  if (productIds.length === 0) return new Map()
  const { rows } = await sql<{
    id: string
    store_id: string
    status: ProductState
    version: number
    texts: {
      locale: Locale
      name: string
      description: string
      slug: string
      status: MarkStatus
      byMachine: boolean
      fields: StoredFields
    }[]
    variants: KeptProduct['variants']
  }>`
    select p.id, p.store_id, p.status, p.version,
      (select coalesce(json_agg(json_build_object('locale', t.locale, 'name', t.name, 'description', t.description,
        'slug', t.slug, 'status', t.status, 'byMachine', t.by_machine, 'fields', t.fields)), '[]')
        from catalog.product_texts t where t.product_id = p.id) as texts,
      (select coalesce(json_agg(json_build_object('id', v.id, 'offerId', o.id, 'sku', o.sku, 'alsoSoldByOthers',
        exists (select from catalog.offers other where other.variant_id = v.id and other.store_id <> p.store_id))), '[]')
        from catalog.variants v join catalog.offers o on o.variant_id = v.id and o.store_id = p.store_id
        where v.product_id = p.id) as variants
    from catalog.products p where p.id = any(${productIds}::text[])`.execute(db)
  return new Map(
    rows.map(({ id, store_id, status, version, texts, variants }) => [
      id,
      {
        id,
        storeId: store_id,
        status,
        version,
        variants,
        texts: Object.fromEntries(
          texts.map((text) => [
            text.locale,
            { name: text.name, description: text.description, slug: text.slug, ...marksOfRow(text) },
          ]),
        ),
      },
    ]),
  )
}

/** Tells which of the plain slugs of these products are taken; seen without row-level security, for slugs are the mall's. */
export async function findTakenSlugs(
  db: Db,
  inputs: readonly Pick<ProductInput, 'name'>[],
): Promise<(locale: Locale, slug: string) => boolean> {
  const wanted = [
    ...new Set(inputs.flatMap(({ name }) => LOCALES.flatMap((locale) => name[locale] ?? []).map(slugOf))),
  ]
  const { rows } = await sql<{ locale: string; slug: string }>`
    select locale, slug from catalog.product_texts where slug = any(${wanted}::text[])
    union all select locale, slug from catalog.past_slugs where kind = 'product' and slug = any(${wanted}::text[])`.execute(
    db,
  )
  const taken = new Set(rows.map(({ locale, slug }) => `${locale} ${slug}`))
  return (locale, slug) => {
    const key = `${locale} ${slug}`
    if (taken.has(key)) return true
    taken.add(key)
    return false
  }
}

/** Which of these files may not be shown by the store: unknown, a document, or another's. */
export async function findUnusablePictures(
  db: Db,
  wanted: readonly { fileId: string; storeId: string }[],
): Promise<Set<string>> {
  if (wanted.length === 0) return new Set()
  const { rows } = await sql<{ file_id: string; store_id: string }>`
    select w.file_id, w.store_id from jsonb_to_recordset(${JSON.stringify(
      wanted.map(({ fileId, storeId }) => ({ file_id: fileId, store_id: storeId })),
    )}::jsonb) as w(file_id text, store_id text)
    where not exists (select from catalog.files f
      where f.id = w.file_id and f.purpose = 'picture' and (f.store_id is null or f.store_id = w.store_id))`.execute(
    db,
  )
  return new Set(rows.map((row) => `${row.store_id} ${row.file_id}`))
}

/** Writes products whole, new ones and known ones, in six statements for any number of them. */
export async function writeProducts(tx: Db, all: readonly ProductRows[]): Promise<void> {
  if (all.length === 0) return
  const ids = all.map(({ product }) => product.id)
  await sql`insert into catalog.products as p (id, store_id, status, category_id, brand_id, attributes, option_keys, origin_country, origin_proven,
      hs_code, tax_category, tags, source_locale, import_source, import_key, import_hash, published_at)
    select id, store_id, status, category_id, brand_id, attributes, option_keys, origin_country, origin_proven,
      hs_code, tax_category, tags, source_locale, import_source, import_key, import_hash,
      case when status = 'published' then now() end
    from jsonb_to_recordset(${JSON.stringify(all.map(({ product }) => product))}::jsonb) as t(id text, store_id text, status text,
      category_id text, brand_id text, attributes jsonb, option_keys text[], origin_country text, origin_proven boolean, hs_code text, tax_category text,
      tags text[], source_locale text, import_source text, import_key text, import_hash text)
    on conflict (id) do update set status = excluded.status, category_id = excluded.category_id, brand_id = excluded.brand_id,
      attributes = excluded.attributes, option_keys = excluded.option_keys, origin_country = excluded.origin_country, origin_proven = excluded.origin_proven,
      hs_code = excluded.hs_code, tax_category = excluded.tax_category, tags = excluded.tags, source_locale = excluded.source_locale,
      import_hash = coalesce(excluded.import_hash, p.import_hash), version = p.version + 1, updated_at = now(),
      published_at = coalesce(p.published_at, excluded.published_at)`.execute(tx)
  const texts = JSON.stringify(all.flatMap((one) => one.texts))
  await sql`with wanted as (select * from jsonb_to_recordset(${texts}::jsonb) as t(product_id text, locale text, name text,
      description text, slug text, status text, by_machine boolean, fields jsonb)),
    gone as (delete from catalog.product_texts x where x.product_id = any(${ids}::text[])
      and not exists (select from wanted w where w.product_id = x.product_id and w.locale = x.locale))
    insert into catalog.product_texts (product_id, locale, name, description, slug, status, by_machine, fields)
    select product_id, locale, name, description, slug, status, by_machine, fields from wanted
    on conflict (product_id, locale) do update set name = excluded.name, description = excluded.description,
      status = excluded.status, by_machine = excluded.by_machine, fields = excluded.fields`.execute(tx)
  const gone = all.flatMap((one) => one.goneVariantIds)
  if (gone.length > 0) await sql`delete from catalog.variants where id = any(${gone}::text[])`.execute(tx)
  const variants = JSON.stringify(all.flatMap((one) => one.variants))
  await sql`insert into catalog.variants (id, product_id, position, options, combination, gtin, weight_grams, length_mm, width_mm, height_mm)
    select id, product_id, position, options, combination, gtin, weight_grams, length_mm, width_mm, height_mm
    from jsonb_to_recordset(${variants}::jsonb) as t(id text, product_id text, position int, options jsonb, combination text,
      gtin text, weight_grams int, length_mm int, width_mm int, height_mm int)
    on conflict (id) do update set position = excluded.position, options = excluded.options, combination = excluded.combination,
      gtin = excluded.gtin, weight_grams = excluded.weight_grams, length_mm = excluded.length_mm, width_mm = excluded.width_mm,
      height_mm = excluded.height_mm`.execute(tx)
  await sql`insert into catalog.offers (id, store_id, product_id, variant_id, sku)
    select offer_id, store_id, product_id, id, sku
    from jsonb_to_recordset(${variants}::jsonb) as t(offer_id text, store_id text, product_id text, id text, sku text)
    on conflict (id) do update set sku = excluded.sku`.execute(tx)
  const pictures = JSON.stringify(all.flatMap((one) => one.pictures))
  await sql`delete from catalog.product_pictures where product_id = any(${ids}::text[])`.execute(tx)
  await sql`insert into catalog.product_pictures (product_id, variant_id, position, file_id)
    select product_id, variant_id, position, file_id
    from jsonb_to_recordset(${pictures}::jsonb) as t(product_id text, variant_id text, position int, file_id text)`.execute(
    tx,
  )
}
