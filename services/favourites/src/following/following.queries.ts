import { sql } from 'kysely'
import type { Db } from '../favourites.deps.ts'

export const MOST_FOLLOWED = 200

export interface FollowRow {
  storeId: string
  mail: boolean
  followedAt: Date
}

export async function listFollows(db: Db, owner: string): Promise<FollowRow[]> {
  const { rows } = await sql<FollowRow>`
    select store_id as "storeId", mail_since is not null as mail, followed_at as "followedAt"
    from favourites.follows where owner = ${owner} order by followed_at desc, store_id`.execute(db)
  return rows
}

/** Undefined when the owner follows as many as one may; without `mail` an earlier word on it stands. */
export async function upsertFollow(
  db: Db,
  owner: string,
  storeId: string,
  mail: boolean | undefined,
): Promise<{ mail: boolean } | undefined> {
  const { rows } = await sql<{ mail: boolean }>`
    insert into favourites.follows as f (owner, store_id, mail_since)
    select ${owner}, ${storeId}, case when ${mail ?? false}::boolean then now() end
    where (select count(*) from favourites.follows where owner = ${owner}) < ${sql.lit(MOST_FOLLOWED)}
      or exists (select from favourites.follows where owner = ${owner} and store_id = ${storeId})
    on conflict (owner, store_id) do update set mail_since = case
      when ${mail === undefined} then f.mail_since
      when ${mail ?? false}::boolean then coalesce(f.mail_since, now()) end
    returning mail_since is not null as mail`.execute(db)
  return rows[0]
}

export async function deleteFollow(db: Db, owner: string, storeId: string): Promise<void> {
  await sql`delete from favourites.follows where owner = ${owner} and store_id = ${storeId}`.execute(db)
}

export async function endMails(db: Db, owner: string): Promise<void> {
  await sql`update favourites.follows set mail_since = null where owner = ${owner} and mail_since is not null`.execute(
    db,
  )
}

export async function countFollowers(db: Db, storeId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from favourites.follows where store_id = ${storeId}`.execute(db)
  return rows[0]?.count ?? 0
}
