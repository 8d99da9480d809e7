import { newId } from '@tradewind/kernel'
import { storeOf, type Service } from '@tradewind/platform/contract'
import { asStore } from '@tradewind/platform/db'
import type { inventory } from '../contract/index.ts'
import type { InventoryTables } from '../tables.ts'
import type { InventoryDeps } from '../inventory.deps.ts'

export function warehouseActions(
  deps: InventoryDeps,
): Pick<Service<typeof inventory>, 'listWarehouses' | 'createWarehouse'> {
  const db = deps.database<InventoryTables>()
  return {
    async listWarehouses({ actor }) {
      const storeId = storeOf(actor)
      const items = await asStore(db, storeId, (tx) =>
        tx
          .selectFrom('inventory.warehouses')
          .select(['id', 'store_id as storeId', 'name', 'country'])
          .where('store_id', '=', storeId)
          .orderBy('id')
          .execute(),
      )
      return { items }
    },

    async createWarehouse({ actor }, { name, country }) {
      const storeId = storeOf(actor)
      const id = newId('whs')
      await asStore(db, storeId, (tx) =>
        tx.insertInto('inventory.warehouses').values({ id, store_id: storeId, name, country }).execute(),
      )
      return { id, storeId, name, country }
    },
  }
}
