import type { OutputOf, Service } from '@tradewind/platform/contract'
import type { inventory } from '../contract/index.ts'
import { tellStockChanged } from '../stock/stock.facts.ts'
import type { InventoryDeps } from '../inventory.deps.ts'
import type { InventoryTables } from '../tables.ts'
import { beginHold, holdGoods, markShort, readOrder, type OrderRecord } from './reservations.queries.ts'

type Answer = OutputOf<typeof inventory.reserve>

export function reservationActions(deps: InventoryDeps): Pick<Service<typeof inventory>, 'reserve'> {
  const db = deps.database<InventoryTables>()
  return {
    reserve: (_ctx, { orderId, lines }) =>
      db.transaction().execute(async (tx) => {
        const offerIds = lines.map((line) => line.offerId)
        if (!(await beginHold(tx, orderId, offerIds))) return answerOf(await readOrder(tx, orderId))
        const held = await holdGoods(tx, orderId, lines)
        if (held.short.length > 0) {
          await markShort(tx, orderId, 'refused', held.short)
          return { reserved: false, short: held.short }
        }
        await tellStockChanged(deps, tx, offerIds)
        return { reserved: true, lines: held.lines }
      }),
  }
}

/** What was answered before; an order that is over cannot be held any more. */
function answerOf({ state, short, lines }: OrderRecord): Answer {
  const reserved = state === 'held' || state === 'claimed'
  return reserved ? { reserved, lines } : { reserved, short: short ?? [] }
}
