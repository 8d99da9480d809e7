import { sql, type QueryExecutorProvider } from 'kysely'
import { personRows, type PersonRow } from '@tradewind/platform/db'

/** What is held of a person here; passwords, tokens and secrets of factors are nobody's to read. */
export async function exportPerson(
  db: QueryExecutorProvider,
  userId: string,
): Promise<Record<string, PersonRow[]>> {
  return {
    account: await personRows(
      db,
      sql`select to_jsonb(u) - array['operator', 'demo'] as row from identity.users u where id = ${userId}`,
    ),
    addresses: await personRows(
      db,
      sql`select to_jsonb(a) - 'user_id' as row from identity.addresses a where user_id = ${userId} order by id`,
    ),
    sessions: await personRows(
      db,
      sql`select to_jsonb(s) - 'user_id' as row from identity.sessions s where user_id = ${userId} order by created_at`,
    ),
    browsers: await personRows(
      db,
      sql`select to_jsonb(b) - array['user_id', 'browser_hash'] as row from identity.known_browsers b
        where user_id = ${userId} order by first_seen_at`,
    ),
    secondFactors: await personRows(
      db,
      sql`select jsonb_build_object('kind', 'totp', 'on_since', on_since, 'created_at', created_at) as row
        from identity.authenticators where user_id = ${userId}`,
    ),
    storeMemberships: await personRows(
      db,
      sql`select to_jsonb(m) - 'user_id' as row from identity.store_members m
        where user_id = ${userId} order by granted_at`,
    ),
    passkeys: await personRows(
      db,
      sql`select jsonb_build_object('name', name, 'created_at', created_at, 'last_used_at', last_used_at) as row
        from identity.passkeys where user_id = ${userId} order by created_at`,
    ),
    linkedAccounts: await personRows(
      db,
      sql`select to_jsonb(l) - 'user_id' as row from identity.issuer_links l
        where user_id = ${userId} order by linked_at`,
    ),
  }
}

/** For whom a person works. */
export async function findTies(
  db: QueryExecutorProvider,
  userId: string,
): Promise<{ stores: number; operator: boolean }> {
  const { rows } = await sql<{ stores: number; operator: boolean }>`select
    (select count(*)::int from identity.store_members where user_id = ${userId}) as stores,
    exists (select from identity.users where id = ${userId} and operator) as operator`.execute(db)
  return rows[0] ?? { stores: 0, operator: false }
}

/** Deletes the person with all that hangs on them, and facts that hold their mail address; false when they are gone. */
export async function deletePerson(tx: QueryExecutorProvider, userId: string): Promise<boolean> {
  await sql`delete from identity.outbox where key = ${userId}`.execute(tx)
  const { rows } = await sql`delete from identity.users where id = ${userId} returning 1`.execute(tx)
  return rows.length > 0
}
