import {
  SignJWT,
  decodeJwt,
  decodeProtectedHeader,
  exportSPKI,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose'
import { describe, expect, it } from 'vitest'
import { testHost } from '@tradewind/platform/testing'
import { identityService } from '../service.ts'
import { tokensIn } from './sign-in.testing.ts'

const host = await testHost({ services: [identityService] })
const { identity } = host.calls
const ACCOUNT = { email: 'jun@example.com', password: 'paper cranes in autumn' }

await identity.register(host.ctx(), { ...ACCOUNT, name: 'Jun' })
const { accessToken } = tokensIn(await identity.login(host.ctx(), ACCOUNT))
const claims = decodeJwt(accessToken)
const sessionOf = (token: string) => identity.resolveSession(host.ctx(), { token })
const keys = async () => (await identity.listSigningKeys(host.ctx(), {})).keys as JWK[]

/** A token like ours in everything that `change` does not touch. */
const forge = async (change: (token: SignJWT) => SignJWT, alg = 'EdDSA') => {
  const { privateKey } = await generateKeyPair(alg, { crv: 'Ed25519' })
  const { kid } = decodeProtectedHeader(accessToken)
  return change(new SignJWT(claims).setProtectedHeader({ alg, kid })).sign(privateKey)
}

describe('an access token', () => {
  it('says whose it is, of which session and for which portal, for fifteen minutes', async () => {
    expect(claims).toMatchObject({
      aud: 'mall',
      iss: host.config.publicUrl,
      sub: expect.stringMatching(/^usr_/),
    })
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(900)
    expect(await sessionOf(accessToken)).toMatchObject({
      userId: claims.sub,
      sessionId: claims['sid'],
      portal: 'mall',
    })
  })

  it('can be checked by anyone with the shown keys, which hold nothing private', async () => {
    const [key, ...others] = await keys()
    expect(others).toEqual([])
    expect(key).toMatchObject({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' })
    expect(key).not.toHaveProperty('d')
    expect(key?.kid).toBe(decodeProtectedHeader(accessToken).kid)
  })

  it('is nothing when another key signed it', async () => {
    expect(await sessionOf(await forge((token) => token))).toBeNull()
  })

  it('is nothing when it says that it needs no signature', async () => {
    const [, payload] = accessToken.split('.')
    const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url')
    expect(await sessionOf(`${header}.${payload}.`)).toBeNull()
  })

  it('is nothing when our public key is passed off as a shared secret', async () => {
    const key = await importJWK((await keys())[0] ?? {}, 'EdDSA', { extractable: true })
    if (key instanceof Uint8Array) throw new Error('not a public key')
    const secret = Buffer.from(await exportSPKI(key))
    const { kid } = decodeProtectedHeader(accessToken)
    const forged = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid }).sign(secret)
    expect(await sessionOf(forged)).toBeNull()
  })

  it.each(['../../dev/null', "' or '1'='1", 'https://evil.example/jwks.json'])(
    'does not choose its key: %s',
    async (kid) => {
      const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
      const forged = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA', kid, jku: kid })
        .sign(privateKey)
      expect(await sessionOf(forged)).toBeNull()
    },
  )

  it('cannot have its words changed', async () => {
    const [header, , signature] = accessToken.split('.')
    const other = Buffer.from(JSON.stringify({ ...claims, aud: 'admin' })).toString('base64url')
    expect(await sessionOf(`${header}.${other}.${signature}`)).toBeNull()
  })

  it('ends with its session, at once', async () => {
    const tokens = tokensIn(await identity.login(host.ctx(), ACCOUNT))
    const { sid, sub } = decodeJwt(tokens.accessToken)
    const actor = { kind: 'buyer' as const, userId: String(sub), sessionId: String(sid) }
    await identity.logout(host.ctx({ actor }), {})
    expect(await sessionOf(tokens.accessToken)).toBeNull()
    expect(await sessionOf(tokens.refreshToken)).toBeNull()
    expect(await sessionOf(accessToken)).not.toBeNull()
  })
})
