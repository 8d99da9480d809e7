import { describe, expect, it } from 'vitest'
import { testHost } from '@tradewind/platform/testing'
import { testDevice } from '../passkeys/device.testing.ts'
import { addPasskey, logInByPasskey } from '../passkeys/passkeys.testing.ts'
import { identityService } from '../service.ts'
import { signIn } from '../sessions/sign-in.testing.ts'

const ORIGIN = 'http://localhost:4000'
const empty = await testHost({
  services: [identityService],
  env: { TRADEWIND_SEED: 'none', PUBLIC_URL: ORIGIN },
})
const demo = await testHost({ services: [identityService] })
const ACCOUNT = { email: 'house@example.com', password: 'keys to the whole house' }

describe('the first operator of an empty mall', () => {
  const { identity } = empty.calls
  const create = (token: string) => identity.setupOperator(empty.ctx(), { token, ...ACCOUNT, name: 'House' })

  it('is created with the token that the server printed, once, and shares their account with nobody', async () => {
    const squatter = { email: ACCOUNT.email, password: 'here before anybody else' }
    await identity.register(empty.ctx(), { ...squatter, name: 'House' })
    const before = await signIn(empty, squatter)
    const device = testDevice(ORIGIN)
    await addPasskey(empty, before, device)
    await empty.db.pool.query(
      `insert into identity.issuer_links (issuer, subject, user_id) values ('https://issuer.example', 'squatter', $1)`,
      [before.userId],
    )
    await identity.beginTotp(before.ctx(), {})
    await empty.db.pool.query('update identity.authenticators set on_since = now()')

    expect(await identity.setupStatus(empty.ctx(), {})).toEqual({ needed: true })
    await expect(create('guessed')).rejects.toMatchObject({ status: 403, code: 'identity.setup-closed' })

    const { token } = await identity.openSetup(empty.ctx(), {})
    const after = (await identity.openSetup(empty.ctx(), {})).token
    expect(await create(token ?? '')).toEqual({ done: true })
    expect(await identity.setupStatus(empty.ctx(), {})).toEqual({ needed: false })
    expect(await identity.openSetup(empty.ctx(), {})).toEqual({ token: null })
    await expect(create(after ?? '')).rejects.toMatchObject({ code: 'identity.setup-closed' })

    const operator = await signIn(empty, { ...ACCOUNT, portal: 'admin' })
    expect(operator.userId).toBe(before.userId)
    await expect(logInByPasskey(empty, device)).rejects.toMatchObject({ code: 'identity.passkey-refused' })
    const { rows } = await empty.db.pool.query('select from identity.issuer_links')
    expect(rows).toEqual([])
    const session = await identity.resolveSession(empty.ctx(), { token: operator.accessToken })
    expect(session).toMatchObject({ portal: 'admin', operator: true, storeId: null })
    expect(session?.permissions).toContain('merchants.write')
    const audit = await identity.listAudit(empty.ctx({ actor: empty.operator() }), {})
    expect(audit.items).toMatchObject([
      { actor: operator.userId, actorName: 'House', operation: 'setup.operator', intact: true },
    ])
  })
})

describe('a demo', () => {
  const { identity } = demo.calls

  it('needs no set-up: its people come along, and loading them twice changes nothing', async () => {
    expect(await identity.setupStatus(demo.ctx(), {})).toEqual({ needed: false })
    expect(await identity.openSetup(demo.ctx(), {})).toEqual({ token: null })
    const people = [
      {
        email: 'operator@demo.example',
        name: 'Operator',
        password: 'demo',
        locale: 'en',
        operator: true,
        demo: true,
      },
      { email: 'buyer@demo.example', name: 'Buyer', password: 'demo', locale: 'th', demo: true },
    ] as const
    const first = await identity.importPeople(demo.ctx(), { people: [...people] })
    expect(first.map(({ email }) => email)).toEqual(people.map(({ email }) => email))
    expect(await identity.importPeople(demo.ctx(), { people: [...people] })).toEqual(first)
    await signIn(demo, { email: 'operator@demo.example', password: 'demo', portal: 'admin' })
    await signIn(demo, { email: 'buyer@demo.example', password: 'demo' })
  })

  it('opens to nobody when other machines reach the server, not even for sessions begun before', async () => {
    const { refreshToken } = await signIn(demo, { email: 'buyer@demo.example', password: 'demo' })
    demo.config.loopbackOnly = false
    const attempt = identity.login(demo.ctx(), { email: 'buyer@demo.example', password: 'demo' })
    await expect(attempt).rejects.toMatchObject({ status: 403, code: 'identity.demo-log-in-refused' })
    expect(await identity.resolveSession(demo.ctx(), { token: refreshToken })).toBeNull()
    await expect(identity.refresh(demo.ctx(), { refreshToken })).rejects.toMatchObject({ status: 401 })
  })
})
