import Fastify from 'fastify'
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import { describe, expect, it } from 'vitest'
import { testHost } from '@tradewind/platform/testing'
import { identityService } from './service.ts'
import { signIn } from './sessions/sign-in.testing.ts'
import { wellKnownRoutes } from './well-known.ts'

const host = await testHost({ services: [identityService] })
const { identity } = host.calls
const { publicUrl } = host.config
const ACCOUNT = { email: 'sanda@example.com', password: 'thanaka in the morning' }
await identity.register(host.ctx(), { ...ACCOUNT, name: 'Sanda' })

const app = Fastify()
wellKnownRoutes(app, { identity, publicUrl })

describe('discovery', () => {
  it('leads a stranger from the issuer to the keys that check our tokens', async () => {
    const discovery = await app.inject('/.well-known/openid-configuration')
    const { issuer, jwks_uri } = discovery.json<{ issuer: string; jwks_uri: string }>()
    expect(issuer).toBe(publicUrl)
    const jwks = await app.inject(jwks_uri.slice(issuer.length))
    expect(jwks.headers['cache-control']).toBe('public, max-age=300')

    const { accessToken, userId } = await signIn(host, ACCOUNT)
    const keys = createLocalJWKSet(jwks.json<JSONWebKeySet>())
    const { payload } = await jwtVerify(accessToken, keys, { issuer, audience: 'mall' })
    expect(payload.sub).toBe(userId)
    await expect(jwtVerify(accessToken, keys, { issuer, audience: 'admin' })).rejects.toThrow('aud')
  })
})
