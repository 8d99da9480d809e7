import { productChanged } from '@tradewind/catalog/events'
import { personErased } from '@tradewind/identity/events'
import { orderPaid } from '@tradewind/orders/events'
import type { Fact } from '@tradewind/platform/contract'
import type { Consumer } from '@tradewind/platform/service'
import { forgetOwners, insertPurchases, type Basket } from './behaviour/behaviour.queries.ts'
import { markStale } from './neighbours/neighbours.queries.ts'

export const consumers: Consumer[] = [
  {
    name: 'products',
    events: [productChanged],
    handle: (facts, tx) =>
      markStale(
        tx,
        (facts as Fact<typeof productChanged>[]).map(({ payload }) => payload.productId),
        'item',
      ),
  },
  {
    name: 'purchases',
    events: [orderPaid],
    handle: async (facts, tx) => {
      const baskets = (facts as Fact<typeof orderPaid>[]).map(basketOf)
      await markStale(tx, await insertPurchases(tx, baskets), 'bought')
    },
  },
  {
    name: 'erased',
    events: [personErased],
    handle: (facts, tx) =>
      forgetOwners(
        tx,
        (facts as Fact<typeof personErased>[]).map(({ payload }) => payload.userId),
      ),
  },
]

/** An order without its owner. */
const basketOf = ({ payload }: Fact<typeof orderPaid>): Basket => ({
  orderId: payload.orderId,
  country: payload.country,
  at: payload.paidAt,
  earlier: payload.earlier ?? [],
  productIds: payload.parts.flatMap((part) => part.lines.flatMap(({ productId }) => productId ?? [])),
})
