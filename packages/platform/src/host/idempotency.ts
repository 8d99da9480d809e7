import { createHmac } from 'node:crypto'
import { AppError, conflict } from '@tradewind/kernel'
import { sql, type Kysely } from 'kysely'

/** Seconds after which an unfinished first attempt counts as dead and the next one takes over. */
const TAKE_OVER_SECONDS = 30

interface Claim {
  outcome: 'mine' | 'busy' | 'other-request' | 'done'
  answer: unknown
}

/**
 * Runs `work` once per key of a caller: a repetition gets the first answer, the same key with another input is
 * refused, and a failure leaves the key free.
 */
export async function once(
  db: Kysely<unknown>,
  hashKey: Buffer,
  request: { actor: string; key: string; operation: string; input: unknown },
  work: () => Promise<unknown>,
): Promise<{ answer: unknown; repeated: boolean }> {
  // With a key: inputs hold numbers of people that could be guessed from a bare hash.
  const hash = createHmac('sha256', hashKey)
    .update(`${request.operation}\n${JSON.stringify(request.input)}`)
    .digest('base64url')
  const claim = await claimKey(db, request, hash)
  if (claim.outcome === 'done') return { answer: claim.answer, repeated: true }
  if (claim.outcome === 'other-request') throw new AppError(422, 'platform.idempotency-mismatch')
  if (claim.outcome === 'busy') throw conflict('platform.idempotency-busy', { retryAfterSeconds: 1 })
  try {
    const answer = await work()
    await sql`update platform.idempotency_keys set state = 'done', answer = ${JSON.stringify(answer)}::jsonb
      where actor = ${request.actor} and key = ${request.key}`.execute(db)
    return { answer, repeated: false }
  } catch (error) {
    await sql`delete from platform.idempotency_keys where actor = ${request.actor} and key = ${request.key} and state = 'running'`.execute(
      db,
    )
    throw error
  }
}

async function claimKey(
  db: Kysely<unknown>,
  { actor, key, operation }: { actor: string; key: string; operation: string },
  hash: string,
): Promise<Claim> {
  const { rows } = await sql<{ hash: string; state: string; answer: unknown; mine: boolean }>`
    insert into platform.idempotency_keys as k (actor, key, operation, request_hash, state)
    values (${actor}, ${key}, ${operation}, ${hash}, 'running')
    on conflict (actor, key) do update set
      created_at = case when k.state = 'running' and k.created_at < now() - make_interval(secs => ${sql.lit(TAKE_OVER_SECONDS)}) then now() else k.created_at end
    returning request_hash as hash, state, answer, (xmax = 0 or created_at = now()) and state = 'running' as mine`.execute(
    db,
  )
  const row = rows[0]
  if (!row) throw new Error('an upsert always answers a row')
  if (row.hash !== hash) return { outcome: 'other-request', answer: null }
  if (row.state === 'done') return { outcome: 'done', answer: row.answer }
  return { outcome: row.mine ? 'mine' : 'busy', answer: null }
}

/** Forgets keys older than a day. */
export async function forgetOldKeys(db: Kysely<unknown>): Promise<void> {
  await sql`delete from platform.idempotency_keys where created_at < now() - interval '25 hours'`.execute(db)
}
