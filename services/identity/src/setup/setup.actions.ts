import { sql, type Kysely } from 'kysely'
import { appendAudit } from '@tradewind/platform/audit'
import type { CallContext, InputOf, OutputOf } from '@tradewind/platform/contract'
import { forbidden, newId } from '@tradewind/kernel'
import type { access } from '../contract/index.ts'
import type { IdentityDeps } from '../identity.deps.ts'
import { insertSetupToken, spendToken } from '../tokens/one-time-tokens.queries.ts'
import {
  findPersonByEmail,
  insertPerson,
  makeOperator,
  operatorExists,
  setPassword,
} from '../people/people.queries.ts'
import { normaliseEmail } from '../people/people.rules.ts'
import { deleteWaysIn } from '../people/ways-in.ts'
import { hashNewPassword } from '../people/passwords.ts'
import { hashToken, newToken } from '../tokens/opaque-token.ts'
import { endChallengesOf } from '../sessions/challenges.queries.ts'
import { endSessionsOf } from '../sessions/sessions.queries.ts'
import type { IdentityTables } from '../tables.ts'

export function setupActions({ db, config }: IdentityDeps) {
  // A demo brings its operator along.
  const isNeeded = async (tx: Kysely<IdentityTables> = db) => !config.demo && !(await operatorExists(tx))

  return {
    async setupStatus(): Promise<OutputOf<typeof access.setupStatus>> {
      return { needed: await isNeeded() }
    },

    async openSetup(): Promise<OutputOf<typeof access.openSetup>> {
      if (!(await isNeeded())) return { token: null }
      const token = newToken()
      await insertSetupToken(db, hashToken(token))
      return { token }
    },

    /** Who may read the server's output owns the house: an account of that address gets the given password, and no other way in. */
    async setupOperator(
      ctx: CallContext,
      input: InputOf<typeof access.setupOperator>,
    ): Promise<{ done: true }> {
      if (!(await isNeeded())) throw forbidden('identity.setup-closed')
      const email = normaliseEmail(input.email)
      const passwordHash = await hashNewPassword(input.password, email)
      await db.transaction().execute(async (tx) => {
        await sql`select pg_advisory_xact_lock(hashtext('identity.setup'))`.execute(tx)
        if (!(await isNeeded(tx)) || !(await spendToken(tx, hashToken(input.token), 'setup')))
          throw forbidden('identity.setup-closed')
        const { locale } = ctx
        const added = await insertPerson(tx, {
          id: newId('usr'),
          email,
          name: input.name,
          locale,
          passwordHash,
        })
        const person = await findPersonByEmail(tx, email)
        if (!person) throw new Error('the operator was not kept')
        if (!added) {
          await setPassword(tx, person.id, passwordHash)
          await endChallengesOf(tx, person.id)
          await endSessionsOf(tx, person.id)
          // Whoever registered the address may be a stranger.
          await deleteWaysIn(tx, person.id)
        }
        await makeOperator(tx, person.id)
        // Nobody is logged in yet, so the platform does not write it down by itself.
        await appendAudit(tx, {
          actor: person.id,
          role: 'operator',
          operation: 'setup.operator',
          target: person.id,
        })
      })
      return { done: true }
    },
  }
}
