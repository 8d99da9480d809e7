import type { Fact } from '@tradewind/platform/contract'
import type { Consumer, Ticker } from '@tradewind/platform/service'
import { parcelTracked } from '@tradewind/fulfilment/contract'
import { sql } from 'kysely'
import { markReceived } from '../orders/orders.actions.ts'
import type { OrdersDeps } from '../orders.deps.ts'

/** A part is delivered when all of it is shipped and every parcel has arrived. */
export function trackingConsumer(): Consumer {
  return {
    name: 'tracking',
    events: [parcelTracked],
    async handle(facts, tx) {
      const arrived = (facts as Fact<typeof parcelTracked>[]).filter(
        ({ payload }) => payload.kind === 'outbound' && payload.status === 'delivered',
      )
      for (const { payload } of arrived) {
        await sql`insert into orders.parcels (id, order_id, sub_order_id, delivered_at) values (${payload.parcelId}, ${payload.orderId}, ${payload.subOrderId}, now())
          on conflict (id) do update set delivered_at = coalesce(orders.parcels.delivered_at, now())`.execute(
          tx,
        )
        await sql`with delivered as (update orders.sub_orders s set status = 'delivered', delivered_at = now(), version = version + 1
            where id = ${payload.subOrderId} and status = 'shipped'
              and not exists (select from orders.parcels p where p.sub_order_id = s.id and p.delivered_at is null)
            returning order_id, store_id)
          insert into orders.history (order_id, store_id, what) select order_id, store_id, 'orders.history-delivered' from delivered`.execute(
          tx,
        )
      }
    },
  }
}

/** Takes goods as received that were delivered a fortnight ago. */
export function receiveDelivered(deps: OrdersDeps): Ticker {
  return {
    name: 'receive-delivered',
    everySeconds: 600,
    async run() {
      const { rows } = await sql<{
        id: string
        orderId: string
        storeId: string
      }>`select id, order_id as "orderId", store_id as "storeId" from orders.sub_orders
        where status = 'delivered' and delivered_at < now() - interval '14 days' limit 500`.execute(deps.db)
      for (const part of rows) await deps.db.transaction().execute((tx) => markReceived(deps, tx, part))
    },
  }
}
