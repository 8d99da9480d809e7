import { useQuery } from '@tanstack/vue-query'
import type { Answer, Item } from '@tradewind/api-client'
import { api, ask } from '../../shell/api.ts'

export type StoreOrder = Answer<'orders.getStoreOrder'>

export interface OrderFilter {
  status?: Item<'orders.listStoreOrders'>['status']
  q?: string
  cursor?: string
  limit?: number
}

/** A page of the store's orders, newest first. */
export const readOrders = (query: OrderFilter) =>
  ask(api.GET('/api/orders/merchant/orders', { params: { query } }))

/** Orders that wait to be shipped: the oldest of the last hundred first, since buyers wait in that order. */
export const useToShip = () =>
  useQuery({
    queryKey: ['to-ship'],
    queryFn: async () => (await readOrders({ status: 'to-ship', limit: 100 })).items.toReversed(),
  })
