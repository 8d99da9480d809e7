import { sql, type QueryExecutorProvider } from 'kysely'

/**
 * Deletes what the platform itself holds of a person: answers to their repeatable requests, and facts about them that
 * a consumer could not digest. `about` is what payloads of their queued tasks hold, one of it each, such as
 * `{ userId }`.
 */
export async function forgetPerson(
  tx: QueryExecutorProvider,
  userId: string,
  about: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  await sql`delete from platform.idempotency_keys where actor = ${userId}`.execute(tx)
  await sql`delete from platform.dead_facts where key = ${userId}`.execute(tx)
  // One that runs now goes on, and is gone once it is done.
  await sql`delete from graphile_worker._private_jobs
    where payload::jsonb @> any (${about.map((part) => JSON.stringify(part))}::jsonb[]) and locked_at is null`.execute(
    tx,
  )
}
