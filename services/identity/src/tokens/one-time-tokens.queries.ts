import { sql, type QueryExecutorProvider } from 'kysely'

const RESET_SECONDS = 15 * 60
const SETUP_SECONDS = 24 * 3_600

/** Keeps a token with which the person may choose a new password; false when one was made within the last minute. Earlier ones end. */
export async function insertResetToken(
  db: QueryExecutorProvider,
  userId: string,
  tokenHash: string,
): Promise<boolean> {
  const { rows } = await sql`
    insert into identity.one_time_tokens (token_hash, purpose, user_id, expires_at)
    select ${tokenHash}, 'reset', ${userId}, now() + make_interval(secs => ${sql.lit(RESET_SECONDS)})
    where not exists (
      select from identity.one_time_tokens where user_id = ${userId} and created_at > now() - interval '1 minute')
    returning 1`.execute(db)
  if (rows.length === 0) return false
  await sql`delete from identity.one_time_tokens where user_id = ${userId} and token_hash <> ${tokenHash}`.execute(
    db,
  )
  return true
}

/** Whose token it is, while it is good. */
export async function findResetToken(
  db: QueryExecutorProvider,
  tokenHash: string,
): Promise<{ user_id: string; email: string } | undefined> {
  const { rows } = await sql<{ user_id: string; email: string }>`
    select u.id as user_id, u.email from identity.one_time_tokens t join identity.users u on u.id = t.user_id
    where t.token_hash = ${tokenHash} and t.purpose = 'reset' and t.spent_at is null and t.expires_at > now()`.execute(
    db,
  )
  return rows[0]
}

export async function insertSetupToken(db: QueryExecutorProvider, tokenHash: string): Promise<void> {
  await sql`insert into identity.one_time_tokens (token_hash, purpose, expires_at)
    values (${tokenHash}, 'setup', now() + make_interval(secs => ${sql.lit(SETUP_SECONDS)}))`.execute(db)
}

/** Uses a token up; false when it is unknown, expired or used before. */
export async function spendToken(
  db: QueryExecutorProvider,
  tokenHash: string,
  purpose: 'reset' | 'setup',
): Promise<boolean> {
  const { rows } = await sql`update identity.one_time_tokens set spent_at = now()
    where token_hash = ${tokenHash} and purpose = ${purpose} and spent_at is null and expires_at > now() returning 1`.execute(
    db,
  )
  return rows.length === 1
}
