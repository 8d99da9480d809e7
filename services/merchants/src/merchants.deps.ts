import type { Kysely } from 'kysely'
import { unauthorized } from '@tradewind/kernel'
import type { CallContext, Contract } from '@tradewind/platform/contract'
import type { Deps } from '@tradewind/platform/service'
import type { MerchantsTables } from './tables.ts'

/** What the use cases of this service work with; it calls no other service. */
export type MerchantsDeps = Deps<Record<never, Contract>> & { db: Kysely<MerchantsTables> }

/** The person on whose behalf a call runs. */
export function personOf({ actor }: CallContext): string {
  if ('userId' in actor) return actor.userId
  throw unauthorized()
}

/** The store on whose behalf a call runs. */
export function storeOf({ actor }: CallContext): string {
  if ('storeId' in actor) return actor.storeId
  throw unauthorized()
}
