import { sql, type Kysely, type Transaction } from 'kysely'
import type { PricingTables } from '../tables.ts'
import type { NewRateSet, RateSet } from './fx.rules.ts'

/** Lets one at a time read the set in force and put another in its place. */
export const lockRates = (tx: Transaction<PricingTables>) =>
  sql`select pg_advisory_xact_lock(hashtext('pricing.rates'))`.execute(tx)

/** Rates of a set `s` that are of another day or source than it, by currency. */
const KEPT = sql`(select coalesce(jsonb_object_agg(r.currency, jsonb_build_object('date', r.date, 'source', r.source, 'manual', r.manual)), '{}')
    from pricing.rates r where r.rate_set_id = s.id and r.date is not null)`

/** The id of a set that says exactly the same. */
export async function findSameRates(
  db: Kysely<PricingTables>,
  { date, source, base, rates, kept }: NewRateSet,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select s.id from pricing.rate_sets s
    where s.date = ${date}::date and s.source = ${source} and s.base = ${base}
      and (select coalesce(jsonb_object_agg(r.currency, r.rate), '{}') from pricing.rates r where r.rate_set_id = s.id)
        = (select coalesce(jsonb_object_agg(key, value::numeric), '{}') from jsonb_each_text(${JSON.stringify(rates)}::jsonb))
      and ${KEPT} = ${JSON.stringify(kept)}::jsonb
    order by s.created_at limit 1`.execute(db)
  return rows[0]?.id
}

export async function insertRates(
  tx: Kysely<PricingTables>,
  set: NewRateSet & { id: string },
): Promise<void> {
  const { rates, kept, ...row } = set
  await tx
    .insertInto('pricing.rate_sets')
    // Of two sets of a day the later one holds: later by when it was written, not by when its transaction began.
    .values({ ...row, created_at: sql<Date>`clock_timestamp()` })
    .execute()
  await sql`insert into pricing.rates (rate_set_id, currency, rate, date, source, manual)
    select ${set.id}, r.key, r.value::numeric, k.date, k.source, k.manual
    from jsonb_each_text(${JSON.stringify(rates)}::jsonb) r
    left join lateral jsonb_to_record(${JSON.stringify(kept)}::jsonb -> r.key) as k(date date, source text, manual boolean) on true`.execute(
    tx,
  )
}

/** A set of rates as JSON, of a row `s`. */
export const RATE_SET = sql`jsonb_build_object('id', s.id, 'date', s.date, 'source', s.source, 'base', s.base, 'manual', s.manual,
  'rates', (select coalesce(jsonb_object_agg(r.currency, r.rate::text), '{}') from pricing.rates r where r.rate_set_id = s.id),
  'kept', ${KEPT})`

/** The newest set that is not of the future, as JSON. */
export const RATES_IN_FORCE = sql`(select ${RATE_SET} from pricing.rate_sets s where s.date <= current_date
  order by s.date desc, s.created_at desc, s.id desc limit 1)`

export async function readRateSet(db: Kysely<PricingTables>): Promise<RateSet | null> {
  const { rows } = await sql<{
    rates: RateSet | null
  }>`select ${RATES_IN_FORCE} as rates`.execute(db)
  return rows[0]?.rates ?? null
}
