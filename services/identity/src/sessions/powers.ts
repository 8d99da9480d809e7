import type { PlatformConfig } from '@tradewind/platform/config'
import type { LiveSession } from './sessions.queries.ts'
import { powersIn, type Powers } from './sessions.rules.ts'

/** What a session may do as things stand now; undefined where it may go on no longer. */
export function powersOf(session: LiveSession, config: PlatformConfig): Powers | undefined {
  const { portal, demo, operator, strong, store_id, store_role } = session
  if (demo && !config.loopbackOnly) return undefined
  if (portal === 'admin' && config.operatorSecondFactor && !strong) return undefined
  const store = store_id !== null && store_role !== null ? { storeId: store_id, role: store_role } : null
  return powersIn(portal, { operator, store })
}
