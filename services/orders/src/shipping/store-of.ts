import { forbidden } from '@tradewind/kernel'
import type { CallContext } from '@tradewind/platform/contract'

/** The store that the caller works for. */
export function storeOf({ actor }: CallContext): string {
  if (actor.kind !== 'merchant') throw forbidden()
  return actor.storeId
}
