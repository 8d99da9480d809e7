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
})

export async function upsertMarket(tx: Kysely<PricingTables>, market: MarketTerms): Promise<void> {
  const { code, ...rest } = rowOf(market)
  await tx
    .insertInto('pricing.markets')
    .values({ code, ...rest })
    .onConflict((conflict) => conflict.column('code').doUpdateSet({ ...rest, updated_at: sql`now()` }))
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
