import type { Kysely } from 'kysely'
import type { CallContext, Contract } from '@tradewind/platform/contract'
import type { Deps } from '@tradewind/platform/service'
import { unauthorized } from '@tradewind/kernel'
import type { IdentityTables } from './tables.ts'

/** What the use cases of this service work with; it calls no other service. */
export type IdentityDeps = Deps<Record<never, Contract>> & { db: Kysely<IdentityTables> }

/** The person and session on whose behalf a call runs. */
export function callerOf({ actor }: CallContext): { userId: string; sessionId: string } {
  if ('sessionId' in actor) return actor
  throw unauthorized()
}
