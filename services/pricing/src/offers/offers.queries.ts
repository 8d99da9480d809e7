import { sql, type Kysely } from 'kysely'
import type { PricingTables } from '../tables.ts'

/** Those of the offers that are not this store's, as far as we have been told. */
export async function findForeignOffers(
  db: Kysely<PricingTables>,
  storeId: string,
  offerIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from unnest(${offerIds}::text[]) as asked(id)
    where not exists (select from pricing.offers o where o.offer_id = id and o.store_id = ${storeId})`.execute(
    db,
  )
  return rows.map((row) => row.id)
}

/** An offer's store never changes, so that the first word counts. */
export async function insertOffers(
  db: Kysely<PricingTables>,
  offers: readonly { offerId: string; storeId: string }[],
): Promise<void> {
  const offerIds = offers.map((offer) => offer.offerId)
  const storeIds = offers.map((offer) => offer.storeId)
  await sql`insert into pricing.offers (offer_id, store_id)
    select distinct on (offer_id) offer_id, store_id
    from unnest(${offerIds}::text[], ${storeIds}::text[]) as told(offer_id, store_id) order by offer_id
    on conflict do nothing`.execute(db)
}

/** Keeps others from pricing the same offers until the transaction ends. */
export async function lockOffers(tx: Kysely<PricingTables>, offerIds: readonly string[]): Promise<void> {
  await sql`select from pricing.offers where offer_id = any(${offerIds}::text[]) order by offer_id for update`.execute(
    tx,
  )
}
