import { carts } from './carts.ts'
import { customsOperations } from './customs.ts'
import { offerOperations } from './offers.ts'
import { orderOperations } from './orders.ts'
import { personOperations } from './person.ts'
import { purchaseOperations } from './purchases.ts'
import { returnOperations } from './returns.ts'

export * from './carts.ts'
export * from './customs-id.ts'
export * from './customs.ts'
export * from './events.ts'
export * from './offers.ts'
export * from './orders.ts'
export * from './purchases.ts'
export * from './returns.ts'

export const orders = {
  ...carts,
  ...customsOperations,
  ...offerOperations,
  ...orderOperations,
  ...personOperations,
  ...purchaseOperations,
  ...returnOperations,
}
