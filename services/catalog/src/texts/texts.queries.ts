import { sql, type Kysely } from 'kysely'
import type { Locale, LocalizedText } from '@tradewind/kernel'
import { markTexts, type KeptMark, type MarkStatus } from '@tradewind/platform/texts'
import type { CatalogTables } from '../tables.ts'
import { marksOfName } from './name-marks.ts'
import { freeSlug } from './slug.ts'

/** Where the texts of one kind of thing are kept. */
export interface TextTable {
  table: 'attribute_texts' | 'attribute_value_texts' | 'category_texts'
  id: 'attribute_id' | 'value_id' | 'category_id'
  idType: 'int' | 'text'
}

/** A thing's name as it shall be, in all its languages. */
export interface WantedName {
  id: string | number
  name: LocalizedText
}

interface TextRow {
  id: string | number
  locale: Locale
  name: string
  source_hash: string
  status: MarkStatus
  by_machine: boolean
}

type KeptName = KeptMark & { text: string }

const columns = ({ table, id, idType }: TextTable) => ({
  table: sql.table(`catalog.${table}`),
  id: sql.ref(id),
  type: sql.raw(idType),
})

/** Brings the names of these things to what is wanted and answers the ids of those that differed. */
export async function writeNames(
  db: Kysely<CatalogTables>,
  where: TextTable,
  wanted: readonly WantedName[],
): Promise<Set<string | number>> {
  const kept = await readNames(db, where, wanted)
  const rows = wanted.flatMap(({ id, name }) =>
    [...markTexts({ name }, kept.get(id) ?? {})].map(([locale, { status, byMachine, fields }]) => ({
      id,
      locale,
      name: name[locale] ?? '',
      source_hash: fields['name']?.sourceHash ?? '',
      status,
      by_machine: byMachine,
    })),
  )
  const changed = rows.filter(({ id, locale, name, source_hash, status, by_machine }) => {
    const before = kept.get(id)?.[locale]
    return (
      before?.text !== name ||
      before.fields['name']?.sourceHash !== source_hash ||
      before.status !== status ||
      before.byMachine !== by_machine
    )
  })
  const gone = wanted.flatMap(({ id, name }) =>
    (Object.keys(kept.get(id) ?? {}) as Locale[])
      .filter((locale) => !name[locale])
      .map((locale) => ({ id, locale })),
  )
  if (changed.length > 0) await upsert(db, where, changed)
  if (gone.length > 0) await remove(db, where, gone)
  return new Set([...changed, ...gone].map(({ id }) => id))
}

async function readNames(
  db: Kysely<CatalogTables>,
  where: TextTable,
  wanted: readonly WantedName[],
): Promise<Map<string | number, Partial<Record<Locale, KeptName>>>> {
  const { table, id, type } = columns(where)
  const ids = wanted.map((one) => one.id)
  const { rows } =
    await sql<TextRow>`select ${id} as id, locale, name, source_hash, status, by_machine from ${table}
    where ${id} = any(${ids}::${type}[])`.execute(db)
  const kept = new Map<string | number, Partial<Record<Locale, KeptName>>>()
  for (const row of rows) {
    const texts = kept.get(row.id) ?? {}
    texts[row.locale] = {
      text: row.name,
      ...marksOfName({ ...row, sourceHash: row.source_hash, byMachine: row.by_machine }),
    }
    kept.set(row.id, texts)
  }
  return kept
}

async function upsert(db: Kysely<CatalogTables>, where: TextTable, rows: readonly TextRow[]): Promise<void> {
  const { table, id, type } = columns(where)
  const slugged = where.table === 'category_texts'
  const values = slugged ? await withSlugs(db, rows) : rows
  await sql`insert into ${table} (${id}, locale, name, source_hash, status, by_machine${sql.raw(slugged ? ', slug' : '')})
    select id, locale, name, source_hash, status, by_machine${sql.raw(slugged ? ', slug' : '')}
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
      as t(id ${type}, locale text, name text, source_hash text, status text, by_machine boolean, slug text)
    on conflict (${id}, locale) do update set name = excluded.name, source_hash = excluded.source_hash, status = excluded.status,
      by_machine = excluded.by_machine`.execute(db)
}

/** Addresses for categories; a row that exists keeps its own, which the upsert leaves alone. */
async function withSlugs(
  db: Kysely<CatalogTables>,
  rows: readonly TextRow[],
): Promise<(TextRow & { slug: string })[]> {
  const { rows: known } = await sql<{ slug: string; locale: string }>`
    select slug, locale from catalog.category_texts
    union all select slug, locale from catalog.past_slugs where kind = 'category'`.execute(db)
  const taken = new Set(known.map(({ slug, locale }) => `${locale} ${slug}`))
  return rows.map((row) => {
    const slug = freeSlug(row.name, String(row.id), (one) => taken.has(`${row.locale} ${one}`))
    taken.add(`${row.locale} ${slug}`)
    return { ...row, slug }
  })
}

async function remove(
  db: Kysely<CatalogTables>,
  where: TextTable,
  gone: readonly { id: string | number; locale: Locale }[],
): Promise<void> {
  const { table, id, type } = columns(where)
  await sql`delete from ${table} t using jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) as gone(id ${type}, locale text)
    where t.${id} = gone.id and t.locale = gone.locale`.execute(db)
}
