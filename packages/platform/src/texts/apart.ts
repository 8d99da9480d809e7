import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely'
import type { Locale } from '@tradewind/kernel'
import { markTexts, type KeptMark } from './marks.ts'
import { textsOf } from './save.rules.ts'
import type { TextSource, Thing, ThingField, Values } from './source.types.ts'

/** Texts that a service keeps as one value with all languages, such as `name jsonb`; their marks stand in `<schema>.text_marks`. */
export interface ApartTexts {
  kind: string
  schema: string
  /** Table of the things, such as `stores`. */
  table: string
  id: string
  /** Store that owns the thing, and what changes with each change of it, as SQL over the table. */
  storeId: RawBuilder<unknown>
  stamp: RawBuilder<unknown>
  /** JSON from which `fieldsOf` makes the fields. */
  texts: RawBuilder<unknown>
  fieldsOf(texts: never): readonly ThingField[]
  /** Fields may be moved about, which changes no wording. */
  inAnyOrder?: boolean
  write(tx: Transaction<unknown>, id: string, locale: Locale, values: Values): Promise<void>
  tell?(tx: Transaction<unknown>, ids: readonly string[]): Promise<void>
}

interface ThingRow {
  id: string
  store_id: string | null
  stamp: string
  texts: never
}

interface MarkRow extends Omit<KeptMark, 'byMachine'> {
  id: string
  locale: Locale
  by_machine: boolean
}

const MOST_AT_ONCE = 200

/** A source of texts whose marks are brought up to date when translators look: those who write the things know nothing of them. */
export function apartTexts(apart: ApartTexts): TextSource {
  const { kind } = apart
  const marksTable = sql.table(`${apart.schema}.text_marks`)
  const table = sql.table(`${apart.schema}.${apart.table}`)
  const id = sql.ref(`x.${apart.id}`)
  const columns = sql`${id} as id, ${apart.storeId} as store_id, ${apart.stamp} as stamp, ${apart.texts} as texts`

  const marksOf = async (db: Kysely<unknown>, ids: readonly string[]) => {
    const { rows } = await sql<MarkRow>`select id, locale, status, by_machine, fields from ${marksTable}
      where kind = ${kind} and id = any(${[...ids]}::text[])`.execute(db)
    const byThing = new Map<string, Partial<Record<Locale, KeptMark>>>()
    for (const row of rows) {
      const marks = byThing.get(row.id) ?? {}
      marks[row.locale] = { status: row.status, byMachine: row.by_machine, fields: row.fields }
      byThing.set(row.id, marks)
    }
    return byThing
  }

  /** Marks things as they stand, given what was known of them. */
  const mark = async (
    db: Kysely<unknown>,
    rows: readonly ThingRow[],
    anew?: { locale: Locale; mark: KeptMark },
  ) => {
    const known = await marksOf(
      db,
      rows.map((row) => row.id),
    )
    const marks = rows.flatMap((row) => {
      const fields = textsOf({ fields: apart.fieldsOf(row.texts) })
      const next = markTexts(fields, known.get(row.id) ?? {}, { inAnyOrder: apart.inAnyOrder })
      if (anew) next.set(anew.locale, anew.mark)
      const [first = {}] = Object.values(fields)
      return [...next].map(([locale, { status, byMachine, fields: marked }]) => ({
        kind,
        id: row.id,
        locale,
        store_id: row.store_id,
        name: first[locale] ?? '',
        status,
        by_machine: byMachine,
        fields: marked,
        stamp: row.stamp,
      }))
    })
    const ids = rows.map((row) => row.id)
    await sql`with wanted as (select * from jsonb_to_recordset(${JSON.stringify(marks)}::jsonb) as t(kind text, id text, locale text,
        store_id text, name text, status text, by_machine boolean, fields jsonb, stamp text)),
      gone as (delete from ${marksTable} m where m.kind = ${kind} and m.id = any(${ids}::text[])
        and not exists (select from wanted w where w.id = m.id and w.locale = m.locale))
      insert into ${marksTable} (kind, id, locale, store_id, name, status, by_machine, fields, stamp)
      select kind, id, locale, store_id, name, status, by_machine, fields, stamp from wanted order by id, locale
      on conflict (kind, id, locale) do update set store_id = excluded.store_id, name = excluded.name,
        status = excluded.status, by_machine = excluded.by_machine, fields = excluded.fields, stamp = excluded.stamp`.execute(
      db,
    )
  }

  return {
    kind,
    marks: sql`(select id, store_id, locale, name, status, by_machine from ${marksTable} where kind = ${sql.lit(kind)})`,

    async prepare(db) {
      await sql`delete from ${marksTable} m where m.kind = ${kind}
        and not exists (select from ${table} x where ${id} = m.id)`.execute(db)
      for (let after = ''; ;) {
        const { rows } = await sql<ThingRow>`select ${columns} from ${table} x where ${id} > ${after}
          and not exists (select from ${marksTable} m where m.kind = ${kind} and m.id = ${id} and m.stamp = ${apart.stamp})
          order by ${id} limit ${sql.lit(MOST_AT_ONCE)}`.execute(db)
        if (rows.length > 0) await mark(db, rows)
        if (rows.length < MOST_AT_ONCE) return
        after = rows.at(-1)?.id ?? ''
      }
    },

    async read(db, ids, lock) {
      const { rows } =
        await sql<ThingRow>`select ${columns} from ${table} x where ${id} = any(${[...ids]}::text[])
        order by ${id} ${lock ? sql`for update` : sql``}`.execute(db)
      if (lock && rows.length > 0) await mark(db, rows)
      const marks = await marksOf(db, ids)
      return rows.map((row): Thing => ({
        id: row.id,
        storeId: row.store_id,
        fields: apart.fieldsOf(row.texts),
        inAnyOrder: apart.inAnyOrder,
        marks: marks.get(row.id) ?? {},
      }))
    },

    async write(tx, thing, locale, values, next) {
      await apart.write(tx, thing.id, locale, values)
      const { rows } =
        await sql<ThingRow>`select ${columns} from ${table} x where ${id} = ${thing.id}`.execute(tx)
      await mark(tx, rows, { locale, mark: next })
      return true
    },

    tell: async (tx, ids) => apart.tell?.(tx, ids),
  }
}
