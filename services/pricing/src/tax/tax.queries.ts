import { newId } from '@tradewind/kernel'
import { sql, type Kysely } from 'kysely'
import type { OutputOf } from '@tradewind/platform/contract'
import type { pricing } from '../contract/index.ts'
import type { PricingTables } from '../tables.ts'
import type { TaxRule } from './tax.rules.ts'

export type TaxRateView = OutputOf<typeof pricing.saveTaxRate>
export type NewTaxRate = Omit<TaxRule, 'validTo'> & { readonly source: string }

const columns = sql`id, country, category, trim_scale(percent)::text as percent,
  valid_from as "validFrom", valid_to as "validTo", source`

/** Rates of a country or of all, in the order they take effect. */
export async function readTaxRates(db: Kysely<PricingTables>, country?: string): Promise<TaxRateView[]> {
  const { rows } = await sql<TaxRateView>`select ${columns} from pricing.tax_rates
    where ${country ?? null}::text is null or country = ${country ?? null}
    order by country, category, valid_from`.execute(db)
  return rows
}

/** Adds rates that are not known yet; answers how many. */
export async function insertTaxRates(
  tx: Kysely<PricingTables>,
  rates: readonly NewTaxRate[],
): Promise<number> {
  await lockPeriods(tx)
  const { rows } = await sql`
    insert into pricing.tax_rates (id, country, category, percent, valid_from, source)
    select * from unnest(${rates.map(() => newId('tax'))}::text[], ${rates.map((rate) => rate.country)}::text[],
      ${rates.map((rate) => rate.category)}::text[], ${rates.map((rate) => rate.percent)}::numeric[],
      ${rates.map((rate) => rate.validFrom)}::date[], ${rates.map((rate) => rate.source)}::text[])
    on conflict (country, category, valid_from) do nothing returning id`.execute(tx)
  if (rows.length > 0) await closePeriods(tx)
  return rows.length
}

/** A rate from a day on; the same day again corrects it. */
export async function upsertTaxRate(tx: Kysely<PricingTables>, rate: NewTaxRate): Promise<TaxRateView> {
  await lockPeriods(tx)
  const { rows: saved } = await sql<{ id: string }>`
    insert into pricing.tax_rates (id, country, category, percent, valid_from, source)
    values (${newId('tax')}, ${rate.country}, ${rate.category}, ${rate.percent}::numeric, ${rate.validFrom}::date, ${rate.source})
    on conflict (country, category, valid_from) do update set percent = excluded.percent, source = excluded.source
    returning id`.execute(tx)
  await closePeriods(tx)
  const { rows } =
    await sql<TaxRateView>`select ${columns} from pricing.tax_rates where id = ${saved[0]?.id}`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('a tax rate vanished')
  return row
}

/** Two savers at once would not see each other's periods. */
const lockPeriods = (tx: Kysely<PricingTables>) =>
  sql`lock table pricing.tax_rates in share row exclusive mode`.execute(tx)

/** Ends each period on the day before the next begins. */
const closePeriods = (tx: Kysely<PricingTables>) =>
  sql`update pricing.tax_rates t set valid_to = p.ends
    from (select id, lead(valid_from) over (partition by country, category order by valid_from) - 1 as ends
      from pricing.tax_rates) p
    where p.id = t.id and t.valid_to is distinct from p.ends`.execute(tx)
