import { sql, type Transaction } from 'kysely'
import { notFound, refused } from '@tradewind/kernel'
import { endSessionsOf } from '../sessions/sessions.queries.ts'
import type { IdentityTables } from '../tables.ts'

/**
 * Removes a way into an account, unless it is the last; removals of one person wait for each other. `remove` answers
 * what it removed, undefined where there is no such thing.
 */
export async function removeWayIn<T>(
  tx: Transaction<IdentityTables>,
  userId: string,
  remove: () => Promise<T | undefined>,
): Promise<T> {
  await sql`select from identity.users where id = ${userId} for update`.execute(tx)
  const removed = await remove()
  if (removed === undefined) throw notFound()
  const { rows } = await sql`
    select from identity.credentials where user_id = ${userId}
    union all select from identity.passkeys where user_id = ${userId}
    union all select from identity.issuer_links where user_id = ${userId} limit 1`.execute(tx)
  if (rows.length === 0) throw refused('identity.last-way-in')
  return removed
}

/**
 * Notes that the person reads the mail of their address. When they show it for the first time, somebody else may have
 * registered it: what was set up before goes.
 */
export async function proveAddress(tx: Transaction<IdentityTables>, userId: string): Promise<void> {
  const { rows } = await sql`update identity.users set address_proven_at = now()
    where id = ${userId} and address_proven_at is null returning 1`.execute(tx)
  if (rows.length > 0) await deleteWaysIn(tx, userId)
}

const WAYS_IN = [
  'passkeys',
  'ceremonies',
  'issuer_links',
  'authenticators',
  'recovery_codes',
  'known_browsers',
] as const

/**
 * Deletes every way into an account but its password, and the browsers that opened it. Challenges and sessions ended
 * before.
 */
export async function deleteWaysIn(tx: Transaction<IdentityTables>, userId: string): Promise<void> {
  for (const table of WAYS_IN)
    await sql`delete from ${sql.table(`identity.${table}`)} where user_id = ${userId}`.execute(tx)
  // One of them may have opened a session while it was deleted.
  await endSessionsOf(tx, userId)
}
