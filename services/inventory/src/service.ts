import { defineService } from '@tradewind/platform/service'
import { inventory } from './contract/index.ts'
import { uses } from './inventory.deps.ts'
import { offersConsumer } from './offers/offers.consumer.ts'
import { ordersConsumer } from './reservations/orders.consumer.ts'
import { reservationActions } from './reservations/reservations.actions.ts'
import { stockActions } from './stock/stock.actions.ts'
import { importActions } from './stock/stock.import.ts'
import { warehouseActions } from './warehouses/warehouses.actions.ts'

export const inventoryService = defineService({
  name: 'inventory',
  contract: inventory,
  uses,
  migrations: new URL('../migrations/', import.meta.url),
  create: (deps) => ({
    operations: {
      ...warehouseActions(deps),
      ...stockActions(deps),
      ...importActions(deps),
      ...reservationActions(deps),
    },
    consumers: [offersConsumer, ordersConsumer(deps)],
  }),
})
