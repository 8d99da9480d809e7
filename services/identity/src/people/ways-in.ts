import { sql, type Transaction } from 'kysely'
import { notFound, refused } from '@tradewind/kernel'
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
