import { sql, type QueryExecutorProvider } from 'kysely'
import type { Sealed } from '@tradewind/platform/sealing'

type Db = QueryExecutorProvider

interface Authenticator {
  sealed: Sealed
  on: boolean
  lastStep: number
}

/** Keeps a new secret that protects nothing yet; false where one is on already. */
export async function insertAuthenticator(
  db: Db,
  userId: string,
  { keyId, bytes }: Sealed,
): Promise<boolean> {
  const { rows } = await sql`
    insert into identity.authenticators as a (user_id, key_id, secret) values (${userId}, ${keyId}, ${bytes})
    on conflict (user_id) do update set key_id = excluded.key_id, secret = excluded.secret, last_step = 0, created_at = now()
    where a.on_since is null returning 1`.execute(db)
  return rows.length === 1
}

/** Locks it, so that of two who bring one code at once the second finds it used. */
export async function lockAuthenticator(db: Db, userId: string): Promise<Authenticator | undefined> {
  const { rows } = await sql<{ key_id: string; secret: Buffer; on: boolean; last_step: string }>`
    select key_id, secret, on_since is not null as on, last_step::text from identity.authenticators
    where user_id = ${userId} for update`.execute(db)
  const [row] = rows
  return (
    row && {
      sealed: { keyId: row.key_id, bytes: row.secret },
      on: row.on,
      lastStep: Number(row.last_step),
    }
  )
}

/** Uses up the codes of a step and all before it; the first turns the factor on. */
export async function useStep(db: Db, userId: string, step: number): Promise<void> {
  await sql`update identity.authenticators set last_step = ${step}, on_since = coalesce(on_since, now())
    where user_id = ${userId}`.execute(db)
}

/** False when none was on. */
export async function deleteAuthenticator(db: Db, userId: string): Promise<boolean> {
  const { rows } =
    await sql`delete from identity.authenticators where user_id = ${userId} and on_since is not null
    returning 1`.execute(db)
  await sql`delete from identity.recovery_codes where user_id = ${userId}`.execute(db)
  return rows.length === 1
}

export async function replaceRecoveryCodes(db: Db, userId: string, hashes: readonly string[]): Promise<void> {
  await sql`delete from identity.recovery_codes where user_id = ${userId}`.execute(db)
  await sql`insert into identity.recovery_codes (user_id, code_hash)
    select ${userId}, unnest(${[...hashes]}::text[])`.execute(db)
}

/** Uses a code up and answers how many are left; undefined when it is not the person's, or was used before. */
export async function spendRecoveryCode(db: Db, userId: string, hash: string): Promise<number | undefined> {
  const { rows } = await sql<{ left: number }>`update identity.recovery_codes c set spent_at = now()
    where user_id = ${userId} and code_hash = ${hash} and spent_at is null
    returning (select count(*)::int from identity.recovery_codes o
      where o.user_id = c.user_id and o.code_hash <> c.code_hash and o.spent_at is null) as "left"`.execute(
    db,
  )
  return rows[0]?.left
}

/** How a person is protected, and whether they have a password. */
export interface Protection {
  email: string
  name: string
  hasPassword: boolean
  codesOn: boolean
  recoveryCodesLeft: number
}

export async function findProtection(db: Db, userId: string): Promise<Protection | undefined> {
  const { rows } = await sql<Protection>`
    select u.email, u.name,
      exists (select from identity.credentials where user_id = u.id) as "hasPassword",
      exists (select from identity.authenticators where user_id = u.id and on_since is not null) as "codesOn",
      (select count(*)::int from identity.recovery_codes where user_id = u.id and spent_at is null) as "recoveryCodesLeft"
    from identity.users u where u.id = ${userId}`.execute(db)
  return rows[0]
}
