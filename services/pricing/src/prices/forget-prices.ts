import { sql, type Kysely } from 'kysely'
import type { Ticker } from '@tradewind/platform/service'
import type { PricingDeps } from '../pricing.deps.ts'
import type { PricingTables } from '../tables.ts'

const AT_ONCE = 5_000

/** Forgets once a day what prices were. */
export const forgetPricesTicker = (deps: PricingDeps): Ticker => ({
  name: 'forget-prices',
  everySeconds: 86_400,
  run: () => forgetPrices(deps.database<PricingTables>()),
})

/**
 * Forgets what prices were more than a year ago, or a year before the oldest special price that still holds began. What
 * held at that moment stays, for the price of the days after it.
 */
export async function forgetPrices(db: Kysely<PricingTables>): Promise<void> {
  for (let forgotten = AT_ONCE; forgotten === AT_ONCE;) {
    const { rows } = await sql`delete from pricing.price_history where ctid in (
        select h.ctid from pricing.price_history h
        where h.since < now() - interval '1 year' and exists (
          select from pricing.price_history later
          where later.offer_id = h.offer_id and later.currency = h.currency and later.since > h.since
            and later.since <= least(now() - interval '1 year', (
              select min(s.starts_at) - interval '1 year' from pricing.special_prices s
              where s.offer_id = h.offer_id and (s.ends_at is null or s.ends_at > now()))))
        limit ${sql.lit(AT_ONCE)})
      returning 1`.execute(db)
    forgotten = rows.length
  }
}
