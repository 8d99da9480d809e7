import { createHmac } from 'node:crypto'
import type { Configuration } from 'openid-client'
import type { Logger } from 'pino'
import { refused, unavailable } from '@tradewind/kernel'
import type { OidcIssuer } from '@tradewind/platform/config'

/** Who an issuer says somebody is. */
export interface IssuerPerson {
  subject: string
  email: string | undefined
  emailVerified: boolean
  name: string | undefined
}

const ANSWER_SECONDS = 4
const KEEP_DISCOVERY_MS = 3_600_000

// Loaded with the first log-in of this kind: most houses have no issuer, and none is asked before.
const library = () => import('openid-client')

/** Speaks with issuers: authorization code with PKCE, state and nonce. Source: OpenID Connect Core 1.0, RFC 7636. */
export class IssuerClient {
  readonly #redirectUri: string
  readonly #key: Buffer
  readonly #log: Logger
  readonly #found = new Map<string, { client: Promise<Configuration>; untilMs: number }>()

  constructor(publicUrl: string, key: Buffer, log: Logger) {
    this.#redirectUri = `${publicUrl}/log-in/return`
    this.#key = key
    this.#log = log
  }

  /** Where the browser goes; throws 503 when the issuer does not answer. */
  async addressFor(issuer: OidcIssuer, state: string, locale: string): Promise<string> {
    const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await library()
    const client = await this.#reach(issuer, () => this.#clientOf(issuer))
    return buildAuthorizationUrl(client, {
      redirect_uri: this.#redirectUri,
      scope: 'openid email profile',
      state,
      nonce: this.#derive('nonce', state),
      code_challenge: await calculatePKCECodeChallenge(this.#derive('verifier', state)),
      code_challenge_method: 'S256',
      ui_locales: locale,
    }).href
  }

  /** Who came back with a code; throws 422 when the issuer takes it for wrong, 503 when it does not answer. */
  async personFor(
    issuer: OidcIssuer,
    answer: { state: string; code: string; iss: string | undefined },
  ): Promise<IssuerPerson> {
    const { authorizationCodeGrant, fetchUserInfo } = await library()
    const back = new URL(this.#redirectUri)
    for (const [name, value] of Object.entries(answer))
      if (value !== undefined) back.searchParams.set(name, value)
    return this.#reach(issuer, async () => {
      const client = await this.#clientOf(issuer)
      const tokens = await authorizationCodeGrant(client, back, {
        pkceCodeVerifier: this.#derive('verifier', answer.state),
        expectedState: answer.state,
        expectedNonce: this.#derive('nonce', answer.state),
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (!claims) throw refused('identity.issuer-refused')
      const told =
        claims['email'] === undefined ? await fetchUserInfo(client, tokens.access_token, claims.sub) : claims
      const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
      return {
        subject: claims.sub,
        email: textOf(told['email']),
        emailVerified: told['email_verified'] === true,
        name: textOf(told['name']),
      }
    })
  }

  /** Verifier and nonce come from the state, so that only its hash need be kept. */
  #derive(purpose: string, state: string): string {
    return createHmac('sha256', this.#key).update(`${purpose} ${state}`).digest('base64url')
  }

  #clientOf(issuer: OidcIssuer): Promise<Configuration> {
    const known = this.#found.get(issuer.id)
    if (known && known.untilMs > Date.now()) return known.client
    const client = discover(issuer)
    this.#found.set(issuer.id, { client, untilMs: Date.now() + KEEP_DISCOVERY_MS })
    client.catch(() => this.#found.delete(issuer.id))
    return client
  }

  async #reach<T>(issuer: OidcIssuer, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask()
    } catch (error) {
      this.#log.warn({ err: error, issuer: issuer.id }, 'a log-in by an issuer was not finished')
      throw (await isRefusal(error))
        ? refused('identity.issuer-refused')
        : unavailable(5, 'identity.issuer-unreachable')
    }
  }
}

async function discover({ issuer, clientId, clientSecret }: OidcIssuer): Promise<Configuration> {
  const { allowInsecureRequests, ClientSecretBasic, ClientSecretPost, discovery } = await library()
  const basic = ClientSecretBasic(clientSecret)
  const post = ClientSecretPost(clientSecret)
  return discovery(
    new URL(issuer),
    clientId,
    undefined,
    (server, ...request) => {
      const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
      return (methods.includes('client_secret_basic') ? basic : post)(server, ...request)
    },
    { timeout: ANSWER_SECONDS, ...(issuer.startsWith('http:') && { execute: [allowInsecureRequests] }) },
  )
}

/** Whether the issuer answered, and its answer ends this log-in. */
async function isRefusal(error: unknown): Promise<boolean> {
  const { AuthorizationResponseError, ClientError, ResponseBodyError } = await library()
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError) return true
  if (error instanceof Error && error.name === 'AppError') return true
  return (
    error instanceof ClientError &&
    error.code !== 'OAUTH_TIMEOUT' &&
    error.code !== 'OAUTH_RESPONSE_IS_NOT_CONFORM'
  )
}
