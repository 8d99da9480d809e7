import { sql, type Kysely } from 'kysely'
import type { Static } from 'typebox'
import { newId } from '@tradewind/kernel'
import type { OfferSnapshot, internalProducts } from '../contract/index.ts'
import type { InputOf } from '@tradewind/platform/contract'
import type { CatalogTables } from '../tables.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'

type Db = Kysely<CatalogTables>
type Snapshot = Static<typeof OfferSnapshot>

type SnapshotRow = Omit<Snapshot, 'options'> & {
  chosen: Record<string, string>
  option_keys: string[]
  taxonomy_version: number
}

/** What a checkout freezes about offers, in one statement. */
export async function findSnapshots(db: Db, offerIds: readonly string[]): Promise<SnapshotRow[]> {
  const { rows } = await sql<SnapshotRow>`
    select o.id as "offerId", o.store_id as "storeId", p.id as "productId", v.id as "variantId", o.sku, v.options as chosen, p.option_keys,
      v.weight_grams as "weightGrams", p.hs_code as "hsCode", p.origin_country as "originCountry",
      p.origin_proven and o.store_id = p.store_id as "originProven", p.tax_category as "taxCategory",
      (select t.slug from catalog.product_texts t where t.product_id = p.id order by t.locale = p.source_locale desc limit 1) as slug,
      (select json_object_agg(t.locale, t.name) from catalog.product_texts t where t.product_id = p.id and t.name <> '') as name,
      (select f.picture from catalog.product_pictures pp join catalog.files f on f.id = pp.file_id
        where pp.product_id = p.id and (pp.variant_id = v.id or pp.variant_id is null)
        order by pp.variant_id nulls last, pp.position limit 1) as picture,
      p.status = 'published' and not exists (select from catalog.suspended_stores s where s.store_id = o.store_id) as "onSale",
      (select version from catalog.taxonomy) as taxonomy_version
    from catalog.offers o join catalog.variants v on v.id = o.variant_id join catalog.products p on p.id = o.product_id
    where o.id = any(${offerIds}::text[])`.execute(db)
  return rows
}

/** Puts the names of the chosen options in. */
export function snapshotOf(row: SnapshotRow, taxonomy: Taxonomy): Snapshot {
  const { chosen, option_keys, taxonomy_version: _version, ...snapshot } = row
  const options = option_keys.flatMap((key) => {
    const option = taxonomy.options.get(key)
    const value = option?.values.get(chosen[key] ?? '')
    return option && value ? [{ key, name: { ...option.name }, value: { ...value.name } }] : []
  })
  return { ...snapshot, options }
}

type OffersInput = InputOf<(typeof internalProducts)['importOffers']>['offers']

export interface ImportedOffer {
  offerId: string
  storeId: string
  variantId: string
  productId: string
  created: boolean
}

/** Gives stores their offers of variants that exist; what is there already stays as it is, taken article numbers are left out. */
export async function writeOffers(tx: Db, offers: OffersInput): Promise<ImportedOffer[]> {
  const rows = offers.map(({ variantId, storeId, sku }) => ({
    id: newId('off'),
    variant_id: variantId,
    store_id: storeId,
    sku,
  }))
  const written = await sql<ImportedOffer>`
    with wanted as (
      select t.*, v.product_id from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(id text, variant_id text, store_id text, sku text)
      join catalog.variants v on v.id = t.variant_id),
    created as (
      insert into catalog.offers (id, store_id, product_id, variant_id, sku)
      select distinct on (w.store_id, w.sku) w.id, w.store_id, w.product_id, w.variant_id, w.sku from wanted w
        where not exists (select from catalog.offers o where o.store_id = w.store_id and o.sku = w.sku)
        order by w.store_id, w.sku, w.id
      on conflict (variant_id, store_id) do nothing
      returning id, store_id, variant_id, product_id)
    select c.id as "offerId", c.store_id as "storeId", c.variant_id as "variantId", c.product_id as "productId", true as created from created c
    union all
    select o.id, o.store_id, o.variant_id, o.product_id, false from catalog.offers o
      join wanted w on w.variant_id = o.variant_id and w.store_id = o.store_id`.execute(tx)
  return written.rows
}
