import { sql, type Kysely } from 'kysely'
import type { PricingTables } from '../tables.ts'
import type { StoredPrice } from './prices.rules.ts'

/** A price to be stored with the store it belongs to. */
export interface NewPrice extends StoredPrice {
  readonly storeId: string
}

/** Prices of these offers in all currencies, and their special prices that have not ended. */
export async function readPrices(
  db: Kysely<PricingTables>,
  offerIds: readonly string[],
): Promise<StoredPrice[]> {
  const { rows } = await sql<StoredPrice>`
    select offer_id as "offerId", currency, minor, is_base as "isBase", floor_minor as "floorMinor", null::jsonb as special
    from pricing.prices where offer_id = any(${offerIds}::text[])
    union all
    select offer_id, currency, minor, false, null, ${SPECIAL}
    from pricing.special_prices where offer_id = any(${offerIds}::text[]) and (ends_at is null or ends_at > now())
    order by "offerId", "isBase" desc, currency`.execute(db)
  return rows
}

export const SPECIAL = sql`jsonb_build_object('id', id, 'market', market_code, 'minQuantity', min_quantity,
  'startsAt', starts_at, 'endsAt', ends_at)`

/** Lets go of base prices that are about to move to another currency. */
export async function clearMovedBases(tx: Kysely<PricingTables>, prices: readonly NewPrice[]): Promise<void> {
  const bases = prices.filter((price) => price.isBase)
  await sql`update pricing.prices p set is_base = false
    from unnest(${bases.map((price) => price.offerId)}::text[], ${bases.map((price) => price.currency)}::text[])
      as base(offer_id, currency)
    where p.offer_id = base.offer_id and p.is_base and p.currency <> base.currency`.execute(tx)
}

/**
 * Stores prices of known offers; answers the offers of those that are new or different, once for each price.
 * A price meant as base becomes so only where none stands in another currency. An import leaves alone what a store has
 * changed since the import before. Needs the offers locked.
 */
export async function upsertPrices(
  tx: Kysely<PricingTables>,
  prices: readonly NewPrice[],
  { imported = false } = {},
): Promise<string[]> {
  const { rows } = await sql<{ offer_id: string }>`
    insert into pricing.prices as p (offer_id, currency, store_id, minor, imported_minor, is_base)
    select n.offer_id, n.currency, n.store_id, n.minor, case when ${imported}::boolean then n.minor end,
      n.is_base and not exists (select from pricing.prices b
      where b.offer_id = n.offer_id and b.is_base and b.currency <> n.currency)
    from unnest(${prices.map((price) => price.offerId)}::text[], ${prices.map((price) => price.currency)}::text[],
      ${prices.map((price) => price.storeId)}::text[], ${prices.map((price) => price.minor)}::bigint[],
      ${prices.map((price) => price.isBase)}::boolean[]) as n(offer_id, currency, store_id, minor, is_base)
    join pricing.offers o on o.offer_id = n.offer_id and o.store_id = n.store_id
    order by n.offer_id, n.currency
    on conflict (offer_id, currency) do update
      set minor = case when not ${imported}::boolean or p.minor = p.imported_minor then excluded.minor else p.minor end,
        imported_minor = coalesce(excluded.imported_minor, p.imported_minor),
        is_base = p.is_base or excluded.is_base, updated_at = now()
      where (p.minor <> excluded.minor and (not ${imported}::boolean or p.minor = p.imported_minor))
        or (excluded.is_base and not p.is_base)
    returning p.offer_id`.execute(tx)
  return rows.map((row) => row.offer_id)
}
