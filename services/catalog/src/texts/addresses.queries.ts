import { sql, type Kysely } from 'kysely'
import type { Locale } from '@tradewind/kernel'
import type { CatalogTables } from '../tables.ts'
import { freeSlug, slugOf } from './slug.ts'

/** Whose addresses: the table of texts, and the column that names the thing. */
export interface AddressTable {
  kind: 'product' | 'category'
  table: 'product_texts' | 'category_texts'
  id: 'product_id' | 'category_id'
}

interface Address {
  id: string
  locale: Locale
  name: string
  /** As it is; empty for a language that is new. */
  kept: string
  /** As a person wrote it; empty leaves the choice to the name. */
  wanted: string
}

/**
 * The address of a thing in a language, never another's, nor one that another had. A kept address stays until a person
 * sets another; the old one then goes on to lead here. Undefined when what was wanted is taken.
 */
export async function settleAddress(
  tx: Kysely<CatalogTables>,
  where: AddressTable,
  { id, locale, name, kept, wanted }: Address,
): Promise<string | undefined> {
  const asked = slugOf(wanted)
  if (kept !== '' && (asked === '' || asked === kept)) return kept
  const isTaken = await isTakenByOther(tx, where, id, locale, asked || slugOf(name))
  if (asked !== '' && isTaken) return undefined
  const slug = asked || freeSlug(name, id, () => isTaken)
  if (kept !== '')
    await sql`insert into catalog.past_slugs (kind, locale, slug, thing_id) values (${where.kind}, ${locale}, ${kept}, ${id})
      on conflict (kind, slug, locale) do update set until = now()`.execute(tx)
  await sql`delete from catalog.past_slugs
    where kind = ${where.kind} and slug = ${slug} and locale = ${locale} and thing_id = ${id}`.execute(tx)
  return slug
}

async function isTakenByOther(
  tx: Kysely<CatalogTables>,
  { kind, table, id: column }: AddressTable,
  id: string,
  locale: Locale,
  slug: string,
): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`select
    exists (select from ${sql.table(`catalog.${table}`)} t where t.slug = ${slug} and t.locale = ${locale} and ${sql.ref(`t.${column}`)} <> ${id})
    or exists (select from catalog.past_slugs p where p.kind = ${kind} and p.slug = ${slug} and p.locale = ${locale} and p.thing_id <> ${id})
    as taken`.execute(tx)
  return rows[0]?.taken === true
}
