import { sql, type Kysely } from 'kysely'
import type { PricingTables } from '../tables.ts'
import type { RateSet } from './fx.rules.ts'

/** The id of a set that says exactly the same. */
export async function findSameRates(
  db: Kysely<PricingTables>,
  { date, source, base, rates }: Omit<RateSet, 'id'>,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select s.id from pricing.rate_sets s
    where s.date = ${date}::date and s.source = ${source} and s.base = ${base}
      and (select coalesce(jsonb_object_agg(r.currency, r.rate), '{}') from pricing.rates r where r.rate_set_id = s.id)
        = (select coalesce(jsonb_object_agg(key, value::numeric), '{}') from jsonb_each_text(${JSON.stringify(rates)}::jsonb))
    order by s.created_at limit 1`.execute(db)
  return rows[0]?.id
}

export async function insertRates(tx: Kysely<PricingTables>, set: RateSet): Promise<void> {
  const { rates, ...row } = set
  await tx.insertInto('pricing.rate_sets').values(row).execute()
  await sql`insert into pricing.rates (rate_set_id, currency, rate)
    select ${set.id}, key, value::numeric from jsonb_each_text(${JSON.stringify(rates)}::jsonb)`.execute(tx)
}
