import type { Deps } from '@tradewind/platform/service'

export const uses = {}
export type PricingDeps = Deps<typeof uses>
