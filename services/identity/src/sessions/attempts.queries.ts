import { createHmac } from 'node:crypto'
import { sql, type QueryExecutorProvider } from 'kysely'
import { tooMany } from '@tradewind/kernel'
import {
  FIRST_PAUSE_SECONDS,
  FORGET_AFTER_SECONDS,
  FORGET_CODES_AFTER_SECONDS,
  FREE_ATTEMPTS,
  LONGEST_PAUSE_SECONDS,
} from './attempts.rules.ts'

/** What an attempt counts for: the account or the second factor tried, and the network address it comes from. */
export interface Attempt {
  kind: 'account' | 'address' | 'factor'
  subject: string
}

/** The account comes first everywhere: rows locked in one order cannot block each other. */
export function attemptsOf(key: Buffer, email: string, ip: string | undefined): Attempt[] {
  return counted({ kind: 'account', subject: subjectOf(key, email) }, key, ip)
}

/** Counts apart from passwords: a right password must not forgive wrong codes. */
export function codeAttemptsOf(key: Buffer, userId: string, ip: string | undefined): Attempt[] {
  return counted({ kind: 'factor', subject: subjectOf(key, userId) }, key, ip)
}

const counted = (first: Attempt, key: Buffer, ip: string | undefined): Attempt[] =>
  ip === undefined ? [first] : [first, { kind: 'address', subject: subjectOf(key, ip) }]

const subjectOf = (key: Buffer, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url')

/**
 * Counts the attempt before it is looked at; throws 429 while its account or address must wait. The clock is read while
 * the row is held: one that began earlier and waited would find the row changed in its future.
 */
export async function admitAttempt(db: QueryExecutorProvider, attempts: readonly Attempt[]): Promise<void> {
  const values = attempts.map(({ kind, subject }) => sql`(${kind}, ${subject}, 1, now(), now())`)
  const { rows: admitted } = await sql`
    insert into identity.attempts as a (kind, subject, failures, blocked_until, last_at) values ${sql.join(values)}
    on conflict (kind, subject) do update set
      failures = case when ${isForgotten} then 1 else a.failures + 1 end,
      blocked_until = case when ${isForgotten} or a.failures + 1 < ${sql.lit(FREE_ATTEMPTS)} then now()
        else now() + make_interval(secs => least(${sql.lit(LONGEST_PAUSE_SECONDS)},
          ${sql.lit(FIRST_PAUSE_SECONDS)} * 2 ^ least(a.failures + 1 - ${sql.lit(FREE_ATTEMPTS)}, 10))) end,
      last_at = now()
    where a.blocked_until <= clock_timestamp()
    returning 1`.execute(db)
  if (admitted.length < attempts.length) throw tooMany(await secondsToWait(db, attempts))
}

const isForgotten = sql`a.last_at < now() - make_interval(secs =>
  case a.kind when 'factor' then ${sql.lit(FORGET_CODES_AFTER_SECONDS)} else ${sql.lit(FORGET_AFTER_SECONDS)} end)`

async function secondsToWait(db: QueryExecutorProvider, attempts: readonly Attempt[]): Promise<number> {
  const subjects = attempts.map(({ subject }) => subject)
  const { rows } = await sql<{ seconds: number }>`
    select ceil(extract(epoch from max(blocked_until) - now()))::int as seconds
    from identity.attempts where subject = any(${subjects})`.execute(db)
  return Math.max(1, rows[0]?.seconds ?? 1)
}

/** Takes the count back after a right password or code; an address that is made to wait stays so. */
export async function forgiveAttempt(db: QueryExecutorProvider, attempts: readonly Attempt[]): Promise<void> {
  for (const { kind, subject } of attempts) {
    if (kind !== 'address')
      await sql`delete from identity.attempts where kind = ${kind} and subject = ${subject}`.execute(db)
    else
      await sql`update identity.attempts set failures = greatest(failures - 1, 0),
        blocked_until = case when failures - 1 < ${sql.lit(FREE_ATTEMPTS)} then now() else blocked_until end
        where kind = 'address' and subject = ${subject}`.execute(db)
  }
}

export async function forgetAttempts(db: QueryExecutorProvider): Promise<void> {
  await sql`delete from identity.attempts a where ${isForgotten} and blocked_until <= now()`.execute(db)
}
