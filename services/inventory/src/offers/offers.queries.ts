import { sql, type Kysely } from 'kysely'
import type { InventoryTables } from '../tables.ts'

/** The offer again when it is not this store's, as far as we have been told; else nothing. */
export async function findForeignOffer(
  db: Kysely<InventoryTables>,
  storeId: string,
  offerId: string,
): Promise<string[]> {
  const own = await db
    .selectFrom('inventory.offers')
    .select('offer_id')
    .where('offer_id', '=', offerId)
    .where('store_id', '=', storeId)
    .executeTakeFirst()
  return own ? [] : [offerId]
}

/** An offer's store never changes, so that the first word counts. */
export async function insertOffers(
  db: Kysely<InventoryTables>,
  offers: readonly { offerId: string; storeId: string }[],
): Promise<void> {
  const offerIds = offers.map((offer) => offer.offerId)
  const storeIds = offers.map((offer) => offer.storeId)
  await sql`insert into inventory.offers (offer_id, store_id)
    select distinct on (offer_id) offer_id, store_id
    from unnest(${offerIds}::text[], ${storeIds}::text[]) as told(offer_id, store_id) order by offer_id
    on conflict do nothing`.execute(db)
}
