import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { Locale } from '@tradewind/kernel'
import { type KeptMark, type MarkStatus, type TextSource, type Thing } from '@tradewind/platform/texts'
import { taxonomyChanged } from '../contract/index.ts'
import type { CatalogParts } from '../parts.ts'
import type { CatalogTables } from '../tables.ts'
import { countUp, lockTaxonomy } from '../taxonomy/taxonomy.queries.ts'
import { settleAddress } from './addresses.queries.ts'
import { marksOfName } from './name-marks.ts'
import type { TextTable } from './texts.queries.ts'

const ADDRESSES = { kind: 'category', table: 'category_texts', id: 'category_id' } as const

/** A kind of names: where they stand, which of them, and what helps to understand one. */
interface NameKind extends TextTable {
  kind: string
  of: RawBuilder<unknown>
  context: RawBuilder<unknown>
}

const nameOfAttribute = sql`(select a.name from catalog.attribute_values v join catalog.attribute_texts a on a.attribute_id = v.attribute_id
  where v.id = t.value_id and a.status = 'source')`
const nameOfParent = sql`(select p.name from catalog.categories c join catalog.category_texts p on p.category_id = c.parent_id
  where c.id = t.category_id and p.status = 'source')`
const attributesOf = (kind: 'attribute' | 'option') =>
  sql`t.attribute_id in (select a.id from catalog.attributes a where a.kind = ${sql.lit(kind)})`

const KINDS: readonly NameKind[] = [
  {
    kind: 'category',
    table: 'category_texts',
    id: 'category_id',
    idType: 'text',
    of: sql`true`,
    context: nameOfParent,
  },
  ...(['attribute', 'option'] as const).map((kind) => ({
    kind,
    table: 'attribute_texts' as const,
    id: 'attribute_id' as const,
    idType: 'int' as const,
    of: attributesOf(kind),
    context: sql`null::text`,
  })),
  {
    kind: 'value',
    table: 'attribute_value_texts',
    id: 'value_id',
    idType: 'int',
    of: sql`true`,
    context: nameOfAttribute,
  },
]

/** Names of categories, attributes, options and their values, for translators. */
export const taxonomyTexts = ({ deps }: CatalogParts): TextSource[] =>
  KINDS.map((names) => ({
    kind: names.kind,
    marks: sql`(select ${sql.ref(`t.${names.id}`)}::text as id, null::text as store_id, t.locale, t.name, t.status, t.by_machine
      from ${sql.table(`catalog.${names.table}`)} t where ${names.of})`,
    read: (db, ids, lock) => readNames(db, names, ids, lock),
    write: (tx, thing, locale, values, mark) => writeName(own(tx), names, thing, locale, values, mark),
    async tell(tx) {
      await countUp(own(tx))
      await deps.emit(tx, taxonomyChanged, 'taxonomy', {})
    },
  }))

const own = (db: Kysely<unknown>) => db.withTables<CatalogTables>()

async function writeName(
  tx: Kysely<CatalogTables>,
  { table, id, idType }: NameKind,
  thing: Thing,
  locale: Locale,
  { name = '', slug: wanted = '' }: Readonly<Record<string, string>>,
  { status, byMachine, fields }: KeptMark,
): Promise<boolean> {
  const sourceHash = fields['name']?.sourceHash ?? ''
  const into = sql.table(`catalog.${table}`)
  const idOf = sql`${thing.id}::${sql.raw(idType)}`
  if (table !== 'category_texts') {
    await sql`insert into ${into} (${sql.ref(id)}, locale, name, source_hash, status, by_machine)
      values (${idOf}, ${locale}, ${name}, ${sourceHash}, ${status}, ${byMachine})
      on conflict (${sql.ref(id)}, locale) do update set name = excluded.name, source_hash = excluded.source_hash,
        status = excluded.status, by_machine = excluded.by_machine`.execute(tx)
    return true
  }
  const kept = thing.fields.find(({ field }) => field === 'slug')?.text[locale] ?? ''
  const slug = await settleAddress(tx, ADDRESSES, { id: thing.id, locale, name, kept, wanted })
  if (slug === undefined) return false
  await sql`insert into ${into} (category_id, locale, name, slug, source_hash, status, by_machine)
    values (${idOf}, ${locale}, ${name}, ${slug}, ${sourceHash}, ${status}, ${byMachine})
    on conflict (category_id, locale) do update set name = excluded.name, slug = excluded.slug, source_hash = excluded.source_hash,
      status = excluded.status, by_machine = excluded.by_machine`.execute(tx)
  await sql`update catalog.categories set version = version + 1 where id = ${thing.id}`.execute(tx)
  return true
}

interface NameRow {
  locale: Locale
  name: string
  slug: string | null
  sourceHash: string
  status: MarkStatus
  byMachine: boolean
}

async function readNames(
  db: Kysely<unknown>,
  { table, id, idType, of, context }: NameKind,
  ids: readonly string[],
  lock?: 'lock',
): Promise<Thing[]> {
  if (lock) await lockTaxonomy(own(db))
  const slugged = table === 'category_texts'
  const wanted = idType === 'int' ? ids.filter((one) => /^[0-9]{1,9}$/.test(one)) : ids
  const { rows } = await sql<{ id: string; context: string | null; texts: NameRow[] }>`
    select ${sql.ref(`t.${id}`)}::text as id, min(${context}) as context, json_agg(json_build_object('locale', t.locale, 'name', t.name,
      'slug', ${slugged ? sql`t.slug` : sql`null::text`}, 'sourceHash', t.source_hash, 'status', t.status, 'byMachine', t.by_machine)) as texts
    from ${sql.table(`catalog.${table}`)} t where ${of} and ${sql.ref(`t.${id}`)} = any(${[...wanted]}::${sql.raw(idType)}[])
    group by 1`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    storeId: null,
    context: row.context ?? undefined,
    fields: [
      {
        field: 'name',
        role: 'text',
        maxLength: 80,
        text: Object.fromEntries(row.texts.map(({ locale, name }) => [locale, name])),
      },
      ...(slugged
        ? [
            {
              field: 'slug',
              role: 'address' as const,
              maxLength: 120,
              text: Object.fromEntries(row.texts.map(({ locale, slug }) => [locale, slug ?? ''])),
            },
          ]
        : []),
    ],
    marks: Object.fromEntries(row.texts.map((text) => [text.locale, marksOfName(text)])),
  }))
}
