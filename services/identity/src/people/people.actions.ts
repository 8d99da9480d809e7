import type { CallContext, InputOf, OutputOf } from '@tradewind/platform/contract'
import { newId, notFound, stale, unauthorized } from '@tradewind/kernel'
import { hashPassword } from 'better-auth/crypto'
import { mailRequested, type access, type account } from '../contract/index.ts'
import { callerOf, type IdentityDeps } from '../identity.deps.ts'
import { findSessionById } from '../sessions/sessions.queries.ts'
import { powersIn } from '../sessions/sessions.rules.ts'
import {
  findProfile,
  findPersonByEmail,
  insertPerson,
  listPeople,
  updateProfile,
  upsertStoreMember,
} from './people.queries.ts'
import { hashNewPassword } from './passwords.ts'
import { normaliseEmail } from './people.rules.ts'

type Person = OutputOf<typeof account.me>

export function peopleActions({ db, emit }: IdentityDeps) {
  const personOf = async (ctx: CallContext): Promise<Person> => {
    const { userId, sessionId } = callerOf(ctx)
    const [profile, session] = await Promise.all([findProfile(db, userId), findSessionById(db, sessionId)])
    if (!profile || !session) throw unauthorized()
    const { operator, stores, ...person } = profile
    const powers = powersIn(session.portal, { operator, store: stores[0] ?? null })
    return { ...person, portal: session.portal, stores, permissions: powers?.permissions ?? [] }
  }

  return {
    /** Answers the same for a known address, and tells its owner by mail. */
    async register(ctx: CallContext, input: InputOf<typeof account.register>): Promise<{ done: true }> {
      const email = normaliseEmail(input.email)
      const passwordHash = await hashNewPassword(input.password, email)
      const person = {
        id: newId('usr'),
        email,
        name: input.name,
        locale: input.locale ?? ctx.locale,
        passwordHash,
      }
      await db.transaction().execute(async (tx) => {
        const kind = (await insertPerson(tx, person)) ? 'welcome' : 'already-registered'
        // As the person is kept: what a stranger typed must not reach the owner of a known address.
        const kept = await findPersonByEmail(tx, email)
        if (kept)
          await emit(tx, mailRequested, kept.id, { kind, email, name: kept.name, locale: kept.locale })
      })
      return { done: true }
    },

    me: personOf,

    async update(ctx: CallContext, input: InputOf<typeof account.update>): Promise<Person> {
      const { userId } = callerOf(ctx)
      if (!(await updateProfile(db, userId, ctx.ifMatch ?? 0, input))) throw stale(await personOf(ctx))
      return personOf(ctx)
    },

    async getPeople(_ctx: CallContext, { userIds }: InputOf<typeof access.getPeople>) {
      return listPeople(db, userIds)
    },

    /** A password that many people of a demo share is hashed once. */
    async importPeople(
      _ctx: CallContext,
      { people }: InputOf<typeof access.importPeople>,
    ): Promise<OutputOf<typeof access.importPeople>> {
      const shared = new Map<string, Promise<string>>()
      const hashOf = ({ password, demo }: (typeof people)[number]) => {
        if (!demo) return hashPassword(password)
        const hash = shared.get(password) ?? hashPassword(password)
        shared.set(password, hash)
        return hash
      }
      const imported: { email: string; id: string }[] = []
      for (const person of people) {
        const email = normaliseEmail(person.email)
        if (!(await findPersonByEmail(db, email)))
          await insertPerson(db, {
            ...person,
            email,
            id: newId('usr'),
            passwordHash: await hashOf(person),
            addressProven: true,
          })
        const kept = await findPersonByEmail(db, email)
        if (kept) imported.push({ email: person.email, id: kept.id })
      }
      return imported
    },

    async grantStore(_ctx: CallContext, member: InputOf<typeof access.grantStore>): Promise<{ done: true }> {
      const [person] = await listPeople(db, [member.userId])
      if (!person) throw notFound()
      await upsertStoreMember(db, member)
      return { done: true }
    },
  }
}
