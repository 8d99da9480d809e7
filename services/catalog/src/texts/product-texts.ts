import { sql, type Kysely, type Transaction } from 'kysely'
import type { Locale } from '@tradewind/kernel'
import type { KeptMark, TextSource, Thing } from '@tradewind/platform/texts'
import type { CatalogParts } from '../parts.ts'
import { tellChanged } from '../products/write.ts'
import type { CatalogTables } from '../tables.ts'
import { settleAddress } from './addresses.queries.ts'
import { marksOfRow, storedFields, type StoredFields } from './product-marks.ts'

const ADDRESSES = { kind: 'product', table: 'product_texts', id: 'product_id' } as const
const LONGEST_ADDRESS = 120

const own = (tx: Transaction<unknown>) => tx.withTables<CatalogTables>()

/** Names, descriptions and addresses of products, for translators. */
export const productTexts = ({ deps }: CatalogParts): TextSource => ({
  kind: 'product',
  marks: sql`(select t.product_id as id, p.store_id, t.locale, t.name, t.status, t.by_machine
    from catalog.product_texts t join catalog.products p on p.id = t.product_id)`,
  read: readProducts,
  async write(tx, { id, fields }, locale, { name = '', description = '', slug: wanted = '' }, mark) {
    const kept = fields.find(({ field }) => field === 'slug')?.text[locale] ?? ''
    const slug = await settleAddress(own(tx), ADDRESSES, { id, locale, name, kept, wanted })
    if (slug === undefined) return false
    await sql`insert into catalog.product_texts (product_id, locale, name, description, slug, status, by_machine, fields)
      values (${id}, ${locale}, ${name}, ${description}, ${slug}, ${mark.status}, ${mark.byMachine}, ${JSON.stringify(storedFields(mark))}::jsonb)
      on conflict (product_id, locale) do update set name = excluded.name, description = excluded.description, slug = excluded.slug,
        status = excluded.status, by_machine = excluded.by_machine, fields = excluded.fields`.execute(tx)
    await sql`update catalog.products set version = version + 1, updated_at = now() where id = ${id}`.execute(
      tx,
    )
    return true
  },
  tell: (tx, ids) => tellChanged(own(tx), deps, ids),
})

interface TextRow extends Pick<KeptMark, 'status' | 'byMachine'> {
  locale: Locale
  name: string
  description: string
  slug: string
  fields: StoredFields
}

async function readProducts(db: Kysely<unknown>, ids: readonly string[], lock?: 'lock'): Promise<Thing[]> {
  if (lock)
    await sql`select from catalog.products where id = any(${[...ids]}::text[]) order by id for update`.execute(
      db,
    )
  const { rows } = await sql<{ id: string; store_id: string; texts: TextRow[] }>`
    select p.id, p.store_id, (select json_agg(json_build_object('locale', t.locale, 'name', t.name, 'description', t.description,
      'slug', t.slug, 'status', t.status, 'byMachine', t.by_machine, 'fields', t.fields))
      from catalog.product_texts t where t.product_id = p.id) as texts
    from catalog.products p where p.id = any(${[...ids]}::text[])`.execute(db)
  return rows.map(({ id, store_id, texts }) => {
    const inAll = (field: 'name' | 'description' | 'slug') =>
      Object.fromEntries((texts ?? []).map((text) => [text.locale, text[field]]))
    return {
      id,
      storeId: store_id,
      fields: [
        { field: 'name', role: 'text', maxLength: 160, text: inAll('name') },
        { field: 'description', role: 'text', maxLength: 8000, text: inAll('description') },
        { field: 'slug', role: 'address', maxLength: LONGEST_ADDRESS, text: inAll('slug') },
      ],
      marks: Object.fromEntries((texts ?? []).map((text) => [text.locale, marksOfRow(text)])),
    }
  })
}
