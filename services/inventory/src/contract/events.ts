import { Type } from 'typebox'
import { Id, event } from '@tradewind/platform/contract'

/** What can be sold of these offers changed. */
export const stockChanged = event(
  'inventory.stock-changed.v1',
  Type.Object({ offerIds: Type.Array(Id('off')) }),
)
