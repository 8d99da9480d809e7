import type { EventType, Fact, PayloadOf } from '@tradewind/platform/contract'
import type { Consumer } from '@tradewind/platform/service'
import { goodsReturned, orderPaid, orderReleased } from '@tradewind/orders/events'
import type { Kysely } from 'kysely'
import { tellStockChanged } from '../stock/stock.facts.ts'
import type { InventoryDeps } from '../inventory.deps.ts'
import { lockStock } from '../stock/stock.queries.ts'
import type { InventoryTables, OrderState } from '../tables.ts'
import {
  claimHeld,
  insertReturns,
  lockOrders,
  readHeldOffers,
  releaseHeld,
  reopenOrder,
  restock,
  type GoodsBack,
} from './orders.queries.ts'
import { holdGoods, markShort, type Line } from './reservations.queries.ts'

type Db = Kysely<InventoryTables>

/**
 * Turns what happened to orders into what happens to their goods. All orders are locked before all stock, as a
 * reservation does, and stock in the order of its key: nobody can wait in a ring.
 */
export const ordersConsumer = (deps: InventoryDeps): Consumer => ({
  name: 'orders',
  events: [orderPaid, orderReleased, goodsReturned],
  async handle(facts, anyTx) {
    const tx = anyTx.withTables<InventoryTables>()
    const paid = new Map(
      payloads(orderPaid, facts).map(({ orderId, parts }) => [orderId, parts.flatMap((part) => part.lines)]),
    )
    const ended = new Set(payloads(orderReleased, facts).map(({ orderId }) => orderId))
    const returns = payloads(goodsReturned, facts)
    const states = await lockOrders(tx, [...paid.keys(), ...ended, ...returns.map(({ orderId }) => orderId)])
    const inState = (orderIds: Iterable<string>, ...wanted: OrderState[]) =>
      [...orderIds].filter((orderId) => wanted.some((state) => state === states.get(orderId)))

    // A payment outweighs an end that came before it; one that comes after it changes nothing any more.
    const toRelease = inState(ended, 'held').filter((orderId) => !paid.has(orderId))
    const toClaim = inState(paid.keys(), 'held')
    const toFill = inState(paid.keys(), 'released', 'refused')
    const goodsBack = await newGoods(tx, returns)

    const freed = await readHeldOffers(tx, toRelease)
    const sold = await readHeldOffers(tx, toClaim)
    const late = toFill.flatMap((orderId) => (paid.get(orderId) ?? []).map((line) => line.offerId))
    const back = goodsBack.map((row) => row.offerId)
    await lockStock(tx, [...freed, ...sold, ...late, ...back])

    await releaseHeld(tx, toRelease)
    for (const orderId of toFill)
      if (await holdLate(tx, orderId, paid.get(orderId) ?? [])) toClaim.push(orderId)
    await claimHeld(tx, toClaim)
    // What was never taken from stock does not come back to it.
    const gone = new Set([...toClaim, ...inState(states.keys(), 'claimed')])
    await restock(
      tx,
      goodsBack.filter(({ orderId }) => gone.has(orderId)),
    )
    // A claim takes what nobody could buy any more: it changes nothing for buyers.
    await tellStockChanged(deps, tx, [...freed, ...late, ...back])
  },
})

/** Holds goods for an order that was paid although nothing is held for it; when they are gone, a person must see it. */
async function holdLate(tx: Db, orderId: string, lines: readonly Line[]): Promise<boolean> {
  await reopenOrder(tx, orderId)
  const { short } = await holdGoods(tx, orderId, lines)
  if (short.length > 0) await markShort(tx, orderId, 'unfilled', short)
  return short.length === 0
}

/** The lines of returns that we did not hear of before. */
async function newGoods(tx: Db, returns: readonly PayloadOf<typeof goodsReturned>[]): Promise<GoodsBack[]> {
  const fresh = await insertReturns(tx, returns)
  return [...new Map(returns.map((row) => [row.returnId, row])).values()]
    .filter(({ returnId }) => fresh.has(returnId))
    .flatMap(({ returnId, orderId, storeId, lines }) =>
      lines.map((line) => ({ returnId, orderId, storeId, ...line })),
    )
}

const payloads = <E extends EventType>(event: E, facts: readonly Fact[]): PayloadOf<E>[] =>
  facts.filter((fact) => fact.type === event.name).map((fact) => fact.payload as PayloadOf<E>)
