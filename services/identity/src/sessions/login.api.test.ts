import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { testHost } from '@tradewind/platform/testing'
import { identityService } from '../service.ts'
import { admitAttempt, attemptsOf } from './attempts.queries.ts'
import { signIn, tokensIn } from './sign-in.testing.ts'

const host = await testHost({ services: [identityService] })
const { identity } = host.calls
const PASSWORD = 'red lacquer and gold'

const register = (email: string) =>
  identity.register(host.ctx(), { email, password: PASSWORD, name: 'Somebody' })
const login = (email: string, password: string, ip?: string) =>
  identity.login(host.ctx({ ip }), { email, password })
/** Lets the next attempt of every account and address tried so far be the given one. */
const pretendFailures = (failures: number) =>
  host.db.pool.query('update identity.attempts set failures = $1, blocked_until = now()', [failures - 1])

describe('log-in', () => {
  it('answers the same to a wrong password and to an unknown address', async () => {
    await register('thida@example.com')
    const answers = await Promise.allSettled([
      login('thida@example.com', 'not the password'),
      login('nobody@example.com', 'not the password'),
    ])
    expect(answers.map((answer) => answer.status)).toEqual(['rejected', 'rejected'])
    for (const answer of answers)
      expect(answer).toMatchObject({ reason: { status: 401, code: 'identity.wrong-credentials' } })
  })

  it('takes the address in any case, as phones write it', async () => {
    await register('case@example.com')
    expect(tokensIn(await login('Case@Example.com', PASSWORD)).expiresInSeconds).toBe(900)
  })

  it('makes an account wait after twenty wrong passwords, and then the right one too', async () => {
    await register('gus@example.com')
    await expect(login('gus@example.com', 'wrong once')).rejects.toMatchObject({ status: 401 })
    await pretendFailures(20)
    await expect(login('gus@example.com', 'the twentieth')).rejects.toMatchObject({ status: 401 })
    await expect(login('gus@example.com', PASSWORD)).rejects.toMatchObject({
      status: 429,
      params: { retryAfterSeconds: aboutSeconds(30) },
    })
    await register('other@example.com')
    await login('other@example.com', PASSWORD)
  })

  it.each([
    [21, 60],
    [22, 120],
    [25, 900],
    [90, 900],
  ])('makes it wait longer each time: attempt %i, %i seconds', async (nth, seconds) => {
    const email = `wait${nth}@example.com`
    await expect(login(email, 'first')).rejects.toMatchObject({ status: 401 })
    await pretendFailures(nth)
    await expect(login(email, 'again')).rejects.toMatchObject({ status: 401 })
    await expect(login(email, 'and again')).rejects.toMatchObject({
      status: 429,
      params: { retryAfterSeconds: aboutSeconds(seconds) },
    })
  })

  it('makes an address wait that tries many accounts, also with a right password in between', async () => {
    await register('own@example.com')
    const ip = '203.0.113.7'
    await expect(login('x@example.com', 'wrong', ip)).rejects.toMatchObject({ status: 401 })
    await pretendFailures(20)
    await expect(login('y@example.com', 'wrong', ip)).rejects.toMatchObject({ status: 401 })
    await expect(login('own@example.com', PASSWORD, ip)).rejects.toMatchObject({ status: 429 })
    await login('own@example.com', PASSWORD, '203.0.113.8')
  })

  it('counts many wrong passwords at once one by one', async () => {
    await expect(login('rush@example.com', 'first')).rejects.toMatchObject({ status: 401 })
    await pretendFailures(18)
    const rush = await Promise.allSettled(
      Array.from({ length: 8 }, (_, nth) => login('rush@example.com', `no ${nth}`)),
    )
    const statuses = rush.map((answer) => answer.status === 'rejected' && answer.reason.status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(3)
    expect(statuses.filter((status) => status === 429)).toHaveLength(5)
  })

  it('lets an attempt in that another overtook, of the same account at the same time', async () => {
    const db = host.db.kysely<unknown>()
    const attempts = attemptsOf(Buffer.from('key'), 'twice@example.com', '192.0.2.1')
    await db.transaction().execute(async (slower) => {
      await sql`select now()`.execute(slower)
      await admitAttempt(db, attempts)
      await expect(admitAttempt(slower, attempts)).resolves.toBeUndefined()
    })
  })

  it('forgets wrong passwords after a right one', async () => {
    await register('typo@example.com')
    await expect(login('typo@example.com', 'typo')).rejects.toMatchObject({ status: 401 })
    await login('typo@example.com', PASSWORD)
    await pretendFailures(20)
    await login('typo@example.com', PASSWORD)
    await login('typo@example.com', PASSWORD)
  })

  it('to the admin portal is for operators', async () => {
    await register('curious@example.com')
    const attempt = identity.login(host.ctx(), {
      email: 'curious@example.com',
      password: PASSWORD,
      portal: 'admin',
    })
    await expect(attempt).rejects.toMatchObject({ status: 403, code: 'identity.not-for-this-portal' })
  })

  it('sets the portal’s cookie for a browser, which it knows again, and shows it no token', async () => {
    await register('browser@example.com')
    const send = (cookie = '') =>
      fetch(`${host.http}/api/identity/login`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-portal': 'mall',
          origin: host.config.publicUrl,
          cookie,
        },
        body: JSON.stringify({ email: 'browser@example.com', password: PASSWORD }),
      })
    const answer = await send()
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({
      portal: 'mall',
      accessToken: '',
      expiresInSeconds: 900,
      refreshToken: '',
    })
    const [browser, cookie = ''] = answer.headers.getSetCookie()
    expect(browser).toMatch(/^tw-browser=.{43}; Path=\/; HttpOnly; SameSite=Lax/)
    expect(cookie).toMatch(/^tw-mall=.*HttpOnly; SameSite=Lax/)
    const again = await send(browser?.split(';')[0])
    expect(again.headers.getSetCookie()).toEqual([expect.stringMatching(/^tw-mall=/)])
    const me = await fetch(`${host.http}/api/identity/me`, {
      headers: { cookie: cookie.split(';')[0] ?? '', 'x-portal': 'mall' },
    })
    expect(await me.json()).toMatchObject({ email: 'browser@example.com', portal: 'mall' })
  })
})

