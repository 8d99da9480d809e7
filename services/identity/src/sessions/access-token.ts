import { SignJWT, errors, jwtVerify } from 'jose'
import type { Static } from 'typebox'
import type { Portal } from '../contract/index.ts'
import { ACCESS_TOKEN_SECONDS } from './sessions.rules.ts'
import { ALGORITHM, type SigningKeys } from './signing-keys.ts'

/** What an access token says; what its bearer may do is asked of the session, so that a loss of rights holds at once. */
export interface AccessClaims {
  userId: string
  sessionId: string
  portal: Static<typeof Portal>
}

const PORTALS: readonly AccessClaims['portal'][] = ['mall', 'merchant', 'admin']

/** A JWT of 15 minutes whose audience is the portal and whose issuer is the public address. */
export async function signAccessToken(
  keys: SigningKeys,
  issuer: string,
  claims: AccessClaims,
): Promise<string> {
  const { kid, key } = await keys.signingKey()
  return new SignJWT({ sid: claims.sessionId })
    .setProtectedHeader({ alg: ALGORITHM, kid, typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience(claims.portal)
    .setSubject(claims.userId)
    .setIssuedAt()
    .setExpirationTime(`${ACCESS_TOKEN_SECONDS}s`)
    .sign(key)
}

/** The claims of a token that we signed and that has not expired; undefined for any other text. */
export async function readAccessToken(
  keys: SigningKeys,
  issuer: string,
  token: string,
): Promise<AccessClaims | undefined> {
  try {
    const { payload } = await jwtVerify(token, keys.verificationKey, { issuer, algorithms: [ALGORITHM] })
    const portal = PORTALS.find((name) => name === payload.aud)
    const { sub: userId, sid: sessionId } = payload
    return portal && userId && typeof sessionId === 'string' ? { userId, sessionId, portal } : undefined
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}
