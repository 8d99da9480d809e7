import { deriveKey, type OidcIssuer } from '@tradewind/platform/config'
import type { CallContext, InputOf, OutputOf } from '@tradewind/platform/contract'
import { conflict, forbidden, newId, notFound, refused, unauthorized } from '@tradewind/kernel'
import { mailRequested, type issuers as contract } from '../contract/index.ts'
import { confirmedCallerOf } from '../factors/factors.actions.ts'
import type { IdentityDeps } from '../identity.deps.ts'
import {
  findCredentials,
  findEntrant,
  findPersonByEmail,
  holdPassword,
  insertPerson,
} from '../people/people.queries.ts'
import { normaliseEmail } from '../people/people.rules.ts'
import { passwordMatches } from '../people/passwords.ts'
import { tellPerson } from '../people/tell.ts'
import { removeWayIn } from '../people/ways-in.ts'
import type { AccessTokens } from '../sessions/access-token.ts'
import { admitAttempt, attemptsOf, forgiveAttempt } from '../sessions/attempts.queries.ts'
import { answerOf, askForCode, assertWelcome, openOrAsk, openSession } from '../sessions/open-session.ts'
import { holdSession } from '../sessions/sessions.queries.ts'
import { hashToken, newToken } from '../tokens/opaque-token.ts'
import { connect } from './connect.ts'
import { IssuerClient, type IssuerPerson } from './issuer-client.ts'
import {
  deleteLink,
  findLinkOwner,
  findOffer,
  insertFlow,
  insertLink,
  insertOffer,
  spendOffer,
  takeFlow,
  type Flow,
  type Linked,
} from './issuers.queries.ts'

type Finished = OutputOf<typeof contract.finishIssuerLogIn>

const LONGEST_NAME = 120

