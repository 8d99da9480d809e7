import { sql, type Kysely } from 'kysely'
import type { PricingTables } from '../tables.ts'

export interface NewSpecialPrice {
  id: string
  offerId: string
  storeId: string
  market: string | null
  currency: string
  minQuantity: number
  minor: number
  startsAt: Date
  endsAt: Date | null
}

export async function insertSpecial(tx: Kysely<PricingTables>, row: NewSpecialPrice): Promise<void> {
  await tx
    .insertInto('pricing.special_prices')
    .values({
      id: row.id,
      offer_id: row.offerId,
      store_id: row.storeId,
      market_code: row.market,
      currency: row.currency,
      min_quantity: row.minQuantity,
      minor: row.minor,
      starts_at: row.startsAt,
      ends_at: row.endsAt,
    })
    .execute()
}

/** Adds special prices of known offers that never had one, from now on; answers those offers. */
export async function insertFirstSpecials(
  tx: Kysely<PricingTables>,
  rows: readonly Pick<NewSpecialPrice, 'id' | 'offerId' | 'storeId' | 'currency' | 'minQuantity' | 'minor'>[],
  endsAt: Date,
): Promise<string[]> {
  const { rows: added } = await sql<{ offer_id: string }>`
    insert into pricing.special_prices (id, offer_id, store_id, currency, min_quantity, minor, starts_at, ends_at)
    select n.id, o.offer_id, o.store_id, n.currency, n."minQuantity", n.minor, now(), ${endsAt}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as n(id text, "offerId" text, "storeId" text, currency text, "minQuantity" int, minor bigint)
    join pricing.offers o on o.offer_id = n."offerId" and o.store_id = n."storeId"
    where not exists (select from pricing.special_prices s where s.offer_id = o.offer_id)
    returning offer_id`.execute(tx)
  return added.map((row) => row.offer_id)
}

/** Special prices of own offers that have not ended, in the order they take effect. */
export async function readSpecials(
  tx: Kysely<PricingTables>,
  offerIds: readonly string[],
): Promise<NewSpecialPrice[]> {
  const { rows } = await sql<NewSpecialPrice>`select id, offer_id as "offerId", store_id as "storeId",
      market_code as market, currency, min_quantity as "minQuantity", minor, starts_at as "startsAt", ends_at as "endsAt"
    from pricing.special_prices
    where offer_id = any(${offerIds}::text[]) and (ends_at is null or ends_at > now())
    order by starts_at, id`.execute(tx)
  return rows
}

/** Takes back what has not begun, ends what has; answers the offer, or nothing where there was none to end. */
export async function endSpecial(tx: Kysely<PricingTables>, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ offer_id: string }>`
    with planned as (delete from pricing.special_prices where id = ${id} and starts_at > now() returning offer_id),
      begun as (update pricing.special_prices set ends_at = now()
        where id = ${id} and starts_at < now() and (ends_at is null or ends_at > now()) returning offer_id)
    select offer_id from planned union all select offer_id from begun`.execute(tx)
  return rows[0]?.offer_id
}

/** Sets what converted prices of an offer are not rounded below, in its base currency; answers whether it has a base price. */
export async function updateFloor(
  tx: Kysely<PricingTables>,
  offerId: string,
  floorMinor: number | null,
): Promise<boolean> {
  const { rows } = await sql`update pricing.prices set floor_minor = ${floorMinor}::bigint, updated_at = now()
    where offer_id = ${offerId} and is_base returning 1`.execute(tx)
  return rows.length > 0
}
