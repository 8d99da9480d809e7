import { deriveKey } from '@tradewind/platform/config'
import type { CallContext, InputOf, OutputOf } from '@tradewind/platform/contract'
import { conflict, forbidden, notFound, refused, unauthorized } from '@tradewind/kernel'
import type { security } from '../contract/index.ts'
import { callerOf, type IdentityDeps } from '../identity.deps.ts'
import { mallNameIn } from '../mall-name.ts'
import { listLinkedIssuers } from '../issuers/issuers.queries.ts'
import { listPasskeys } from '../passkeys/passkeys.queries.ts'
import { shown } from '../passkeys/shown.ts'
import { findCredentials } from '../people/people.queries.ts'
import { passwordMatches } from '../people/passwords.ts'
import { tellPerson } from '../people/tell.ts'
import { admitAttempt, attemptsOf, codeAttemptsOf, forgiveAttempt } from '../sessions/attempts.queries.ts'
import { confirmSession, endSessionsOf, holdSession, isConfirmed } from '../sessions/sessions.queries.ts'
import {
  deleteAuthenticator,
  findProtection,
  insertAuthenticator,
  replaceRecoveryCodes,
  type Protection,
} from './factors.queries.ts'
import { FEW_RECOVERY_CODES, hashRecoveryCode, newRecoveryCodes } from './recovery-codes.ts'
import { factorSealer, totpPurpose, useCode } from './second-factor.ts'
import { newTotpSecret, totpUri } from './totp.rules.ts'

type Recovery = OutputOf<typeof security.confirmTotp>

export function factorActions(deps: IdentityDeps) {
  const { db, config, emit } = deps
  const attemptKey = deriveKey(config.secret, 'identity-attempts')
  const sealer = factorSealer(config)

  const protectionOf = async (userId: string): Promise<Protection> => {
    const protection = await findProtection(db, userId)
    if (!protection) throw unauthorized()
    return protection
  }

  const byPassword = async ({ ip }: CallContext, email: string, password: string): Promise<void> => {
    const attempts = attemptsOf(attemptKey, email, ip)
    await admitAttempt(db, attempts)
    const person = await findCredentials(db, email)
    if (!(await passwordMatches(password, person?.passwordHash))) throw refused('identity.wrong-credentials')
    await forgiveAttempt(db, attempts)
  }

  const byCode = async ({ ip }: CallContext, userId: string, code: string): Promise<void> => {
    const attempts = codeAttemptsOf(attemptKey, userId, ip)
    await admitAttempt(db, attempts)
    if (!(await db.transaction().execute((tx) => useCode(tx, { emit, sealer }, userId, code))))
      throw refused('identity.wrong-code')
    await forgiveAttempt(db, attempts)
  }

  return {
    async getSecurity(ctx: CallContext): Promise<OutputOf<typeof security.getSecurity>> {
      const { userId, sessionId } = callerOf(ctx)
      const { email, hasPassword, codesOn, recoveryCodesLeft } = await protectionOf(userId)
      const confirmed = await isConfirmed(db, sessionId)
      const linked = new Set(await listLinkedIssuers(db, userId))
      return {
        email,
        hasPassword,
        confirmed,
        totp: {
          on: codesOn,
          recoveryCodesLeft,
          codesRunLow: codesOn && recoveryCodesLeft <= FEW_RECOVERY_CODES,
        },
        passkeys: (await listPasskeys(db, userId)).map(shown),
        issuers: config.oidcIssuers.map(({ id, label, issuer }) => ({
          id,
          label,
          linked: linked.has(issuer),
        })),
      }
    },

    async confirm(ctx: CallContext, input: InputOf<typeof security.confirm>): Promise<{ done: true }> {
      const { userId, sessionId } = callerOf(ctx)
      const { email } = await protectionOf(userId)
      if (input.code !== undefined) await byCode(ctx, userId, input.code)
      else await byPassword(ctx, email, input.password ?? '')
      await confirmSession(db, sessionId)
      return { done: true }
    },

    async beginTotp(ctx: CallContext): Promise<OutputOf<typeof security.beginTotp>> {
      const { userId } = await confirmedCallerOf(deps, ctx)
      const { email } = await protectionOf(userId)
      const secret = newTotpSecret()
      if (!(await insertAuthenticator(db, userId, sealer.seal(secret, totpPurpose(userId))))) throw conflict()
      const uri = totpUri(secret, email, await mallNameIn(db, ctx.locale))
      const { renderSVG } = await import('uqr')
      return { secret, uri, qrSvg: renderSVG(uri) }
    },

    async confirmTotp(ctx: CallContext, input: InputOf<typeof security.confirmTotp>): Promise<Recovery> {
      const { userId, sessionId } = await confirmedCallerOf(deps, ctx)
      const attempts = codeAttemptsOf(attemptKey, userId, ctx.ip)
      await admitAttempt(db, attempts)
      const recoveryCodes = newRecoveryCodes()
      await db.transaction().execute(async (tx) => {
        if (!(await holdSession(tx, sessionId))) throw unauthorized()
        if (!(await useCode(tx, { emit, sealer }, userId, input.code, { starting: true })))
          throw refused('identity.wrong-code')
        await endSessionsOf(tx, userId, sessionId)
        await replaceRecoveryCodes(tx, userId, recoveryCodes.map(hashRecoveryCode))
        await tellPerson(tx, deps, userId, { kind: 'factor-added', factor: 'totp' })
      })
      await forgiveAttempt(db, attempts)
      return { recoveryCodes }
    },

    async removeTotp(ctx: CallContext): Promise<{ done: true }> {
      const { userId } = await confirmedCallerOf(deps, ctx)
      await db.transaction().execute(async (tx) => {
        if (!(await deleteAuthenticator(tx, userId))) throw notFound()
        await tellPerson(tx, deps, userId, { kind: 'factor-removed', factor: 'totp' })
      })
      return { done: true }
    },

    async renewRecoveryCodes(ctx: CallContext): Promise<Recovery> {
      const { userId } = await confirmedCallerOf(deps, ctx)
      if (!(await protectionOf(userId)).codesOn) throw notFound()
      const recoveryCodes = newRecoveryCodes()
      await db.transaction().execute(async (tx) => {
        await replaceRecoveryCodes(tx, userId, recoveryCodes.map(hashRecoveryCode))
        await tellPerson(tx, deps, userId, { kind: 'codes-renewed' })
      })
      return { recoveryCodes }
    },
  }
}

/** The caller, where they proved who they are within ten minutes; else 403. */
export async function confirmedCallerOf(
  { db }: IdentityDeps,
  ctx: CallContext,
): Promise<{ userId: string; sessionId: string }> {
  const caller = callerOf(ctx)
  if (!(await isConfirmed(db, caller.sessionId))) throw forbidden('identity.confirm-first')
  return caller
}
