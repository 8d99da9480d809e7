import { sql, type Kysely, type Selectable } from 'kysely'
import type { Locale } from '@tradewind/kernel'
import type { TranslationTables } from '../tables.ts'

type Db = Kysely<TranslationTables>
export type JobRow = Selectable<TranslationTables['translation.jobs']>

/** Takes the lane for so many seconds; false while another has it. */
export async function takeLane(db: Db, holder: string, seconds: number): Promise<boolean> {
  const { rows } = await sql`update translation.lane
    set taken_until = now() + make_interval(secs => ${seconds}), holder = ${holder}
    where taken_until < now() returning 1`.execute(db)
  return rows.length === 1
}

/** Keeps the lane for so many seconds more; false when it was lost to another. */
export async function keepLane(db: Db, holder: string, seconds: number): Promise<boolean> {
  const { rows } =
    await sql`update translation.lane set taken_until = now() + make_interval(secs => ${seconds})
    where holder = ${holder} returning 1`.execute(db)
  return rows.length === 1
}

/** Leaves the lane, unless another has taken it meanwhile. */
export const leaveLane = (db: Db, holder: string) =>
  sql`update translation.lane set taken_until = now(), holder = null where holder = ${holder}`.execute(db)

/** The job whose turn it is, the one that has waited longest. */
export async function findDueJob(db: Db): Promise<JobRow | undefined> {
  return db
    .selectFrom('translation.jobs')
    .selectAll()
    .where('state', '=', 'running')
    .where('due_at', '<=', sql<Date>`now()`)
    .orderBy('updated_at')
    .limit(1)
    .executeTakeFirst()
}

/** When the next job is due; undefined when none is running. */
export async function findNextDue(db: Db): Promise<Date | undefined> {
  const row = await db
    .selectFrom('translation.jobs')
    .select('due_at')
    .where('state', '=', 'running')
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  return row?.due_at
}

/** Ends a job where it stands, also one that begins again by itself; undefined when there is none. */
export const stopJob = (db: Db, kind: string, locale: Locale): Promise<JobRow | undefined> =>
  db
    .updateTable('translation.jobs')
    .set({ state: 'stopped', repeats: false, fault: null, updated_at: sql<Date>`now()` })
    .where('kind', '=', kind)
    .where('locale', '=', locale)
    .returningAll()
    .executeTakeFirst()

/** Of these things those whose translation could not be used, with the source it was made from. */
export async function findRefusals(
  db: Db,
  kind: string,
  locale: Locale,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('translation.refusals')
    .select(['id', 'source_hash'])
    .where('kind', '=', kind)
    .where('locale', '=', locale)
    .where('id', 'in', [...ids, ''])
    .execute()
  return new Map(rows.map((row) => [row.id, row.source_hash]))
}

export async function noteRefusals(
  db: Db,
  kind: string,
  locale: Locale,
  things: readonly { id: string; sourceHash: string }[],
): Promise<void> {
  if (things.length === 0) return
  await db
    .insertInto('translation.refusals')
    .values(things.map(({ id, sourceHash }) => ({ kind, locale, id, source_hash: sourceHash })))
    .onConflict((conflict) =>
      conflict
        .columns(['kind', 'locale', 'id'])
        .doUpdateSet((row) => ({ source_hash: row.ref('excluded.source_hash') })),
    )
    .execute()
}

/** Lets the machine try again what it could not do. */
export const forgetRefusals = (db: Db, kind: string, locale: Locale) =>
  db.deleteFrom('translation.refusals').where('kind', '=', kind).where('locale', '=', locale).execute()

export const listJobs = (db: Db): Promise<JobRow[]> =>
  db.selectFrom('translation.jobs').selectAll().orderBy('updated_at', 'desc').limit(100).execute()
