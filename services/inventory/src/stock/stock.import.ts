import { newId } from '@tradewind/kernel'
import type { InputOf, Service } from '@tradewind/platform/contract'
import { sql, type Kysely } from 'kysely'
import type { inventory } from '../contract/index.ts'
import { insertOffers } from '../offers/offers.queries.ts'
import type { InventoryTables } from '../tables.ts'
import { tellStockChanged } from './stock.facts.ts'
import type { InventoryDeps } from '../inventory.deps.ts'

type Rows = InputOf<typeof inventory.importStock>['stock']

export function importActions(deps: InventoryDeps): Pick<Service<typeof inventory>, 'importStock'> {
  const db = deps.database<InventoryTables>()
  return {
    async importStock(_ctx, { stock }) {
      let created = 0
      // Short transactions: a long one would hold up every reader of facts.
      for (const rows of batchesByOffer(stock))
        created += await db.transaction().execute(async (tx) => {
          // Two imports at once would each open the warehouse.
          await sql`select pg_advisory_xact_lock(hashtext('inventory.importStock'))`.execute(tx)
          await insertOffers(tx, rows)
          await openWarehouses(tx, rows)
          const offerIds = await insertFirstStock(tx, rows)
          await tellStockChanged(deps, tx, offerIds)
          return offerIds.length
        })
      return { created }
    },
  }
}

const OFFERS_A_BATCH = 1_000

/** All rows of an offer stay together, since an offer that has stock is left alone. */
function batchesByOffer(stock: Rows): Rows[] {
  const offers = [...Map.groupBy(stock, (row) => row.offerId).values()]
  return Array.from({ length: Math.ceil(offers.length / OFFERS_A_BATCH) }, (_, index) =>
    offers.slice(index * OFFERS_A_BATCH, (index + 1) * OFFERS_A_BATCH).flat(),
  )
}

/** Makes sure each store has a warehouse in each country it has goods in; a new one is called by the country's code. */
async function openWarehouses(tx: Kysely<InventoryTables>, stock: Rows): Promise<void> {
  const wanted = [...new Map(stock.map((row) => [`${row.storeId} ${row.country}`, row])).values()]
  await sql`insert into inventory.warehouses (id, store_id, name, country)
    select n.id, n.store_id, n.country, n.country
    from unnest(${wanted.map(() => newId('whs'))}::text[], ${wanted.map((row) => row.storeId)}::text[],
      ${wanted.map((row) => row.country)}::text[]) as n(id, store_id, country)
    where not exists (select from inventory.warehouses w where w.store_id = n.store_id and w.country = n.country)`.execute(
    tx,
  )
}

/** Stock of offers that have none yet; answers these offers, once for each row. */
async function insertFirstStock(tx: Kysely<InventoryTables>, stock: Rows): Promise<string[]> {
  const { rows } = await sql<{ offer_id: string }>`
    with made as (
      insert into inventory.stock (offer_id, warehouse_id, store_id, on_hand)
      select n.offer_id, w.id, n.store_id, n.on_hand
      from unnest(${stock.map((row) => row.offerId)}::text[], ${stock.map((row) => row.storeId)}::text[],
        ${stock.map((row) => row.country)}::text[], ${stock.map((row) => row.onHand)}::int[])
        as n(offer_id, store_id, country, on_hand)
      join inventory.offers o on o.offer_id = n.offer_id and o.store_id = n.store_id
      join lateral (select id from inventory.warehouses
        where store_id = n.store_id and country = n.country order by id limit 1) w on true
      where not exists (select from inventory.stock s where s.offer_id = n.offer_id)
      on conflict do nothing
      returning offer_id, warehouse_id, store_id, on_hand
    ), moved as (
      insert into inventory.moves (store_id, offer_id, warehouse_id, change, reason)
      select store_id, offer_id, warehouse_id, on_hand, 'initial' from made where on_hand > 0
    )
    select offer_id from made`.execute(tx)
  return rows.map((row) => row.offer_id)
}
