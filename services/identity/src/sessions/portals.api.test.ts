import { describe, expect, it } from 'vitest'
import { newId } from '@tradewind/kernel'
import { merchantsService } from '@tradewind/merchants/service'
import { countQueries, eventually, testHost } from '@tradewind/platform/testing'
import { identityService } from '../service.ts'
import { signIn } from './sign-in.testing.ts'

const host = await testHost({ services: [identityService, merchantsService] })
const { identity, merchants } = host.calls
const PASSWORD = 'three doors to one house'

const [operator, owner, buyer] = ['operator', 'owner', 'buyer'].map((name) => `${name}@example.com`)
const people = await identity.importPeople(host.ctx(), {
  people: [operator, owner, buyer].map((email = '') => ({
    email,
    name: 'Somebody',
    password: PASSWORD,
    locale: 'en' as const,
    operator: email === operator,
    demo: true,
  })),
})
const [store] = await merchants.importStores(host.ctx(), {
  stores: [
    {
      slug: 'tea-house',
      name: { en: 'Tea house' },
      description: {},
      country: 'CN',
      currency: 'CNY',
      ownerId: people.find(({ email }) => email === owner)?.id,
      businessModel: 'recruited',
      commissionBasisPoints: 1000,
      settlementPeriod: 'weekly',
    },
  ],
})
await host.quiet()

const tokenOf = async (email = '', portal: 'mall' | 'merchant' | 'admin' = 'mall') =>
  (await signIn(host, { email, password: PASSWORD, portal })).accessToken
const send = (token: string | undefined, method: string, path: string, body?: unknown) =>
  fetch(`${host.http}/api${path}`, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })

describe('three portals', () => {
  const suspension = { suspended: true, reason: 'The kettle is cold.' }
  const suspend = (token?: string) =>
    send(token, 'POST', `/merchants/admin/stores/${store?.id}/suspend`, suspension)

  it('let nobody but the admin portal’s session do an operator’s work, and write that down once', async () => {
    expect((await suspend()).status).toBe(401)
    expect((await suspend('eyJhbGciOiJub25lIn0.e30.')).status).toBe(401)
    expect((await suspend(await tokenOf(buyer))).status).toBe(403)
    expect((await suspend(await tokenOf(owner, 'merchant'))).status).toBe(403)
    expect((await suspend(await tokenOf(operator))).status).toBe(403)

    const token = await tokenOf(operator, 'admin')
    expect((await suspend(token)).status).toBe(200)
    const audit = await eventually(async () => {
      const answer = await send(token, 'GET', '/identity/audit')
      const page = (await answer.json()) as { items: Record<string, unknown>[] }
      expect(page.items).toHaveLength(1)
      return page.items
    })
    expect(audit[0]).toMatchObject({
      actor: people.find(({ email }) => email === operator)?.id,
      role: 'operator',
      operation: 'admin.merchant.suspend',
      target: store?.id,
      detail: suspension,
      intact: true,
    })
    expect((await send(await tokenOf(owner, 'merchant'), 'GET', '/identity/audit')).status).toBe(403)
  })

  it('give a merchant the own store, and a buyer none', async () => {
    const own = await send(await tokenOf(owner, 'merchant'), 'GET', '/merchants/store')
    expect(await own.json()).toMatchObject({ id: store?.id, slug: 'tea-house' })
    expect((await send(await tokenOf(owner), 'GET', '/merchants/store')).status).toBe(403)
    expect((await send(await tokenOf(buyer, 'merchant'), 'GET', '/merchants/store')).status).toBe(403)
  })

  it('take a lost right away within a second', async () => {
    const token = await tokenOf(operator, 'admin')
    expect((await send(token, 'GET', '/merchants/admin/stores')).status).toBe(200)
    await host.db.pool.query('update identity.users set operator = false where email = $1', [operator])
    await eventually(
      async () => expect((await send(token, 'GET', '/merchants/admin/stores')).status).toBe(401),
      { withinSeconds: 2 },
    )
  })

  it('know a session by one statement, token or cookie', async () => {
    const { accessToken, refreshToken } = await signIn(host, { email: owner ?? '', password: PASSWORD })
    for (const token of [accessToken, refreshToken]) {
      const asked = await countQueries(() => identity.resolveSession(host.ctx(), { token }))
      expect(asked.value).not.toBeNull()
      expect(asked.statements).toBe(1)
    }
  })

  it('keep another’s address and session from being there, over HTTP too', async () => {
    const token = await tokenOf(buyer)
    const bodies = await Promise.all(
      [newId('adr'), newId('adr')].map(async (id) => {
        const answer = await send(token, 'DELETE', `/identity/addresses/${id}`)
        const { traceId: _traceId, ...problem } = (await answer.json()) as Record<string, unknown>
        return { status: answer.status, problem }
      }),
    )
    expect(bodies[0]).toEqual(bodies[1])
    expect(bodies[0]).toMatchObject({ status: 404, problem: { code: 'platform.not-found' } })
    expect((await send(token, 'DELETE', '/identity/sessions/ses_x')).status).toBe(404)
    expect((await send(token, 'DELETE', '/identity/addresses/nonsense')).status).toBe(400)
  })
})
