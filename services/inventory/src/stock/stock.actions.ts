import { decodeCursor, notFound, pageOf } from '@tradewind/kernel'
import { storeOf, type Service } from '@tradewind/platform/contract'
import { asStore } from '@tradewind/platform/db'
import { unknownAfterFacts } from '@tradewind/platform/events'
import type { inventory } from '../contract/index.ts'
import { findForeignOffer } from '../offers/offers.queries.ts'
import type { InventoryTables } from '../tables.ts'
import { tellStockChanged } from './stock.facts.ts'
import type { InventoryDeps } from '../inventory.deps.ts'
import { moveStock, openStock, readAvailable, readMoves, readStock } from './stock.queries.ts'
import { adjusted } from './stock.rules.ts'

type StockOperations = Pick<
  Service<typeof inventory>,
  'listStock' | 'adjustStock' | 'listMoves' | 'getAvailable'
>
const PAGE = 50

export function stockActions(deps: InventoryDeps): StockOperations {
  const db = deps.database<InventoryTables>()
  return {
    async listStock({ actor }, { offerIds, lowOnly, cursor, limit = PAGE }) {
      const storeId = storeOf(actor)
      const rows = await asStore(db, storeId, (tx) =>
        readStock(tx, storeId, { offerIds, lowOnly }, stockPosition(cursor), limit + 1),
      )
      const { items, nextCursor } = pageOf(rows, limit, (row) => [row.offerId, row.warehouseId])
      return { items: [...items], nextCursor }
    },

    async adjustStock({ actor }, { offerId, warehouseId, onHand, change, note }) {
      const storeId = storeOf(actor)
      const foreign = await unknownAfterFacts(() => findForeignOffer(db, storeId, offerId))
      if (foreign.length > 0) throw notFound('inventory.unknown-offer')
      return asStore(db, storeId, async (tx) => {
        const warehouse = await tx
          .selectFrom('inventory.warehouses')
          .select('id')
          .where('store_id', '=', storeId)
          .where('id', '=', warehouseId)
          .executeTakeFirst()
        if (!warehouse) throw notFound('inventory.unknown-warehouse')
        const key = { storeId, offerId, warehouseId }
        const now = await openStock(tx, key)
        const moved = adjusted(now, { onHand, change }) - now.onHand
        const reason = now.isNew ? 'initial' : 'adjustment'
        const row = await moveStock(tx, key, { change: moved, reason, note })
        if (moved !== 0) await tellStockChanged(deps, tx, [offerId])
        return row
      })
    },

    async listMoves({ actor }, { offerId, cursor, limit = PAGE }) {
      const storeId = storeOf(actor)
      const rows = await asStore(db, storeId, (tx) =>
        readMoves(tx, storeId, offerId, movePosition(cursor), limit + 1),
      )
      const { items, nextCursor } = pageOf(rows, limit, (row) => [Number(row.id)])
      return { items: [...items], nextCursor }
    },

    getAvailable: (_ctx, { offerIds }) => readAvailable(db, offerIds),
  }
}

const stockPosition = (cursor: string | undefined): readonly [string, string] =>
  cursor === undefined ? ['', ''] : decodeCursor(cursor, 'text', 'text')

const movePosition = (cursor: string | undefined): number =>
  cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(decodeCursor(cursor, 'int8')[0])
