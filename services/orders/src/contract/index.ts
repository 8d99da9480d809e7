import { carts } from './carts.ts'
import { orderOperations } from './orders.ts'
import { returnOperations } from './returns.ts'

export * from './carts.ts'
export * from './events.ts'
export * from './orders.ts'
export * from './returns.ts'

export const orders = { ...carts, ...orderOperations, ...returnOperations }
