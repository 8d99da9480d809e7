import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { Static } from 'typebox'
import { LOCALES, decodeCursor, pageOf, type Locale } from '@tradewind/kernel'
import type { TextStatus } from '../contract/index.ts'
import type { MarkStatus } from './marks.ts'
import type { TextSource } from './source.types.ts'

type Status = Static<typeof TextStatus>

export interface ThingFilter {
  locale: Locale
  storeId?: string
  status?: Status
  /** What a machine may find something to write in; which fields, their marks tell. */
  forMachine?: boolean
  ids?: readonly string[]
  q?: string
  limit?: number
  cursor?: string
}

const STATUS: Readonly<Record<Status, RawBuilder<unknown>>> = {
  missing: sql`(t.id is null or t.status = 'partial')`,
  machine: sql`(t.status = 'current' and t.by_machine)`,
  human: sql`(t.status = 'current' and not t.by_machine)`,
  stale: sql`t.status = 'stale'`,
}

const PAGE = 50

/** Ids of the things that a filter means, in their order, a page at a time. */
export async function listThingIds(
  db: Kysely<unknown>,
  { marks }: TextSource,
  { locale, storeId, status, forMachine, ids, q, limit = PAGE, cursor }: ThingFilter,
): Promise<{ items: string[]; nextCursor: string | null }> {
  const conditions = [sql`s.status = 'source'`, sql`s.locale <> ${locale}`]
  if (storeId !== undefined) conditions.push(sql`s.store_id = ${storeId}`)
  if (status !== undefined) conditions.push(STATUS[status])
  if (forMachine === true)
    conditions.push(sql`(t.id is null or t.status = 'partial' or (t.by_machine and t.status = 'stale'))`)
  if (ids !== undefined) conditions.push(sql`s.id = any(${[...ids]}::text[])`)
  if (q !== undefined && q.trim() !== '') {
    const like = `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`
    conditions.push(sql`(s.name ilike ${like} or t.name ilike ${like})`)
  }
  if (cursor !== undefined) conditions.push(sql`s.id collate "C" > ${decodeCursor(cursor, 'text')[0]}`)
  const { rows } = await sql<{ id: string }>`
    select s.id from ${marks} s left join ${marks} t on t.id = s.id and t.locale = ${locale}
    where ${sql.join(conditions, sql` and `)} order by s.id collate "C" limit ${sql.lit(limit + 1)}`.execute(
    db,
  )
  const page = pageOf(rows, limit, ({ id }) => [id])
  return { items: page.items.map(({ id }) => id), nextCursor: page.nextCursor }
}

export interface StatusCount {
  kind: string
  locale: Locale
  status: Status
  count: number
}

/** How many texts stand how in each language; what has no text at all in a language counts as missing there. */
export async function countThings(
  db: Kysely<unknown>,
  { kind, marks }: TextSource,
  storeId?: string,
): Promise<StatusCount[]> {
  const own = storeId === undefined ? sql`` : sql`where m.store_id = ${storeId}`
  const { rows } = await sql<{ locale: Locale; status: MarkStatus; by_machine: boolean; count: number }>`
    select m.locale, m.status, m.by_machine, count(*)::int as count from ${marks} m ${own} group by 1, 2, 3`.execute(
    db,
  )
  const sources = rows.filter(({ status }) => status === 'source')
  return LOCALES.flatMap((locale) => {
    const here = rows.filter((row) => row.locale === locale)
    const sum = (of: readonly { count: number }[]) => of.reduce((total, { count }) => total + count, 0)
    const current = (byMachine: boolean) =>
      sum(here.filter((row) => row.status === 'current' && row.by_machine === byMachine))
    const counts = {
      human: current(false),
      machine: current(true),
      stale: sum(here.filter(({ status }) => status === 'stale')),
    }
    const wanted = sum(sources.filter((row) => row.locale !== locale))
    const missing = wanted - counts.human - counts.machine - counts.stale
    return Object.entries({ missing, ...counts })
      .filter(([, count]) => count > 0)
      .map(([status, count]) => ({ kind, locale, status: status as Status, count }))
  })
}
