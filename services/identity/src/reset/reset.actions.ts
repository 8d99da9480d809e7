import { deriveKey } from '@tradewind/platform/config'
import type { CallContext, InputOf } from '@tradewind/platform/contract'
import { refused } from '@tradewind/kernel'
import { mailRequested, type account } from '../contract/index.ts'
import type { IdentityDeps } from '../identity.deps.ts'
import { findResetToken, insertResetToken, spendToken } from '../tokens/one-time-tokens.queries.ts'
import { findPersonByEmail, setPassword } from '../people/people.queries.ts'
import { normaliseEmail } from '../people/people.rules.ts'
import { tellPerson } from '../people/tell.ts'
import { proveAddress } from '../people/ways-in.ts'
import { hashNewPassword } from '../people/passwords.ts'
import { attemptsOf, forgiveAttempt } from '../sessions/attempts.queries.ts'
import { hashToken, newToken } from '../tokens/opaque-token.ts'
import { endChallengesOf } from '../sessions/challenges.queries.ts'
import { endSessionsOf } from '../sessions/sessions.queries.ts'

export function resetActions({ db, config, emit, enqueue }: IdentityDeps) {
  const attemptKey = deriveKey(config.secret, 'identity-attempts')
  return {
    operations: {
      /** Queues the same job for every address, so that neither answer nor time tells which are known. */
      async requestReset(
        _ctx: CallContext,
        { email }: InputOf<typeof account.requestReset>,
      ): Promise<{ done: true }> {
        await enqueue(db, 'send-reset', { email: normaliseEmail(email) })
        return { done: true }
      },

      async confirmReset(
        _ctx: CallContext,
        input: InputOf<typeof account.confirmReset>,
      ): Promise<{ done: true }> {
        const tokenHash = hashToken(input.token)
        const person = await findResetToken(db, tokenHash)
        if (!person) throw refused('identity.reset-link-spent')
        const passwordHash = await hashNewPassword(input.password, person.email)
        const spent = await db.transaction().execute(async (tx) => {
          if (!(await spendToken(tx, tokenHash, 'reset'))) return false
          await setPassword(tx, person.user_id, passwordHash)
          await endChallengesOf(tx, person.user_id)
          await endSessionsOf(tx, person.user_id)
          await proveAddress(tx, person.user_id)
          await tellPerson(tx, { emit }, person.user_id, { kind: 'password-changed' })
          return true
        })
        if (!spent) throw refused('identity.reset-link-spent')
        await forgiveAttempt(db, attemptsOf(attemptKey, person.email, undefined))
        return { done: true }
      },
    },

    sendReset: {
      name: 'send-reset',
      async run({ email }: { email: string }): Promise<void> {
        const person = await findPersonByEmail(db, email)
        if (!person) return
        const token = newToken()
        await db.transaction().execute(async (tx) => {
          if (!(await insertResetToken(tx, person.id, hashToken(token)))) return
          const { name, locale } = person
          await emit(tx, mailRequested, person.id, { kind: 'reset', email, name, locale, token })
        })
      },
    },
  }
}
