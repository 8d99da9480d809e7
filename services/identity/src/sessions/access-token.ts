import { SignJWT, errors, jwtVerify } from 'jose'
import { LRUCache } from 'lru-cache'
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

/** JWTs of 15 minutes whose audience is the portal and whose issuer is the public address. */
export class AccessTokens {
  readonly #keys: SigningKeys
  readonly #issuer: string
  // Checking a signature costs more than all the rest of a request: once per token, until it expires.
  readonly #checked = new LRUCache<string, { claims: AccessClaims; endsAtMs: number }>({ max: 10_000 })

  constructor(keys: SigningKeys, issuer: string) {
    this.#keys = keys
    this.#issuer = issuer
  }

  async sign({ userId, sessionId, portal }: AccessClaims): Promise<string> {
    const { kid, key } = await this.#keys.signingKey()
    return new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: ALGORITHM, kid, typ: 'JWT' })
      .setIssuer(this.#issuer)
      .setAudience(portal)
      .setSubject(userId)
      .setIssuedAt()
      .setExpirationTime(`${ACCESS_TOKEN_SECONDS}s`)
      .sign(key)
  }

  /** The claims of a token that we signed and that has not expired; undefined for any other text. */
  async read(token: string): Promise<AccessClaims | undefined> {
    const known = this.#checked.get(token)
    if (known) return known.endsAtMs > Date.now() ? known.claims : undefined
    try {
      const { payload } = await jwtVerify(token, this.#keys.verificationKey, {
        issuer: this.#issuer,
        algorithms: [ALGORITHM],
      })
      const portal = PORTALS.find((name) => name === payload.aud)
      const { sub: userId, sid: sessionId, exp } = payload
      if (!portal || !userId || typeof sessionId !== 'string' || !exp) return undefined
      const claims = { userId, sessionId, portal }
      this.#checked.set(token, { claims, endsAtMs: exp * 1_000 })
      return claims
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined
      throw error
    }
  }
}
