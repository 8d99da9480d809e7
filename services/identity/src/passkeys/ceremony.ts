import { createHash } from 'node:crypto'
import type { AuthenticatorTransport } from '@simplewebauthn/server'
import type { InputOf } from '@tradewind/platform/contract'
import type { passkeys } from '../contract/index.ts'
import type { KeptPasskey } from './passkeys.queries.ts'

const MILLISECONDS = 5 * 60_000

/** EdDSA, ES256 and RS256, which every version of Node can check; ML-DSA, which it knows for trial, may follow. */
const ALGORITHMS = [-8, -7, -257]

// Loaded with the first passkey: reading certificates takes half the memory of the service.
const library = () => import('@simplewebauthn/server')

/** What is kept of a challenge. */
export const hashChallenge = (challenge: string): string =>
  createHash('sha256').update(challenge).digest('hex')

/** The challenge that a browser says it signed; undefined where it says none. */
export function challengeIn(clientDataJSON: string): string | undefined {
  try {
    const said: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString())
    const challenge =
      typeof said === 'object' && said !== null && 'challenge' in said ? said.challenge : undefined
    return typeof challenge === 'string' ? challenge : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** What happens between browser and house when a passkey is made or used. Source: WebAuthn Level 3, section 7. */
export function ceremonies(publicUrl: string) {
  const { origin: expectedOrigin, hostname: rpID } = new URL(publicUrl)
  const expected = { expectedOrigin, expectedRPID: rpID, requireUserVerification: true }
  return {
    async askToMake(
      person: { id: string; email: string; name: string },
      known: readonly string[],
      mall: string,
    ) {
      const { generateRegistrationOptions } = await library()
      return generateRegistrationOptions({
        rpName: mall,
        rpID,
        userID: new TextEncoder().encode(person.id),
        userName: person.email,
        userDisplayName: person.name,
        timeout: MILLISECONDS,
        attestationType: 'none',
        supportedAlgorithmIDs: ALGORITHMS,
        excludeCredentials: known.map((id) => ({ id })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      })
    },

    /** The new credential; throws or answers undefined where anything about it is not as asked. */
    async readMade(input: InputOf<typeof passkeys.addPasskey>, expectedChallenge: string) {
      const { verifyRegistrationResponse } = await library()
      const { credentialId: id, clientDataJSON, attestationObject } = input
      const transports = input.transports as AuthenticatorTransport[]
      const response = {
        id,
        rawId: id,
        type: 'public-key' as const,
        clientExtensionResults: {},
        response: { clientDataJSON, attestationObject, transports },
      }
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response,
        expectedChallenge,
        supportedAlgorithmIDs: ALGORITHMS,
        ...expected,
      })
      return verified ? registrationInfo?.credential : undefined
    },

    async askToLogIn() {
      const { generateAuthenticationOptions } = await library()
      return generateAuthenticationOptions({ rpID, timeout: MILLISECONDS, userVerification: 'required' })
    },

    /** The counter after a good signature; throws or answers undefined after any other, or where the counter went back. */
    async readUse(
      input: InputOf<typeof passkeys.passkeyLogIn>,
      { publicKey, counter }: KeptPasskey,
      expectedChallenge: string,
    ): Promise<number | undefined> {
      const { verifyAuthenticationResponse } = await library()
      const { credentialId: id, clientDataJSON, authenticatorData, signature } = input
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: {
          id,
          rawId: id,
          type: 'public-key',
          clientExtensionResults: {},
          response: { clientDataJSON, authenticatorData, signature },
        },
        credential: { id, publicKey, counter },
        expectedChallenge,
        ...expected,
      })
      return verified ? authenticationInfo.newCounter : undefined
    },
  }
}
