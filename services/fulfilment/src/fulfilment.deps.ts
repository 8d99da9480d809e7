import type { Deps } from '@tradewind/platform/service'
import { pricing } from '@tradewind/pricing/contract'

export const uses = { pricing }
export type FulfilmentDeps = Deps<typeof uses>
