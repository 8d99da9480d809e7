import { randomBytes } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { createLogger } from '@tradewind/platform/log'
import { eventually, testDatabase } from '@tradewind/platform/testing'
import type { IdentityTables } from '../tables.ts'
import { AccessTokens } from './access-token.ts'
import { SigningKeys } from './signing-keys.ts'

const db = await testDatabase()
const secret = randomBytes(32)
const aProcess = (key = secret) =>
  new SigningKeys(db.kysely<IdentityTables>(), key, createLogger({ level: 'silent', pretty: false }))
const kidsShown = async (keys: SigningKeys) => (await keys.publicKeys()).map(({ kid }) => kid)
const age = (interval: string) =>
  db.pool.query(`update identity.signing_keys set created_at = created_at - $1::interval`, [interval])

const ISSUER = 'http://localhost:4000'
const CLAIMS = { userId: 'usr_a', sessionId: 'ses_a', portal: 'mall' } as const
const sign = (keys: SigningKeys) => new AccessTokens(keys, ISSUER).sign(CLAIMS)
const read = (keys: SigningKeys, token: string) => new AccessTokens(keys, ISSUER).read(token)

describe('signing keys', () => {
  it('are one key, even when several processes start at once', async () => {
    const signing = await Promise.all([aProcess(), aProcess(), aProcess()].map((keys) => keys.signingKey()))
    expect(new Set(signing.map(({ kid }) => kid)).size).toBe(1)
    expect(await read(aProcess(), await sign(aProcess()))).toEqual(CLAIMS)
  })

  it('lie encrypted in the database', async () => {
    const { rows } = await db.pool.query<{ private_key: string }>(
      'select private_key from identity.signing_keys',
    )
    expect(rows[0]?.private_key).not.toContain('kty')
  })

  it('make way for a new one after 90 days, and are shown a day longer', async () => {
    const before = aProcess()
    const oldToken = await sign(before)
    const [oldKid] = await kidsShown(before)
    await age('90 days 1 minute')
    const after = aProcess()
    const { kid } = await after.signingKey()
    expect(await kidsShown(after)).toEqual([kid, oldKid])
    expect(await read(after, oldToken)).toEqual(CLAIMS)
    await age('1 day')
    expect(await kidsShown(aProcess())).toEqual([kid])
    expect(await read(aProcess(), oldToken)).toBeUndefined()
  })

  it('of another process are found though they were made a moment ago', async () => {
    const early = aProcess()
    await early.signingKey()
    await age('91 days')
    const token = await sign(aProcess())
    await eventually(async () => expect(await read(early, token)).toEqual(CLAIMS))
  })

  it('that another secret locked away are replaced', async () => {
    const other = aProcess(randomBytes(32))
    const { kid } = await other.signingKey()
    expect(kid).not.toBe((await kidsShown(aProcess())).at(-1))
    expect(await read(other, await sign(other))).toEqual(CLAIMS)
  })

  it('sign for one issuer', async () => {
    const elsewhere = new AccessTokens(aProcess(), 'https://elsewhere.example')
    expect(await elsewhere.read(await sign(aProcess()))).toBeUndefined()
  })

  it('sign for fifteen minutes, also for a token that was checked before', async () => {
    const tokens = new AccessTokens(aProcess(), ISSUER)
    const token = await tokens.sign(CLAIMS)
    expect(await tokens.read(token)).toEqual(CLAIMS)
    vi.useFakeTimers({ now: Date.now() + 901_000, toFake: ['Date'] })
    expect(await tokens.read(token)).toBeUndefined()
    expect(await read(aProcess(), token)).toBeUndefined()
    vi.useRealTimers()
  })
})
