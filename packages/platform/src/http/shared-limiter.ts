import { createHmac } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import { tooMany } from '@tradewind/kernel'
import type { RateLimit } from './rate-limiter.ts'

/** One token of the bucket of `key`. */
export interface Attempt {
  key: string
  limit: RateLimit
}

/** Buckets of all processes on one database. What it cannot count it does not let through: it throws, mostly 503. */
export interface SharedLimiter {
  /** Takes one token of each bucket; throws 429 `platform.too-many` with the seconds to wait when one is empty. */
  take(attempts: readonly Attempt[]): Promise<void>
  /** Gives one token of each back, such as for a log-in that succeeded. */
  giveBack(attempts: readonly Attempt[]): Promise<void>
}

/** Keys are hashed with `hashKey`, since they name people. */
export function createSharedLimiter(db: Kysely<unknown>, hashKey: Buffer): SharedLimiter {
  const asked = (attempts: readonly Attempt[]) => {
    const keys = attempts.map(({ key }) => createHmac('sha256', hashKey).update(key).digest('base64url'))
    const tokens = attempts.map(({ limit }) => 60 / limit.perMinute)
    const bursts = attempts.map(({ limit }) => (limit.burst * 60) / limit.perMinute)
    return sql`select key, make_interval(secs => token) as token, make_interval(secs => burst) as burst
      from unnest(${keys}::text[], ${tokens}::float8[], ${bursts}::float8[]) as a (key, token, burst)`
  }
  return {
    async take(attempts) {
      // A refusal writes nothing; `burst` is looked up by key, since the insert knows only the table's columns. The clock is
      // read while the row is held: by the beginning of its statement, who waited longest would find the bucket fuller.
      const { rows } = await sql<{ seconds: number }>`
        with asked as (${asked(attempts)}),
        taken as (
          insert into platform.flood_limits as l (key, full_at) select key, now() + token from asked
          on conflict (key) do update set full_at = greatest(l.full_at, clock_timestamp()) + (excluded.full_at - now())
          where greatest(l.full_at, clock_timestamp()) + (excluded.full_at - now())
            <= clock_timestamp() + (select burst from asked where asked.key = excluded.key)
          returning key)
        select ceil(extract(epoch from coalesce(l.full_at, now()) + token - burst - now()))::int as seconds
        from asked left join platform.flood_limits l using (key)
        where key not in (select key from taken)`.execute(db)
      if (rows.length > 0) throw tooMany(Math.max(1, ...rows.map(({ seconds }) => seconds)))
    },
    async giveBack(attempts) {
      await sql`
        with asked as (${asked(attempts)})
        insert into platform.flood_limits as l (key, full_at) select key, now() from asked
        on conflict (key) do update set full_at = l.full_at - (select token from asked where asked.key = excluded.key)`.execute(
        db,
      )
    },
  }
}

/** Forgets buckets that are full again. */
export async function forgetFullBuckets(db: Kysely<unknown>): Promise<void> {
  await sql`delete from platform.flood_limits where full_at < now()`.execute(db)
}