describe('sessions', () => {
  it('are listed for their owner, ended one by one, and another’s are not there', async () => {
    await register('pim@example.com')
    await register('mallory@example.com')
    const phone = await signIn(host, { email: 'pim@example.com', password: PASSWORD })
    const laptop = await signIn(host, { email: 'pim@example.com', password: PASSWORD, portal: 'merchant' })
    const mallory = await signIn(host, { email: 'mallory@example.com', password: PASSWORD })

    const { items } = await identity.listSessions(laptop.ctx(), {})
    expect(items.map(({ id, portal, current }) => [id, portal, current])).toEqual([
      [laptop.sessionId, 'merchant', true],
      [phone.sessionId, 'mall', false],
    ])
    const theft = identity.revokeSession(mallory.ctx(), { sessionId: phone.sessionId })
    const nonsense = identity.revokeSession(mallory.ctx(), { sessionId: 'ses_nothing' })
    const [first, second] = await Promise.allSettled([theft, nonsense])
    expect(first).toEqual(second)
    expect(first).toMatchObject({ reason: { status: 404 } })

    await identity.revokeSession(laptop.ctx(), { sessionId: phone.sessionId })
    expect(await identity.resolveSession(host.ctx(), { token: phone.refreshToken })).toBeNull()
    expect((await identity.listSessions(laptop.ctx(), {})).items).toHaveLength(1)
  })

  it('are seen when they are used', async () => {
    await register('seen@example.com')
    const seen = await signIn(host, { email: 'seen@example.com', password: PASSWORD })
    await host.db.pool.query(`update identity.sessions set last_seen_at = now() - interval '1 day'`)
    await identity.resolveSession(host.ctx(), { sessionId: seen.sessionId })
    const [session] = (await identity.listSessions(seen.ctx(), {})).items
    expect(Date.now() - Date.parse(session?.lastSeenAt ?? '')).toBeLessThan(3_600_000)
  })
})

/** What is left of a wait that began a moment ago; hashing a password may take some seconds of it on a busy machine. */
function aboutSeconds(whole: number): number {
  return expect.toSatisfy((left: number) => left > whole - 15 && left <= whole)
}
