import { sql, type Kysely } from 'kysely'
import type { PricingTables } from '../tables.ts'
import type { HeldRate } from './feed.rules.ts'

/** How reading the central bank's rates went last. */
export interface FeedState {
  triedAt: Date | null
  takenAt: Date | null
  problem: string | null
  held: HeldRate[]
}

export async function readFeedState(db: Kysely<PricingTables>): Promise<FeedState> {
  const { rows } = await sql<FeedState>`select tried_at as "triedAt", taken_at as "takenAt", problem, held
    from pricing.rate_feed`.execute(db)
  return rows[0] ?? { triedAt: null, takenAt: null, problem: null, held: [] }
}

/** Notes how a reading went; what was held stays as it was where the set was known. */
export async function noteReading(
  db: Kysely<PricingTables>,
  { problem, held }: { problem: string | null; held?: readonly HeldRate[] },
): Promise<void> {
  await sql`update pricing.rate_feed set tried_at = now(), problem = ${problem}::text,
    taken_at = case when ${problem}::text is null then now() else taken_at end,
    held = coalesce(${held ? JSON.stringify(held) : null}::jsonb, held)`.execute(db)
}
