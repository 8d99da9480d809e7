import { sql, type Kysely } from 'kysely'
import type { Static } from 'typebox'
import { decodeCursor, pageOf, pickText, type Locale } from '@tradewind/kernel'
import type { OwnOffer } from '../contract/index.ts'
import type { CatalogTables } from '../tables.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'

export interface OwnOfferFilter {
  storeId: string
  offerIds?: readonly string[]
  /** Part of an article number or name, or a GTIN. */
  q?: string
  limit?: number
  cursor?: string
}

type Row = Omit<Static<typeof OwnOffer>, 'options' | 'name'> & {
  name: string | null
  chosen: Record<string, string>
  option_keys: string[]
}

/** A store's offers by article number; read without row-level security, for the products may be other stores'. */
export async function listOwnOffers(
  db: Kysely<CatalogTables>,
  { storeId, offerIds, q, limit = 50, cursor }: OwnOfferFilter,
  locale: Locale,
  taxonomy: Taxonomy,
) {
  const conditions = [sql`o.store_id = ${storeId}`]
  if (offerIds) conditions.push(sql`o.id = any(${offerIds}::text[])`)
  if (q !== undefined && q.trim() !== '') {
    const like = `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`
    conditions.push(sql`(o.sku ilike ${like} or v.gtin = ${q.trim()}
      or exists (select from catalog.product_texts t where t.product_id = o.product_id and t.name ilike ${like}))`)
  }
  if (cursor !== undefined) conditions.push(sql`o.sku > ${decodeCursor(cursor, 'text')[0]}`)
  const { rows } = await sql<Row>`
    select o.id as "offerId", o.variant_id as "variantId", o.product_id as "productId", p.store_id = o.store_id as described,
      p.status, p.tax_category as "taxCategory", o.sku, v.gtin, text.name, v.options as chosen, p.option_keys,
      (select f.picture from catalog.product_pictures pp join catalog.files f on f.id = pp.file_id
        where pp.product_id = p.id and (pp.variant_id = v.id or pp.variant_id is null)
        order by pp.variant_id nulls last, pp.position limit 1) as picture
    from catalog.offers o join catalog.variants v on v.id = o.variant_id join catalog.products p on p.id = o.product_id
    left join lateral (select t.name from catalog.product_texts t where t.product_id = p.id and t.name <> ''
      order by t.locale = ${locale} desc, t.locale = 'en' desc, t.locale = p.source_locale desc limit 1) text on true
    where ${sql.join(conditions, sql` and `)} order by o.sku limit ${sql.lit(limit + 1)}`.execute(db)
  const page = pageOf(rows, limit, ({ sku }) => [sku])
  return {
    nextCursor: page.nextCursor,
    items: page.items.map(({ chosen, option_keys, name, ...offer }) => ({
      ...offer,
      name: name ?? offer.sku,
      options: option_keys.flatMap((key) => {
        const value = taxonomy.options.get(key)?.values.get(chosen[key] ?? '')
        return value ? [pickText(value.name, locale)?.text ?? value.key] : []
      }),
    })),
  }
}
