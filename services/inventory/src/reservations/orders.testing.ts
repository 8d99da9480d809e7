import { newId } from '@tradewind/kernel'
import type { EventType, PayloadOf } from '@tradewind/platform/contract'
import type { Database } from '@tradewind/platform/db'
import type { orderPaid } from '@tradewind/orders/events'
import type { Line } from './reservations.queries.ts'

/** Writes a fact where orders would. */
export const ordersSay =
  (db: Database) =>
  async <E extends EventType>(event: E, payload: PayloadOf<E>): Promise<void> => {
    await db.pool.query('insert into orders.outbox (type, key, payload) values ($1, $2, $3)', [
      event.name,
      'test',
      payload,
    ])
  }

/** A paid order of one store; its amounts do not matter to stock. */
export function paidOrder(
  orderId: string,
  storeId: string,
  lines: readonly Line[],
): PayloadOf<typeof orderPaid> {
  const none = { minor: 0, currency: 'EUR' }
  const shipping = { shippingNet: none, shippingTax: none, shippingGross: none }
  const amounts = { net: none, tax: none, gross: none, commissionBasisPoints: 0 }
  return {
    orderId,
    number: '1',
    currency: 'EUR',
    country: 'DE',
    total: none,
    provider: 'sandbox',
    paidAt: '2026-11-22T10:00:00.000Z',
    parts: [
      {
        subOrderId: newId('sub'),
        storeId,
        businessModel: 'marketplace',
        ...shipping,
        lines: lines.map(({ offerId, quantity }) => ({
          offerId,
          quantity,
          lineId: newId('lin'),
          ...amounts,
        })),
      },
    ],
  }
}
