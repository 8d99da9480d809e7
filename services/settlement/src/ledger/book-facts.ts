import { orderPaid, saleRefunded, strayCapture, strayRefunded } from '@tradewind/orders/events'
import { disputeClosed, disputeOpened } from '@tradewind/payments/events'
import type { EventType, Fact } from '@tradewind/platform/contract'
import type { Consumer } from '@tradewind/platform/service'
import type { Transaction } from 'kysely'
import {
  insertPostings,
  insertSales,
  insertSoldLines,
  listBooked,
  listSoldLines,
  updateReturned,
} from './ledger.queries.ts'
import { bookDispute, bookDisputeEnd, bookStray, bookStrayRefund } from './other.rules.ts'
import { bookRefund, refundSource, type Refunded } from './refund.rules.ts'
import { bookSale, soldLinesOf } from './sale.rules.ts'

/** Books what orders say was paid and given back, and what payments say buyers' banks took back. */
export const bookFacts: Consumer = {
  name: 'ledger',
  events: [orderPaid, saleRefunded, strayCapture, strayRefunded, disputeOpened, disputeClosed],
  async handle(facts, tx) {
    // Sales first: a refund of this batch may be of a sale of this batch, never the other way round.
    await bookSales(tx, payloadsOf(facts, orderPaid))
    await bookRefunds(tx, payloadsOf(facts, saleRefunded))
    await insertPostings(tx, [
      ...ofType(facts, strayCapture).map(({ id, payload }) => bookStray(payload, id)),
      ...ofType(facts, strayRefunded).map(({ id, payload }) => bookStrayRefund(payload, id)),
      ...ofType(facts, disputeOpened).map(({ occurredAt, payload }) => bookDispute(payload, occurredAt)),
      ...ofType(facts, disputeClosed).map(({ occurredAt, payload }) => bookDisputeEnd(payload, occurredAt)),
    ])
  },
}

async function bookSales(tx: Transaction<unknown>, sales: Parameters<typeof bookSale>[0][]): Promise<void> {
  if (sales.length === 0) return
  await insertPostings(tx, sales.map(bookSale))
  await insertSales(tx, sales)
  await insertSoldLines(tx, sales.flatMap(soldLinesOf))
}

async function bookRefunds(tx: Transaction<unknown>, all: readonly Refunded[]): Promise<void> {
  if (all.length === 0) return
  const booked = await listBooked(tx, all.map(refundSource))
  const refunds = all.filter((refund) => !booked.has(refundSource(refund)))
  const sold = await listSoldLines(
    tx,
    refunds.flatMap(({ lines }) => lines.map(({ lineId }) => lineId)),
  )
  await insertPostings(
    tx,
    refunds.map((refund) => bookRefund(refund, sold)),
  )
  await updateReturned(tx, [...sold.values()])
}

const ofType = <E extends EventType>(facts: readonly Fact[], event: E): Fact<E>[] =>
  facts.filter((fact): fact is Fact<E> => fact.type === event.name)

const payloadsOf = <E extends EventType>(facts: readonly Fact[], event: E) =>
  ofType(facts, event).map(({ payload }) => payload)
