import { sql, type Kysely } from 'kysely'
import type { Static } from 'typebox'
import type { KeptData } from '../contract/index.ts'

type Db = Kysely<unknown>

export interface ErasureRow {
  id: string
  userId: string | null
  keepReviews: boolean
  kept: Static<typeof KeptData>[]
  askedAt: Date
  doneAt: Date | null
}

const COLUMNS = sql`id, user_id as "userId", keep_reviews as "keepReviews", kept, asked_at as "askedAt", done_at as "doneAt"`

/** Writes an erasure down; the one that is already going on for the person stays as it is. */
export async function beginErasure(
  tx: Db,
  erasure: Pick<ErasureRow, 'id' | 'keepReviews' | 'kept'> & { userId: string; consentsHash: string },
): Promise<string> {
  const { id, userId, keepReviews, kept, consentsHash } = erasure
  const { rows } = await sql<{ id: string }>`
    insert into privacy.erasures as e (id, user_id, keep_reviews, kept, consents_hash)
    values (${id}, ${userId}, ${keepReviews}, ${JSON.stringify(kept)}::jsonb, ${consentsHash})
    on conflict (user_id) where user_id is not null do update set keep_reviews = e.keep_reviews returning id`.execute(
    tx,
  )
  return rows[0]?.id ?? id
}

export async function findErasure(db: Db, id: string): Promise<ErasureRow | undefined> {
  const { rows } = await sql<ErasureRow>`select ${COLUMNS} from privacy.erasures where id = ${id}`.execute(db)
  return rows[0]
}

export async function endErasure(db: Db, id: string): Promise<void> {
  await sql`update privacy.erasures set user_id = null, done_at = now() where id = ${id} and done_at is null`.execute(
    db,
  )
}

/** Takes back what was asked for and never begun. */
export async function dropErasure(db: Db, id: string): Promise<void> {
  await sql`delete from privacy.erasures where id = ${id} and done_at is null`.execute(db)
}

/** One more than asked for, newest first. */
export async function listErasures(db: Db, limit: number, before: string | undefined): Promise<ErasureRow[]> {
  const from = before === undefined ? sql`` : sql`where id < ${before}`
  const { rows } = await sql<ErasureRow>`select ${COLUMNS} from privacy.erasures ${from}
    order by id desc limit ${sql.lit(limit + 1)}`.execute(db)
  return rows
}
