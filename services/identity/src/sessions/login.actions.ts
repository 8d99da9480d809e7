import { deriveKey } from '@tradewind/platform/config'
import type { CallContext, InputOf, OutputOf } from '@tradewind/platform/contract'
import { AppError, unauthorized } from '@tradewind/kernel'
import type { account } from '../contract/index.ts'
import { factorSealer, useCode } from '../factors/second-factor.ts'
import type { IdentityDeps } from '../identity.deps.ts'
import { connect } from '../issuers/connect.ts'
import { findCredentials, holdPassword } from '../people/people.queries.ts'
import { normaliseEmail } from '../people/people.rules.ts'
import { passwordMatches } from '../people/passwords.ts'
import type { AccessTokens } from './access-token.ts'
import { admitAttempt, attemptsOf, codeAttemptsOf, forgiveAttempt } from './attempts.queries.ts'
import { hashToken, newToken } from '../tokens/opaque-token.ts'
import { findChallenge, spendChallenge } from './challenges.queries.ts'
import { answerOf, assertWelcome, openOrAsk, openSession, tokensOf } from './open-session.ts'
import { powersOf } from './powers.ts'
import {
  endSession,
  findSessionById,
  lockRefreshToken,
  replaceRefreshToken,
  touchSession,
} from './sessions.queries.ts'

type Tokens = OutputOf<typeof account.refresh>

export function loginActions(deps: IdentityDeps, accessTokens: AccessTokens) {
  const { db, config, emit } = deps
  const attemptKey = deriveKey(config.secret, 'identity-attempts')
  const sealer = factorSealer(config)

  return {
    /** Unknown address and wrong password are one answer after the same work; what else there is, only a right one learns. */
    async login(
      ctx: CallContext,
      input: InputOf<typeof account.login>,
    ): Promise<OutputOf<typeof account.login>> {
      const { portal = 'mall', password } = input
      const email = normaliseEmail(input.email)
      const attempts = attemptsOf(attemptKey, email, ctx.ip)
      await admitAttempt(db, attempts)
      const person = await findCredentials(db, email)
      const right = await passwordMatches(password, person?.passwordHash)
      if (!person || !right) throw unauthorized('identity.wrong-credentials')
      await forgiveAttempt(db, attempts)
      assertWelcome(config, person, portal, false)

      const opened = await db.transaction().execute(async (tx) => {
        if (!(await holdPassword(tx, person.id, person.passwordHash)))
          throw unauthorized('identity.wrong-credentials')
        return openOrAsk(tx, deps, ctx, person, portal)
      })
      return answerOf(accessTokens, opened)
    },

    async answerChallenge(ctx: CallContext, input: InputOf<typeof account.answerChallenge>): Promise<Tokens> {
      const tokenHash = hashToken(input.challenge)
      const waiting = await findChallenge(db, tokenHash)
      if (!waiting) throw unauthorized('identity.challenge-ended')
      const { person, portal, linked } = waiting
      const attempts = codeAttemptsOf(attemptKey, person.id, ctx.ip)
      await admitAttempt(db, attempts)
      assertWelcome(config, person, portal, true)
      const opened = await db.transaction().execute(async (tx) => {
        if (!(await spendChallenge(tx, tokenHash))) throw unauthorized('identity.challenge-ended')
        if (!(await useCode(tx, { emit, sealer }, person.id, input.code)))
          throw unauthorized('identity.wrong-code')
        if (linked) await connect(tx, deps, linked, person.id)
        return openSession(tx, deps, ctx, { userId: person.id, portal, strong: true })
      })
      await forgiveAttempt(db, attempts)
      return tokensOf(accessTokens, opened)
    },

    /** A token that was used before is in two hands: the session ends for both. */
    async refresh(_ctx: CallContext, { refreshToken }: InputOf<typeof account.refresh>): Promise<Tokens> {
      const spent = hashToken(refreshToken)
      const fresh = newToken()
      const renewed = await db.transaction().execute(async (tx) => {
        const token = await lockRefreshToken(tx, spent)
        const live = token && (await findSessionById(tx, token.session_id))
        if (!live) return undefined
        if (token.spent || !powersOf(live, config)) {
          await endSession(tx, live.user_id, live.session_id)
          return undefined
        }
        await replaceRefreshToken(tx, live.session_id, { spent, fresh: hashToken(fresh) })
        await touchSession(tx, live.session_id)
        return { sessionId: live.session_id, userId: live.user_id, portal: live.portal, refreshToken: fresh }
      })
      if (!renewed) throw new AppError(401, 'identity.session-ended')
      return tokensOf(accessTokens, renewed)
    },
  }
}
