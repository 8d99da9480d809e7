import { describe, expect, it } from 'vitest'
import { testHost } from '@tradewind/platform/testing'
import { mailRequested } from '../contract/index.ts'
import { identityService } from '../service.ts'
import { signIn } from '../sessions/sign-in.testing.ts'

const host = await testHost({ services: [identityService] })
const { identity } = host.calls
const PASSWORD = 'seven bridges of home'

const mails = async (email: string) => {
  const { rows } = await host.db.pool.query<{ payload: Record<string, unknown> }>(
    `select payload from identity.outbox where type = $1 and payload->>'email' = $2 order by id`,
    [mailRequested.name, email],
  )
  return rows.map(({ payload }) => payload)
}

describe('an account', () => {
  it('is opened, welcomed in its language, and logged in to', async () => {
    const email = 'Yuki.Mori@Example.com'
    const register = identity.register(host.ctx({ locale: 'ja' }), {
      email,
      password: PASSWORD,
      name: '森 由紀',
    })
    expect(await register).toEqual({ done: true })
    expect(await mails('yuki.mori@example.com')).toEqual([
      { kind: 'welcome', email: 'yuki.mori@example.com', name: '森 由紀', locale: 'ja' },
    ])
    const yuki = await signIn(host, { email: 'yuki.mori@example.com', password: PASSWORD })
    expect(await identity.me(yuki.ctx(), {})).toEqual({
      id: yuki.userId,
      email: 'yuki.mori@example.com',
      name: '森 由紀',
      locale: 'ja',
      portal: 'mall',
      stores: [],
      permissions: [],
      version: 1,
    })
  })

  it('is not opened twice: the answer is the same, and its owner is told by mail', async () => {
    const email = 'ines@example.com'
    await identity.register(host.ctx(), { email, password: PASSWORD, name: 'Ines', locale: 'pt' })
    const again = identity.register(host.ctx(), { email, password: 'another long one', name: 'Free watches' })
    expect(await again).toEqual({ done: true })
    expect((await mails(email))[1]).toEqual({ kind: 'already-registered', email, name: 'Ines', locale: 'pt' })
    await expect(signIn(host, { email, password: 'another long one' })).rejects.toMatchObject({ status: 401 })
    await signIn(host, { email, password: PASSWORD })
  })

  it('needs a password that is not the first to be guessed', async () => {
    const weak = identity.register(host.ctx(), { email: 'a@example.com', password: 'password123', name: 'A' })
    await expect(weak).rejects.toMatchObject({ status: 422, code: 'identity.weak-password' })
    expect(await mails('a@example.com')).toEqual([])
  })

  it('changes name and language, and never loses a change that it did not see', async () => {
    const email = 'omar@example.com'
    await identity.register(host.ctx(), { email, password: PASSWORD, name: 'Omar' })
    const omar = await signIn(host, { email, password: PASSWORD })
    const changed = await identity.update(omar.ctx({ ifMatch: 1 }), { locale: 'ar' })
    expect(changed).toMatchObject({ name: 'Omar', locale: 'ar', version: 2 })
    const late = identity.update(omar.ctx({ ifMatch: 1 }), { name: 'Omar S.' })
    await expect(late).rejects.toMatchObject({ status: 412, code: 'platform.stale', state: changed })
    expect(await identity.me(omar.ctx(), {})).toEqual(changed)
  })

  it('is told of to other services, by id', async () => {
    const [lena, unknown] = [await registered('lena@example.com'), 'usr_01jd8v3k9cz4x0m2n6p8q0r2s4']
    const people = await identity.getPeople(host.ctx(), { userIds: [lena, unknown] })
    expect(people).toEqual([{ id: lena, email: 'lena@example.com', name: 'Lena', locale: 'en' }])
    expect(await identity.getPeople(host.ctx(), { userIds: [] })).toEqual([])
  })

  const registered = async (email: string) => {
    await identity.register(host.ctx(), { email, password: PASSWORD, name: 'Lena' })
    return (await signIn(host, { email, password: PASSWORD })).userId
  }
})

describe('bad input', () => {
  const send = (path: string, body: unknown) =>
    fetch(`${host.http}/api/identity${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const good = { email: 'b@example.com', password: PASSWORD, name: 'B' }

  it.each([
    ['no address', { ...good, email: undefined }, 'email'],
    ['an address that is none', { ...good, email: 'b@' }, 'email'],
    ['a short password', { ...good, password: 'short' }, 'password'],
    ['an empty name', { ...good, name: '' }, 'name'],
    ['an unknown language', { ...good, locale: 'tlh' }, 'locale'],
    ['a role of one’s own choice', { ...good, operator: true }, 'operator'],
  ])('%s is refused with the field', async (_what, body, path) => {
    const answer = await send('/register', body)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ errors: [{ path }] })
  })

  it('that is no JSON is refused, and nothing is opened', async () => {
    expect((await send('/register', '{"email":')).status).toBe(400)
    expect(await mails('b@example.com')).toEqual([])
  })

  it('of nobody at all gets nowhere behind a log-in', async () => {
    for (const path of ['/me', '/sessions', '/addresses'])
      expect((await fetch(`${host.http}/api/identity${path}`)).status).toBe(401)
    expect((await send('/internal/people/import', { people: [] })).status).toBe(404)
  })
})
