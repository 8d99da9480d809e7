import { describe, expect, it } from 'vitest'
import { eventually, testHost } from '@tradewind/platform/testing'
import { testDevice } from '../passkeys/device.testing.ts'
import { addPasskey, logInByPasskey } from '../passkeys/passkeys.testing.ts'
import { identityService } from '../service.ts'
import { signIn } from '../sessions/sign-in.testing.ts'

const ORIGIN = 'http://localhost:4000'
const host = await testHost({ services: [identityService], env: { PUBLIC_URL: ORIGIN } })
const { identity } = host.calls
const OLD = 'the first password'
const NEW = 'a better one by far'

const register = (email: string) => identity.register(host.ctx(), { email, password: OLD, name: 'Aye' })
const mailedTokens = async (email: string): Promise<string[]> => {
  await host.quiet()
  const { rows } = await host.db.pool.query<{ token: string }>(
    `select payload->>'token' as token from identity.outbox
     where payload->>'kind' = 'reset' and payload->>'email' = $1 order by id`,
    [email],
  )
  return rows.map(({ token }) => token)
}
const askFor = async (email: string): Promise<string> => {
  await identity.requestReset(host.ctx(), { email })
  return eventually(async () => {
    const token = (await mailedTokens(email)).at(-1)
    if (!token) throw new Error('no mail yet')
    return token
  })
}
const confirm = (token: string, password = NEW) => identity.confirmReset(host.ctx(), { token, password })

describe('a forgotten password', () => {
  it('is replaced once by the mailed token, which ends all sessions', async () => {
    const email = 'aye@example.com'
    await register(email)
    const before = await signIn(host, { email, password: OLD })
    const token = await askFor(email)
    expect(await confirm(token)).toEqual({ done: true })
    expect(await identity.resolveSession(host.ctx(), { token: before.refreshToken })).toBeNull()
    await expect(signIn(host, { email, password: OLD })).rejects.toMatchObject({ status: 401 })
    await signIn(host, { email, password: NEW })
    await expect(confirm(token, 'one more, please')).rejects.toMatchObject({
      code: 'identity.reset-link-spent',
    })
  })

  it('of an unknown address gets the same answer and no mail', async () => {
    expect(await identity.requestReset(host.ctx(), { email: 'ghost@example.com' })).toEqual({ done: true })
    expect(await mailedTokens('ghost@example.com')).toEqual([])
  })

  it('is not replaced twice by two who come at once', async () => {
    await register('twice@example.com')
    const token = await askFor('twice@example.com')
    const answers = await Promise.allSettled([confirm(token), confirm(token, 'the other one won')])
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  it('waits fifteen minutes for its owner, no longer', async () => {
    await register('late@example.com')
    const token = await askFor('late@example.com')
    await host.db.pool.query(
      `update identity.one_time_tokens set expires_at = expires_at - interval '15 minutes'`,
    )
    await expect(confirm(token)).rejects.toMatchObject({ status: 422, code: 'identity.reset-link-spent' })
  })

  it('sends one mail a minute, and only the last link is good', async () => {
    await register('again@example.com')
    const first = await askFor('again@example.com')
    expect(await askFor('again@example.com')).toBe(first)
    await host.db.pool.query(
      `update identity.one_time_tokens set created_at = created_at - interval '2 minutes'`,
    )
    await identity.requestReset(host.ctx(), { email: 'again@example.com' })
    await eventually(async () => expect(await mailedTokens('again@example.com')).toHaveLength(2))
    await expect(confirm(first)).rejects.toMatchObject({ code: 'identity.reset-link-spent' })
  })

  it('is not replaced by a weak one, and the link stays good', async () => {
    await register('weak@example.com')
    const token = await askFor('weak@example.com')
    await expect(confirm(token, '1234567890')).rejects.toMatchObject({ code: 'identity.weak-password' })
    await confirm(token)
  })

  it('is mailed with a token that lies nowhere else', async () => {
    await register('quiet@example.com')
    const token = await askFor('quiet@example.com')
    const { rows } = await host.db.pool.query<{ everything: string | null }>(
      `select string_agg(t::text, ' ') as everything from identity.one_time_tokens t`,
    )
    expect(rows[0]?.everything).not.toContain(token)
  })
})

describe('an account whose address nobody has proven', () => {
  const refused = expect.objectContaining({ code: 'identity.passkey-refused' })
  const turnCodesOn = async (person: Awaited<ReturnType<typeof signIn>>) => {
    await identity.beginTotp(person.ctx(), {})
    await host.db.pool.query('update identity.authenticators set on_since = now() where user_id = $1', [
      person.userId,
    ])
  }
  const squatted = async (email: string) => {
    await register(email)
    return signIn(host, { email, password: OLD })
  }

  it('goes to the owner of the address without the ways in of who registered it', async () => {
    const email = 'squatted@example.com'
    const squatter = await squatted(email)
    const device = testDevice(ORIGIN)
    await addPasskey(host, squatter, device)
    await host.db.pool.query(
      `insert into identity.issuer_links (issuer, subject, user_id) values ('https://issuer.example', 'squatter', $1)`,
      [squatter.userId],
    )
    await confirm(await askFor(email))
    await expect(logInByPasskey(host, device)).rejects.toEqual(refused)
    const { rows } = await host.db.pool.query('select from identity.issuer_links where user_id = $1', [
      squatter.userId,
    ])
    expect(rows).toEqual([])
  })

  it('does not ask its owner for codes that a stranger’s app shows', async () => {
    const email = 'locked-out@example.com'
    await turnCodesOn(await squatted(email))
    await confirm(await askFor(email))
    expect(await identity.login(host.ctx(), { email, password: NEW })).toMatchObject({ portal: 'mall' })
  })

  it('keeps passkeys and codes through a new password once it is proven', async () => {
    const email = 'proven@example.com'
    await register(email)
    await confirm(await askFor(email))
    const owner = await signIn(host, { email, password: NEW })
    const device = testDevice(ORIGIN)
    await addPasskey(host, owner, device)
    await turnCodesOn(owner)
    await host.db.pool.query(
      `update identity.one_time_tokens set created_at = created_at - interval '2 minutes'`,
    )
    const first = (await mailedTokens(email))[0]
    await identity.requestReset(host.ctx(), { email })
    await eventually(async () => expect(await mailedTokens(email)).toHaveLength(2))
    const second = (await mailedTokens(email)).at(-1) ?? ''
    expect(second).not.toBe(first)
    await confirm(second, 'and yet another one')
    expect(await logInByPasskey(host, device)).toMatchObject({ portal: 'mall' })
    const asked = await identity.login(host.ctx(), { email, password: 'and yet another one' })
    expect(Object.keys(asked)).toEqual(['challenge'])
  })
})
