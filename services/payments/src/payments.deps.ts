import type { Kysely } from 'kysely'
import type { Contract } from '@tradewind/platform/contract'
import type { Deps } from '@tradewind/platform/service'
import type { GuardedProvider } from './providers/guard.ts'
import type { PaymentsTables } from './tables.ts'

/** What the use cases of this service work with; it calls no other service. */
export type PaymentsDeps = Deps<Record<never, Contract>> & {
  db: Kysely<PaymentsTables>
  providers: ReadonlyMap<string, GuardedProvider>
}

/** The provider of a row; one that was taken out of the configuration leaves its payments to be asked for by hand. */
export function providerOf({ providers }: Pick<PaymentsDeps, 'providers'>, name: string): GuardedProvider {
  const provider = providers.get(name)
  if (!provider) throw new Error(`payments of ${name} are there, and no such provider is configured`)
  return provider
}
