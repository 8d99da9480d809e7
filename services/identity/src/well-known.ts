import type { FastifyInstance } from 'fastify'
import { systemContext, type Service } from '@tradewind/platform/contract'
import type { identity as identityContract } from './contract/index.ts'

/** Seconds for which a verifier may keep the keys; a new key is shown as long before old tokens end. */
const KEEP_SECONDS = 300

/**
 * Serves `/.well-known/openid-configuration` and `/.well-known/jwks.json` at the root. It needs a caller of identity
 * only, so that a gateway can mount it too. Source: OpenID Connect Discovery 1.0, RFC 8414, RFC 7517.
 */
export function wellKnownRoutes(
  app: FastifyInstance,
  {
    identity,
    publicUrl,
  }: { identity: Pick<Service<typeof identityContract>, 'listSigningKeys'>; publicUrl: string },
): void {
  app.get('/.well-known/jwks.json', { config: { operation: 'identity.keys' } }, async (_request, reply) => {
    void reply.header('cache-control', `public, max-age=${KEEP_SECONDS}`)
    return identity.listSigningKeys(systemContext('well-known'), {})
  })
  // Sign-in for third parties brings its endpoints along; until then only tokens can be checked.
  app.get(
    '/.well-known/openid-configuration',
    { config: { operation: 'identity.discovery' } },
    async (_request, reply) => {
      void reply.header('cache-control', `public, max-age=${KEEP_SECONDS}`)
      return {
        issuer: publicUrl,
        jwks_uri: `${publicUrl}/.well-known/jwks.json`,
        response_types_supported: [],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['EdDSA'],
        claims_supported: ['iss', 'sub', 'aud', 'exp', 'iat', 'sid'],
      }
    },
  )
}
