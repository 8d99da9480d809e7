import { sql, type Kysely } from 'kysely'
import type { MarketTerms } from '../terms/terms.queries.ts'
import type { PricingTables } from '../tables.ts'

const rowOf = (market: MarketTerms) => ({
  code: market.code,
  name: JSON.stringify(market.name),
  locales: [...market.locales],
  currency: market.currency,
  currencies: [...market.currencies],
  tax_display: market.taxDisplay,
  open: market.open,
  prior_price_days: market.priorPriceDays ?? 30,
  payment_methods: market.paymentMethods ? [...market.paymentMethods] : null,
  zones: JSON.stringify(market.zones ?? []),
})

/** Puts a conversion rule into force from now on, unless it says what holds already. */
export async function noteConversion(
  tx: Kysely<PricingTables>,
  { code, conversion }: Pick<MarketTerms, 'code' | 'conversion'>,
): Promise<void> {
  if (!conversion) return
  await sql`insert into pricing.conversion_rules (market_code, since, margin_percent, most_down_percent, rounding)
    select ${code}, clock_timestamp(), n.margin, n.down, n.rounding
    from (select ${conversion.marginPercent}::numeric as margin, ${conversion.mostDownPercent}::numeric as down,
      ${JSON.stringify(conversion.rounding)}::jsonb as rounding) n
    where not exists (select from (select * from pricing.conversion_rules where market_code = ${code} order by since desc limit 1) c
      where c.margin_percent = n.margin and c.most_down_percent = n.down and c.rounding = n.rounding)`.execute(
    tx,
  )
}

/** Adds or changes a market; of conversion and reductions what it does not say stays as it was. */
export async function upsertMarket(tx: Kysely<PricingTables>, market: MarketTerms): Promise<void> {
  const { code, prior_price_days, ...rest } = rowOf(market)
  await tx
    .insertInto('pricing.markets')
    .values({ code, prior_price_days, ...rest })
    .onConflict((conflict) =>
      conflict.column('code').doUpdateSet({
        ...rest,
        ...(market.priorPriceDays === undefined ? {} : { prior_price_days }),
        updated_at: sql`now()`,
      }),
    )
    .execute()
}

/** Adds a market that does not exist yet; answers whether it did. */
export async function insertMarket(tx: Kysely<PricingTables>, market: MarketTerms): Promise<boolean> {
  const added = await tx
    .insertInto('pricing.markets')
    .values(rowOf(market))
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('code')
    .executeTakeFirst()
  return added !== undefined
}

/** Gives the market its countries, in order; answers those that another market has. */
export async function replaceCountries(
  tx: Kysely<PricingTables>,
  { code, countries }: Pick<MarketTerms, 'code' | 'countries'>,
): Promise<string[]> {
  await tx.deleteFrom('pricing.market_countries').where('market_code', '=', code).execute()
  const { rows } = await sql<{ country: string }>`
    insert into pricing.market_countries (country, market_code, position)
    select country, ${code}, position from unnest(${[...countries]}::text[]) with ordinality as c(country, position)
    order by country on conflict do nothing returning country`.execute(tx)
  const taken = new Set(rows.map((row) => row.country))
  return countries.filter((country) => !taken.has(country))
}
