import { describe, expect, it } from 'vitest'
import { testHost } from '@tradewind/platform/testing'
import { identityService } from '../service.ts'
import { signIn } from '../sessions/sign-in.testing.ts'
import { testDevice, type TestDevice } from './device.testing.ts'
import { addPasskey, logInByPasskey } from './passkeys.testing.ts'

const ORIGIN = 'http://localhost:4000'
const host = await testHost({ services: [identityService], env: { PUBLIC_URL: ORIGIN } })
const { identity } = host.calls
const PASSWORD = 'written down nowhere'
const refusal = (status: number, code: string) => expect.objectContaining({ status, code })
const REFUSED = refusal(422, 'identity.passkey-refused')
const challengeOf = ({ options }: { options: Record<string, unknown> }) => String(options['challenge'])

async function person(email: string) {
  await identity.register(host.ctx(), { email, password: PASSWORD, name: 'Nok' })
  return signIn(host, { email, password: PASSWORD })
}
type Person = Awaited<ReturnType<typeof person>>

const add = ({ ctx }: Person, device: TestDevice, name?: string) => addPasskey(host, { ctx }, device, name)
const ask = async () => challengeOf(await identity.beginPasskeyLogIn(host.ctx(), {}))
const logIn = (device: TestDevice, portal?: 'mall' | 'merchant' | 'admin') =>
  logInByPasskey(host, device, portal)

describe('a passkey', () => {
  it('logs in without password or code, counted as two factors, wherever its owner may go', async () => {
    const nok = await person('nok@example.com')
    const device = testDevice(ORIGIN)
    const kept = await add(nok, device)
    expect(kept).toMatchObject({ name: 'Laptop', lastUsedAt: null })
    await identity.beginTotp(nok.ctx(), {})
    await host.db.pool.query('update identity.authenticators set on_since = now() where user_id = $1', [
      nok.userId,
    ])

    const { refreshToken, portal } = await logIn(device)
    expect(portal).toBe('mall')
    expect(await identity.resolveSession(host.ctx(), { token: refreshToken })).toMatchObject({
      userId: nok.userId,
    })
    expect(await logIn(device, 'merchant')).toMatchObject({ portal: 'merchant' })
    await expect(logIn(device, 'admin')).rejects.toEqual(refusal(403, 'identity.not-for-this-portal'))

    await host.db.pool.query('update identity.users set operator = true where id = $1', [nok.userId])
    host.config.operatorSecondFactor = true
    const admin = await logIn(device, 'admin')
    expect(await identity.resolveSession(host.ctx(), { token: admin.refreshToken })).toMatchObject({
      operator: true,
    })
    host.config.operatorSecondFactor = false
    const [shown] = (await identity.getSecurity(nok.ctx(), {})).passkeys
    expect(shown).toEqual({ ...kept, lastUsedAt: expect.any(String) })
  })

  it('signs each challenge once, within five minutes', async () => {
    const nok = await person('once@example.com')
    const device = testDevice(ORIGIN)
    await add(nok, device)
    const answer = device.use(await ask())
    await identity.passkeyLogIn(host.ctx(), answer)
    await expect(identity.passkeyLogIn(host.ctx(), answer)).rejects.toEqual(REFUSED)
    const own = identity.passkeyLogIn(host.ctx(), device.use('bWFkZSB1cA'))
    await expect(own).rejects.toEqual(REFUSED)
    const late = await ask()
    await host.db.pool.query('update identity.ceremonies set expires_at = now()')
    await expect(identity.passkeyLogIn(host.ctx(), device.use(late))).rejects.toEqual(REFUSED)
  })

  it('is refused when its counter goes back: then there are two of it', async () => {
    const nok = await person('copied@example.com')
    const device = testDevice(ORIGIN)
    await add(nok, device)
    device.counter = 7
    await logIn(device)
    device.counter = 3
    await expect(logIn(device)).rejects.toEqual(REFUSED)
    device.counter = 8
    await logIn(device)
  })

  it('is refused from another site, unlocked by nobody, signed by another, or unknown', async () => {
    const nok = await person('strict@example.com')
    const device = testDevice(ORIGIN)
    await add(nok, device)
    const [elsewhere, unlocked, stranger] = [
      testDevice('http://localhost:4001'),
      testDevice(ORIGIN, { verifies: false }),
      testDevice(ORIGIN),
    ]
    for (const other of [elsewhere, unlocked]) await expect(add(nok, other)).rejects.toEqual(REFUSED)
    await expect(logIn(stranger)).rejects.toEqual(REFUSED)
    const forged = { ...stranger.use(await ask()), credentialId: device.credentialId }
    await expect(identity.passkeyLogIn(host.ctx(), forged)).rejects.toEqual(REFUSED)
    const nonsense = { ...device.use(await ask()), clientDataJSON: 'bm9uc2Vuc2U' }
    await expect(identity.passkeyLogIn(host.ctx(), nonsense)).rejects.toEqual(REFUSED)
    await expect(add(nok, device)).rejects.toEqual(REFUSED)
  })

  it('belongs to its owner, who names and removes it after a fresh proof', async () => {
    const nok = await person('owner@example.com')
    const mallory = await person('mallory@example.com')
    const device = testDevice(ORIGIN)
    const { id: passkeyId } = await add(nok, device)
    const challenge = challengeOf(await identity.beginPasskey(nok.ctx(), {}))
    const stolen = identity.addPasskey(mallory.ctx(), {
      ...testDevice(ORIGIN).make(challenge),
      transports: [],
      name: 'Mine',
    })
    await expect(stolen).rejects.toEqual(REFUSED)
    for (const attempt of [
      () => identity.renamePasskey(mallory.ctx(), { passkeyId, name: 'Mine' }),
      () => identity.removePasskey(mallory.ctx(), { passkeyId }),
    ])
      await expect(attempt()).rejects.toMatchObject({ status: 404 })

    expect(await identity.renamePasskey(nok.ctx(), { passkeyId, name: 'Telephone' })).toMatchObject({
      name: 'Telephone',
    })
    await host.db.pool.query(`update identity.sessions set confirmed_at = now() - interval '1 hour'`)
    const first = refusal(403, 'identity.confirm-first')
    await expect(identity.beginPasskey(nok.ctx(), {})).rejects.toEqual(first)
    await expect(identity.removePasskey(nok.ctx(), { passkeyId })).rejects.toEqual(first)
    await identity.confirm(nok.ctx(), { password: PASSWORD })
    await identity.removePasskey(nok.ctx(), { passkeyId })
    await expect(logIn(device)).rejects.toEqual(REFUSED)
    const { rows } = await host.db.pool.query<{ kind: string }>(
      `select payload->>'kind' as kind from identity.outbox
       where payload->>'email' = 'owner@example.com' order by id`,
    )
    expect(rows.map(({ kind }) => kind)).toEqual(['welcome', 'factor-added', 'factor-removed'])
  })

  it('stays while it is the last way in, also for two that are removed at once', async () => {
    const nok = await person('last@example.com')
    const [first, second] = [await add(nok, testDevice(ORIGIN)), await add(nok, testDevice(ORIGIN))]
    await host.db.pool.query('delete from identity.credentials where user_id = $1', [nok.userId])
    const removals = await Promise.allSettled(
      [first, second].map(({ id }) => identity.removePasskey(nok.ctx(), { passkeyId: id })),
    )
    const refusals = removals.filter((removal) => removal.status === 'rejected')
    expect(refusals).toHaveLength(1)
    expect(refusals[0]).toMatchObject({ reason: { code: 'identity.last-way-in' } })
  })
})
