import { LRUCache } from 'lru-cache'
import type { Actor } from '../contract/index.ts'

/** What a bearer or cookie token stands for, as identity answers it. */
export interface SessionFacts {
  sessionId: string
  userId: string
  portal: 'mall' | 'merchant' | 'admin'
  storeId: string | null
  permissions: readonly string[]
  operator: boolean
}

/** Finds the session behind a token; null when it is forged, expired or ended. */
export type FindSession = (token: string) => Promise<SessionFacts | null>

/** Remembers sessions for a second: a log-out or a lost role takes effect within it. */
export function rememberSessions(find: FindSession): FindSession {
  const kept = new LRUCache<string, Promise<SessionFacts | null>>({ max: 20_000, ttl: 1_000 })
  return (token) => {
    const known = kept.get(token)
    if (known) return known
    const found = find(token)
    kept.set(token, found)
    found.catch(() => kept.delete(token))
    return found
  }
}

export function actorOf(session: SessionFacts): Actor {
  const { userId, sessionId, portal, storeId, permissions } = session
  if (portal === 'admin' && session.operator) return { kind: 'operator', userId, sessionId, permissions }
  if (portal === 'merchant' && storeId !== null)
    return { kind: 'merchant', userId, sessionId, storeId, permissions }
  return { kind: 'buyer', userId, sessionId }
}
