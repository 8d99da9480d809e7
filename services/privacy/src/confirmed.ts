import { forbidden, unauthorized } from '@tradewind/kernel'
import type { CallContext } from '@tradewind/platform/contract'
import type { PrivacyDeps } from './privacy.deps.ts'

/** Refuses who has not proved within ten minutes who they are; answers the mail address of who has. */
export async function assertConfirmed({ calls }: PrivacyDeps, ctx: CallContext): Promise<string> {
  const { confirmed, email } = await calls.identity.getSecurity(ctx, {})
  if (!confirmed) throw forbidden('identity.confirm-first')
  return email
}

/** The person on whose behalf a call runs. */
export function personOf({ actor }: CallContext): string {
  if ('userId' in actor) return actor.userId
  throw unauthorized()
}
