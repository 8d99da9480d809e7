import { sql, type QueryExecutorProvider } from 'kysely'

type Db = QueryExecutorProvider

interface Member {
  userId: string
  role: 'owner' | 'staff'
}

/** Who works for a store, the longest first. */
export async function listMembers(
  db: Db,
  storeId: string,
): Promise<(Member & { name: string; email: string; since: Date })[]> {
  const { rows } = await sql<Member & { name: string; email: string; since: Date }>`
    select u.id as "userId", u.name, u.email, m.role, m.granted_at as since
    from identity.store_members m join identity.users u on u.id = m.user_id
    where m.store_id = ${storeId} order by m.granted_at, u.id`.execute(db)
  return rows
}

/** Locks the members of a store, so that of two owners who let each other go one stays. */
export async function lockMembers(tx: Db, storeId: string): Promise<Member[]> {
  const { rows } = await sql<Member>`select user_id as "userId", role from identity.store_members
    where store_id = ${storeId} order by user_id for update`.execute(tx)
  return rows
}

/** Ends a membership with every session of the merchant portal, which acted for the store. */
export async function deleteMember(tx: Db, storeId: string, userId: string): Promise<void> {
  await sql`delete from identity.store_members where store_id = ${storeId} and user_id = ${userId}`.execute(
    tx,
  )
  await sql`update identity.sessions set ended_at = now()
    where user_id = ${userId} and portal = 'merchant' and ended_at is null`.execute(tx)
}
