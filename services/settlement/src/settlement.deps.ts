import type { Kysely } from 'kysely'
import { unauthorized } from '@tradewind/kernel'
import type { merchants } from '@tradewind/merchants/contract'
import type { CallContext } from '@tradewind/platform/contract'
import type { Deps } from '@tradewind/platform/service'
import type { SettlementTables } from './tables.ts'

/** What the use cases of this service work with. */
export type SettlementDeps = Deps<{ merchants: typeof merchants }> & { db: Kysely<SettlementTables> }

/** The store on whose behalf a call runs. */
export function storeOf({ actor }: CallContext): string {
  if (actor.kind === 'merchant') return actor.storeId
  throw unauthorized()
}
