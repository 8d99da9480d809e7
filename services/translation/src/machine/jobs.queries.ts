import { sql, type Kysely, type Selectable } from 'kysely'
import type { TranslationTables } from '../tables.ts'

type Db = Kysely<TranslationTables>
export type JobRow = Selectable<TranslationTables['translation.jobs']>

/** Takes the lane for so many seconds; false while another has it. */
export async function takeLane(db: Db, seconds: number): Promise<boolean> {
  const { rows } =
    await sql`update translation.lane set taken_until = now() + make_interval(secs => ${seconds})
    where taken_until < now() returning 1`.execute(db)
  return rows.length === 1
}

export const leaveLane = (db: Db) => sql`update translation.lane set taken_until = now()`.execute(db)

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

export const listJobs = (db: Db): Promise<JobRow[]> =>
  db.selectFrom('translation.jobs').selectAll().orderBy('updated_at', 'desc').limit(100).execute()