export function issuerActions(deps: IdentityDeps, accessTokens: AccessTokens) {
  const { db, config, emit, log } = deps
  const attemptKey = deriveKey(config.secret, 'identity-attempts')
  const client = new IssuerClient(config.publicUrl, deriveKey(config.secret, 'identity-issuers'), log)

  const issuerOf = (issuerId: string): OidcIssuer => {
    const issuer = config.oidcIssuers.find(({ id }) => id === issuerId)
    if (!issuer) throw notFound()
    return issuer
  }

  const letIn = async (ctx: CallContext, linked: Linked, userId: string, portal: Flow['portal']) => {
    const person = await findEntrant(db, userId)
    if (!person) throw unauthorized()
    assertWelcome(config, person, portal, false)
    const opened = await db.transaction().execute(async (tx) => {
      if ((await findLinkOwner(tx, linked)) !== userId) throw refused('identity.issuer-refused')
      return openOrAsk(tx, deps, ctx, person, portal)
    })
    return answerOf(accessTokens, opened)
  }

  /** Opens an account without a password for a verified address that nobody has here. */
  const welcome = async (
    ctx: CallContext,
    issuer: OidcIssuer,
    person: { subject: string; email: string; name: string },
  ) => {
    const { subject, email, name } = person
    const id = newId('usr')
    const opened = await db.transaction().execute(async (tx) => {
      if (!(await insertPerson(tx, { id, email, name, locale: ctx.locale, addressProven: true })))
        throw conflict()
      if (!(await insertLink(tx, id, { issuer: issuer.issuer, subject })))
        throw conflict('identity.issuer-taken')
      await emit(tx, mailRequested, id, { kind: 'welcome', email, name, locale: ctx.locale })
      const entrant = { id, operator: false, demo: false, codesOn: false }
      return openOrAsk(tx, deps, ctx, entrant, 'mall')
    })
    return answerOf(accessTokens, opened)
  }

  const finishLogIn = async (
    ctx: CallContext,
    issuer: OidcIssuer,
    { portal, to }: Flow,
    person: IssuerPerson,
  ): Promise<Finished> => {
    const linked = { issuer: issuer.issuer, subject: person.subject }
    const owner = await findLinkOwner(db, linked)
    if (owner !== undefined) return { ...(await letIn(ctx, linked, owner, portal)), to }
    if (portal !== 'mall') throw forbidden('identity.issuer-not-linked')
    if (person.email === undefined || !person.emailVerified) throw refused('identity.email-not-verified')
    const email = normaliseEmail(person.email)
    const known = await findPersonByEmail(db, email)
    if (!known) {
      const name = (person.name ?? email.split('@')[0] ?? email).slice(0, LONGEST_NAME)
      return { ...(await welcome(ctx, issuer, { subject: person.subject, email, name })), to }
    }
    // An address is no proof that the account here is theirs: only its password is.
    if (!(await findCredentials(db, email))) throw forbidden('identity.issuer-not-linked')
    const offer = newToken()
    await insertOffer(db, hashToken(offer), known.id, linked)
    return { offer, email, label: issuer.label, to }
  }

  return {
    async listIssuers(): Promise<OutputOf<typeof contract.listIssuers>> {
      return { items: config.oidcIssuers.map(({ id, label }) => ({ id, label })) }
    },

    async beginIssuerLogIn(
      ctx: CallContext,
      input: InputOf<typeof contract.beginIssuerLogIn>,
    ): Promise<OutputOf<typeof contract.beginIssuerLogIn>> {
      const issuer = issuerOf(input.issuerId)
      // Without a browser that can be known again, anybody could end what somebody else began.
      if (ctx.browserId === undefined) throw refused('identity.issuer-refused')
      const linking = input.link ? await confirmedCallerOf(deps, ctx) : null
      const { portal = 'mall', to = null } = input
      const state = `${newToken()}.${ctx.locale}.${portal}`
      const url = await client.addressFor(issuer, state, ctx.locale)
      const flow = { issuerId: issuer.id, browserId: ctx.browserId, portal, to, linking }
      await insertFlow(db, hashToken(state), flow)
      return { url }
    },

    async finishIssuerLogIn(
      ctx: CallContext,
      { state, code, iss }: InputOf<typeof contract.finishIssuerLogIn>,
    ): Promise<Finished> {
      const flow = await takeFlow(db, hashToken(state))
      if (!flow || flow.browserId !== ctx.browserId || code === undefined)
        throw refused('identity.issuer-refused')
      const issuer = issuerOf(flow.issuerId)
      const person = await client.personFor(issuer, { state, code, iss })
      const { linking, to } = flow
      if (linking === null) return finishLogIn(ctx, issuer, flow, person)
      await db.transaction().execute(async (tx) => {
        if (!(await holdSession(tx, linking.sessionId))) throw refused('identity.issuer-refused')
        await connect(tx, deps, { issuer: issuer.issuer, subject: person.subject }, linking.userId)
      })
      return { linked: true, to }
    },

    async confirmIssuerLink(
      ctx: CallContext,
      input: InputOf<typeof contract.confirmIssuerLink>,
    ): Promise<OutputOf<typeof contract.confirmIssuerLink>> {
      const tokenHash = hashToken(input.offer)
      const offer = await findOffer(db, tokenHash)
      if (!offer || !config.oidcIssuers.some(({ issuer }) => issuer === offer.issuer))
        throw unauthorized('identity.challenge-ended')
      const attempts = attemptsOf(attemptKey, offer.email, ctx.ip)
      await admitAttempt(db, attempts)
      const person = await findCredentials(db, offer.email)
      const right = await passwordMatches(input.password, person?.passwordHash)
      if (!person || !right) throw unauthorized('identity.wrong-credentials')
      await forgiveAttempt(db, attempts)
      assertWelcome(config, person, 'mall', false)
      const opened = await db.transaction().execute(async (tx) => {
        if (!(await holdPassword(tx, person.id, person.passwordHash)))
          throw unauthorized('identity.wrong-credentials')
        if (!(await spendOffer(tx, tokenHash))) throw unauthorized('identity.challenge-ended')
        const linked = { issuer: offer.issuer, subject: offer.subject }
        if (person.codesOn) return askForCode(tx, { userId: person.id, portal: 'mall', linked })
        await connect(tx, deps, linked, person.id)
        return openSession(tx, deps, ctx, { userId: person.id, portal: 'mall', strong: false })
      })
      return answerOf(accessTokens, opened)
    },

    async unlinkIssuer(
      ctx: CallContext,
      { issuerId }: InputOf<typeof contract.unlinkIssuer>,
    ): Promise<{ done: true }> {
      const { userId } = await confirmedCallerOf(deps, ctx)
      const issuer = issuerOf(issuerId)
      await db.transaction().execute(async (tx) => {
        await removeWayIn(tx, userId, () => deleteLink(tx, userId, issuer.issuer))
        await tellPerson(tx, deps, userId, {
          kind: 'factor-removed',
          factor: 'issuer',
          factorName: issuer.label,
        })
      })
      return { done: true }
    },
  }
}
