import { sql, type Kysely } from 'kysely'
import type { Static } from 'typebox'
import type { Market } from '../contract/index.ts'
import { RATES_IN_FORCE } from '../fx/fx.queries.ts'
import type { RateSet } from '../fx/fx.rules.ts'
import { landedBook } from '../landed/landed.queries.ts'
import type { LandedBook } from '../landed/landed.types.ts'
import type { PricingTables } from '../tables.ts'
import type { TaxRule } from '../tax/tax.rules.ts'

export type MarketTerms = Static<typeof Market>

/** Everything but the prices themselves that decides what something costs. */
export interface Terms {
  readonly markets: readonly MarketTerms[]
  readonly taxRules: readonly TaxRule[]
  /** The newest set that is not of the future, without rates that are too old to sell by. */
  readonly rates: RateSet | null
  /** What is due when goods cross a border. */
  readonly landed: LandedBook
}

/** A conversion rule as JSON, of a row `c`. */
export const CONVERSION = sql`jsonb_build_object('marginPercent', trim_scale(c.margin_percent)::text,
  'mostDownPercent', trim_scale(c.most_down_percent)::text, 'rounding', c.rounding)`

/** Rates alone, unrounded: what a market does that nobody has told otherwise. */
const NO_CONVERSION = '{"marginPercent": "0", "mostDownPercent": "100", "rounding": {}}'

const MARKETS = sql`coalesce((
  select jsonb_agg(jsonb_build_object(
    'code', m.code, 'name', m.name, 'locales', m.locales, 'currency', m.currency, 'currencies', m.currencies,
    'taxDisplay', m.tax_display, 'open', m.open,
    'priorPriceDays', m.prior_price_days, 'conversion', coalesce((select ${CONVERSION} from pricing.conversion_rules c
      where c.market_code = m.code and c.since <= now() order by c.since desc limit 1), ${sql.lit(NO_CONVERSION)}::jsonb),
    'countries', coalesce((select jsonb_agg(c.country order by c.position)
      from pricing.market_countries c where c.market_code = m.code), '[]'),
    'zones', m.zones)
    || case when m.payment_methods is null then '{}' else jsonb_build_object('paymentMethods', m.payment_methods) end
  order by m.position)
  from pricing.markets m), '[]')`

/** The markets alone, which every page needs. */
export async function readMarkets(db: Kysely<PricingTables>): Promise<readonly MarketTerms[]> {
  const { rows } = await sql<{ markets: MarketTerms[] }>`select ${MARKETS} as markets`.execute(db)
  return rows[0]?.markets ?? []
}

/** All terms in one statement: they are few, and every price needs them. */
export async function readTerms(db: Kysely<PricingTables>): Promise<Terms> {
  const { rows } = await sql<{ terms: Terms }>`select jsonb_build_object(
    'markets', ${MARKETS},
    'taxRules', coalesce((
      select jsonb_agg(jsonb_build_object(
        'country', country, 'category', category, 'percent', trim_scale(percent)::text,
        'validFrom', valid_from, 'validTo', valid_to))
      from pricing.tax_rates where valid_to is null or valid_to >= current_date - 1), '[]'),
    'landed', ${landedBook(false)},
    'rates', ${RATES_IN_FORCE}
  ) as terms`.execute(db)
  const [row] = rows
  if (!row) throw new Error('terms cannot be read')
  return row.terms
}
