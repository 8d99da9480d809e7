import type { Static } from 'typebox'
import { deriveKey } from '@tradewind/platform/config'
import type { CallContext, InputOf, OutputOf } from '@tradewind/platform/contract'
import { AppError, forbidden, newId, unauthorized } from '@tradewind/kernel'
import type { account, Portal } from '../contract/index.ts'
import type { IdentityDeps } from '../identity.deps.ts'
import { findCredentials } from '../people/people.queries.ts'
import { normaliseEmail } from '../people/people.rules.ts'
import { passwordMatches } from '../people/passwords.ts'
import type { AccessTokens } from './access-token.ts'
import { admitAttempt, attemptsOf, forgiveAttempt } from './attempts.queries.ts'
import { hashToken, newToken } from '../tokens/opaque-token.ts'
import {
  endSession,
  findSessionById,
  insertSession,
  lockRefreshToken,
  replaceRefreshToken,
  touchSession,
} from './sessions.queries.ts'
import { ACCESS_TOKEN_SECONDS, powersIn } from './sessions.rules.ts'

type Tokens = OutputOf<typeof account.login>
type PortalName = Static<typeof Portal>

export function loginActions(deps: IdentityDeps, accessTokens: AccessTokens) {
  const { db, config } = deps
  const attemptKey = deriveKey(config.secret, 'identity-attempts')

  const tokensOf = async (
    session: { sessionId: string; userId: string; portal: PortalName },
    refreshToken: string,
  ): Promise<Tokens> => ({
    accessToken: await accessTokens.sign(session),
    expiresInSeconds: ACCESS_TOKEN_SECONDS,
    refreshToken,
  })

  return {
    /** Unknown address and wrong password are one answer after the same work. */
    async login({ ip }: CallContext, input: InputOf<typeof account.login>): Promise<Tokens> {
      const { portal = 'mall', password } = input
      const email = normaliseEmail(input.email)
      const attempts = attemptsOf(attemptKey, email, ip)
      await admitAttempt(db, attempts)
      const person = await findCredentials(db, email)
      const right = await passwordMatches(password, person?.password_hash)
      if (!person || !right) throw unauthorized('identity.wrong-credentials')
      await forgiveAttempt(db, attempts)

      if (person.demo && !config.loopbackOnly) throw forbidden('identity.demo-log-in-refused')
      if (!powersIn(portal, { operator: person.operator, store: null }))
        throw forbidden('identity.not-for-this-portal')
      const session = { sessionId: newId('ses'), userId: person.id, portal }
      const refreshToken = newToken()
      const opened = await insertSession(db, {
        ...session,
        id: session.sessionId,
        passwordHash: person.password_hash,
        tokenHash: hashToken(refreshToken),
      })
      if (!opened) throw unauthorized('identity.wrong-credentials')
      return tokensOf(session, refreshToken)
    },

    /** A token that was used before is in two hands: the session ends for both. */
    async refresh(_ctx: CallContext, { refreshToken }: InputOf<typeof account.refresh>): Promise<Tokens> {
      const spent = hashToken(refreshToken)
      const fresh = newToken()
      const renewed = await db.transaction().execute(async (tx) => {
        const token = await lockRefreshToken(tx, spent)
        const live = token && (await findSessionById(tx, token.session_id))
        if (!live) return undefined
        const refusedNow =
          (live.demo && !config.loopbackOnly) || !powersIn(live.portal, { ...live, store: null })
        if (token.spent || refusedNow) {
          await endSession(tx, live.user_id, live.session_id)
          return undefined
        }
        await replaceRefreshToken(tx, live.session_id, { spent, fresh: hashToken(fresh) })
        await touchSession(tx, live.session_id)
        return { sessionId: live.session_id, userId: live.user_id, portal: live.portal }
      })
      if (!renewed) throw new AppError(401, 'identity.session-ended')
      return tokensOf(renewed, fresh)
    },
  }
}
