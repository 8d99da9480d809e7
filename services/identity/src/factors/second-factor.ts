import type { Transaction } from 'kysely'
import { deriveKey, type PlatformConfig } from '@tradewind/platform/config'
import { createSealer, type Sealer } from '@tradewind/platform/sealing'
import type { IdentityDeps } from '../identity.deps.ts'
import { tellPerson } from '../people/tell.ts'
import type { IdentityTables } from '../tables.ts'
import { lockAuthenticator, spendRecoveryCode, useStep } from './factors.queries.ts'
import { hashRecoveryCode, readCode } from './recovery-codes.ts'
import { stepOfCode } from './totp.rules.ts'

type Tx = Transaction<IdentityTables>

/** Seals the secrets of apps; the key is always there, so that nobody is kept from a second factor. */
export const factorSealer = ({ secret }: PlatformConfig): Sealer =>
  createSealer([{ id: 'derived', key: deriveKey(secret, 'identity-second-factors') }])

/** What the secret of a person's app is sealed for. */
export const totpPurpose = (userId: string): string => `totp ${userId}`

/**
 * Uses up a code of the person's app, or a recovery code, of which they are told by mail; false when it is neither, or
 * was used before. With `starting`, for an app that protects nothing yet: the code turns it on.
 */
export async function useCode(
  tx: Tx,
  { emit, sealer }: Pick<IdentityDeps, 'emit'> & { sealer: Sealer },
  userId: string,
  code: string,
  { starting = false } = {},
): Promise<boolean> {
  const typed = readCode(code)
  const authenticator = await lockAuthenticator(tx, userId)
  if (!authenticator || authenticator.on === starting) return false
  if (!/^\d{6}$/.test(typed)) {
    const codesLeft = starting ? undefined : await spendRecoveryCode(tx, userId, hashRecoveryCode(typed))
    if (codesLeft === undefined) return false
    await tellPerson(tx, { emit }, userId, { kind: 'code-spent', codesLeft })
    return true
  }
  const step = stepOfCode(sealer.open(authenticator.sealed, totpPurpose(userId)), typed, Date.now())
  if (step === undefined || step <= authenticator.lastStep) return false
  await useStep(tx, userId, step)
  return true
}
