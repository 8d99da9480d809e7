import { sql, type Kysely } from 'kysely'
import { RATE_SET } from '../fx/fx.queries.ts'
import type { PricingTables } from '../tables.ts'
import { CONVERSION } from '../terms/terms.queries.ts'
import { SPECIAL } from './prices.queries.ts'
import type { PriceMemory } from './prior.rules.ts'

/** What made the prices of these offers since a moment, in one statement. */
export async function readMemory(
  db: Kysely<PricingTables>,
  offerIds: readonly string[],
  since: Date,
): Promise<PriceMemory> {
  const { rows } = await sql<{ memory: PriceMemory }>`select jsonb_build_object(
    'lists', (select coalesce(jsonb_agg(jsonb_build_object('offerId', offer_id, 'currency', currency, 'minor', minor,
        'isBase', is_base, 'floorMinor', floor_minor, 'since', since) order by since), '[]')
      from pricing.price_history where offer_id = any(${offerIds}::text[])),
    'specials', (select coalesce(jsonb_agg(jsonb_build_object('offerId', offer_id, 'currency', currency, 'minor', minor,
        'isBase', false, 'special', ${SPECIAL})), '[]')
      from pricing.special_prices where offer_id = any(${offerIds}::text[])),
    'conversions', (select coalesce(jsonb_agg(jsonb_build_object('market', c.market_code, 'since', c.since,
        'conversion', ${CONVERSION}) order by c.since), '[]') from pricing.conversion_rules c),
    'sets', (select coalesce(jsonb_agg(${RATE_SET} || jsonb_build_object('since', s.created_at) order by s.date, s.created_at), '[]')
      from pricing.rate_sets s where s.created_at >= ${since}::timestamptz or s.id = (
        select id from pricing.rate_sets where created_at < ${since}::timestamptz and date <= ${since}::date
        order by date desc, created_at desc limit 1))
  ) as memory`.execute(db)
  const [row] = rows
  if (!row) throw new Error('past prices cannot be read')
  return row.memory
}
