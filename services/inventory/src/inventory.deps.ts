import type { Deps } from '@tradewind/platform/service'

export const uses = {}
export type InventoryDeps = Deps<typeof uses>
