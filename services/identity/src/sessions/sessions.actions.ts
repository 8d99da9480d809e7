import type { CallContext, InputOf, OutputOf } from '@tradewind/platform/contract'
import { notFound } from '@tradewind/kernel'
import type { access, account } from '../contract/index.ts'
import { callerOf, type IdentityDeps } from '../identity.deps.ts'
import type { AccessTokens } from './access-token.ts'
import { hashToken } from '../tokens/opaque-token.ts'
import {
  endSession,
  endSessionsOf,
  findSessionById,
  findSessionByToken,
  listLiveSessions,
  touchSession,
  type LiveSession,
} from './sessions.queries.ts'
import { powersOf } from './powers.ts'

export function sessionActions({ db, config }: IdentityDeps, accessTokens: AccessTokens) {
  const find = async ({
    token,
    sessionId,
  }: InputOf<typeof access.resolveSession>): Promise<LiveSession | undefined> => {
    if (sessionId !== undefined) return findSessionById(db, sessionId)
    if (token === undefined) return undefined
    if (!token.includes('.')) return findSessionByToken(db, hashToken(token))
    const claims = await accessTokens.read(token)
    const session = claims && (await findSessionById(db, claims.sessionId))
    return session?.user_id === claims?.userId && session?.portal === claims?.portal ? session : undefined
  }

  return {
    async resolveSession(
      _ctx: CallContext,
      input: InputOf<typeof access.resolveSession>,
    ): Promise<OutputOf<typeof access.resolveSession>> {
      const session = await find(input)
      const powers = session && powersOf(session, config)
      if (!session || !powers) return null
      if (session.unseen) await touchSession(db, session.session_id)
      const { session_id: sessionId, user_id: userId, portal, locale } = session
      return { sessionId, userId, portal, locale, ...powers }
    },

    async logout(ctx: CallContext): Promise<{ done: true }> {
      const { userId, sessionId } = callerOf(ctx)
      await endSession(db, userId, sessionId)
      return { done: true }
    },

    async listSessions(ctx: CallContext): Promise<OutputOf<typeof account.listSessions>> {
      const { userId, sessionId } = callerOf(ctx)
      const rows = await listLiveSessions(db, userId)
      return {
        items: rows.map(({ id, portal, browser, system, created_at, last_seen_at }) => ({
          id,
          portal,
          browser,
          system,
          createdAt: created_at.toISOString(),
          lastSeenAt: last_seen_at.toISOString(),
          current: id === sessionId,
        })),
      }
    },

    async revokeSession(
      ctx: CallContext,
      input: InputOf<typeof account.revokeSession>,
    ): Promise<{ done: true }> {
      if (!(await endSession(db, callerOf(ctx).userId, input.sessionId))) throw notFound()
      return { done: true }
    },

    async revokeOtherSessions(ctx: CallContext): Promise<{ done: true }> {
      const { userId, sessionId } = callerOf(ctx)
      await endSessionsOf(db, userId, sessionId)
      return { done: true }
    },
  }
}
