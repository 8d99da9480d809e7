import type { CallContext, InputOf, OutputOf } from '@tradewind/platform/contract'
import { newId, notFound, refused, unauthorized } from '@tradewind/kernel'
import type { passkeys as contract } from '../contract/index.ts'
import { confirmedCallerOf } from '../factors/factors.actions.ts'
import { callerOf, type IdentityDeps } from '../identity.deps.ts'
import { mallNameIn } from '../mall-name.ts'
import { findEntrant, findProfile } from '../people/people.queries.ts'
import { tellPerson } from '../people/tell.ts'
import { removeWayIn } from '../people/ways-in.ts'
import type { AccessTokens } from '../sessions/access-token.ts'
import { assertWelcome, openSession, tokensOf } from '../sessions/open-session.ts'
import { holdSession } from '../sessions/sessions.queries.ts'
import { ceremonies, challengeIn, hashChallenge } from './ceremony.ts'
import {
  deletePasskey,
  findPasskey,
  insertCeremony,
  insertPasskey,
  listPasskeys,
  noteUse,
  renamePasskey,
  takeCeremony,
} from './passkeys.queries.ts'
import { shown } from './shown.ts'

type Passkey = OutputOf<typeof contract.renamePasskey>

export function passkeyActions(deps: IdentityDeps, accessTokens: AccessTokens) {
  const { db, config, log } = deps
  const ceremony = ceremonies(config.publicUrl)

  /** Uses up the challenge that was signed, whatever comes of it, and checks the rest; all that is wrong is one refusal. */
  const check = async <T>(
    clientDataJSON: string,
    userId: string | null,
    read: (challenge: string) => Promise<T | undefined>,
  ): Promise<T> => {
    const challenge = challengeIn(clientDataJSON)
    const taken = challenge !== undefined && (await takeCeremony(db, hashChallenge(challenge), userId))
    const result = taken
      ? await read(challenge).catch((error: unknown) => {
          log.warn({ err: error }, 'a passkey was refused')
          return undefined
        })
      : undefined
    if (result === undefined) throw refused('identity.passkey-refused')
    return result
  }

  return {
    async beginPasskey(ctx: CallContext): Promise<OutputOf<typeof contract.beginPasskey>> {
      const { userId } = await confirmedCallerOf(deps, ctx)
      const person = await findProfile(db, userId)
      if (!person) throw unauthorized()
      const known = (await listPasskeys(db, userId)).map(({ credentialId }) => credentialId)
      const options = await ceremony.askToMake(person, known, await mallNameIn(db, ctx.locale))
      await insertCeremony(db, hashChallenge(options.challenge), userId)
      return { options: { ...options } }
    },

    async addPasskey(ctx: CallContext, input: InputOf<typeof contract.addPasskey>): Promise<Passkey> {
      const { userId, sessionId } = await confirmedCallerOf(deps, ctx)
      const made = await check(input.clientDataJSON, userId, (challenge) =>
        ceremony.readMade(input, challenge),
      )
      const { id: credentialId, publicKey, counter } = made
      const { name, transports } = input
      const passkey = { id: newId('pky'), userId, credentialId, publicKey, counter, transports, name }
      return db.transaction().execute(async (tx) => {
        const kept = (await holdSession(tx, sessionId)) && (await insertPasskey(tx, passkey))
        if (!kept) throw refused('identity.passkey-refused')
        await tellPerson(tx, deps, userId, { kind: 'factor-added', factor: 'passkey', factorName: name })
        return shown(kept)
      })
    },

    async renamePasskey(ctx: CallContext, input: InputOf<typeof contract.renamePasskey>): Promise<Passkey> {
      const renamed = await renamePasskey(db, callerOf(ctx).userId, input.passkeyId, input.name)
      if (!renamed) throw notFound()
      return shown(renamed)
    },

    async removePasskey(
      ctx: CallContext,
      { passkeyId }: InputOf<typeof contract.removePasskey>,
    ): Promise<{ done: true }> {
      const { userId } = await confirmedCallerOf(deps, ctx)
      await db.transaction().execute(async (tx) => {
        const factorName = await removeWayIn(tx, userId, () => deletePasskey(tx, userId, passkeyId))
        await tellPerson(tx, deps, userId, { kind: 'factor-removed', factor: 'passkey', factorName })
      })
      return { done: true }
    },

    async beginPasskeyLogIn(): Promise<OutputOf<typeof contract.beginPasskeyLogIn>> {
      const options = await ceremony.askToLogIn()
      await insertCeremony(db, hashChallenge(options.challenge), null)
      return { options: { ...options } }
    },

    /** Device and its lock are two factors: no code is asked for. */
    async passkeyLogIn(
      ctx: CallContext,
      input: InputOf<typeof contract.passkeyLogIn>,
    ): Promise<OutputOf<typeof contract.passkeyLogIn>> {
      const { portal = 'mall' } = input
      const known = await findPasskey(db, input.credentialId)
      const counter = await check(input.clientDataJSON, null, async (challenge) =>
        known ? ceremony.readUse(input, known, challenge) : undefined,
      )
      const person = known && (await findEntrant(db, known.userId))
      if (!person) throw refused('identity.passkey-refused')
      assertWelcome(config, person, portal, true)
      const opened = await db.transaction().execute(async (tx) => {
        if (!(await noteUse(tx, known, counter))) throw refused('identity.passkey-refused')
        return openSession(tx, deps, ctx, { userId: person.id, portal, strong: true })
      })
      return tokensOf(accessTokens, opened)
    },
  }
}
