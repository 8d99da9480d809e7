import { describe, expect, it } from 'vitest'
import { newId } from '@tradewind/kernel'
import { merchantsService } from '@tradewind/merchants/service'
import { eventually, testHost } from '@tradewind/platform/testing'
import { identityService } from '../service.ts'
import { signIn } from '../sessions/sign-in.testing.ts'

const host = await testHost({ services: [identityService, merchantsService] })
const { identity, merchants } = host.calls
const ACCOUNT = { email: 'dewi@example.com', password: 'batik from Pekalongan' }

describe('who works for a store', () => {
  it('applies as a buyer, and is its owner from the moment it opens', async () => {
    await identity.register(host.ctx(), { ...ACCOUNT, name: 'Dewi' })
    const dewi = await signIn(host, { ...ACCOUNT, portal: 'merchant' })
    const resolve = () => identity.resolveSession(host.ctx(), { token: dewi.accessToken })
    expect(await resolve()).toMatchObject({
      portal: 'merchant',
      storeId: null,
      permissions: [],
      operator: false,
    })

    const application = await merchants.apply(dewi.ctx(), {
      companyName: 'Dewi Batik CV',
      country: 'ID',
      registrationNumber: 'NIB 1234567890',
      contactName: 'Dewi',
      phone: '+62811234567',
      storeName: 'Dewi Batik',
      currency: 'IDR',
      documents: [newId('fil')],
    })
    const { storeId } = await merchants.approve(host.ctx({ actor: host.operator() }), {
      applicationId: application.id,
      businessModel: 'recruited',
      commissionBasisPoints: 1200,
      settlementPeriod: 'monthly',
    })
    await host.quiet()
    expect(await resolve()).toMatchObject({ portal: 'merchant', storeId, operator: false })
    expect((await resolve())?.permissions).toContain('products.write')
    expect(await identity.me(dewi.ctx(), {})).toMatchObject({
      portal: 'merchant',
      stores: [{ storeId, role: 'owner' }],
    })
  })

  it('is a buyer in the mall all the same', async () => {
    const dewi = await signIn(host, ACCOUNT)
    expect(await identity.resolveSession(host.ctx(), { token: dewi.refreshToken })).toMatchObject({
      storeId: null,
      permissions: [],
    })
  })

  it('is granted by other services, which may repeat it; an owner never becomes less', async () => {
    const dewi = await signIn(host, ACCOUNT)
    const storeId = newId('sto')
    const grant = (role: 'owner' | 'staff') =>
      identity.grantStore(host.ctx(), { userId: dewi.userId, storeId, role })
    for (const role of ['staff', 'staff', 'owner', 'staff'] as const) await grant(role)
    const { stores } = await identity.me(dewi.ctx(), {})
    expect(stores.filter((store) => store.storeId === storeId)).toEqual([{ storeId, role: 'owner' }])
    const nobody = identity.grantStore(host.ctx(), { userId: newId('usr'), storeId, role: 'staff' })
    await expect(nobody).rejects.toMatchObject({ status: 404 })
  })
})

describe('who works for a store no longer', () => {
  const storeId = newId('sto')
  const PASSWORD = 'wax and indigo'
  const login = (name: string) =>
    signIn(host, { email: `${name}@example.com`, password: PASSWORD, portal: 'merchant' })
  const send = async (method: string, path: string, token: string) =>
    (
      await fetch(`${host.http}/api/identity${path}`, {
        method,
        headers: { authorization: `Bearer ${token}` },
      })
    ).status
  const workers = async () => (await identity.listMembers(merchant(), {})).items.map(({ name }) => name)
  const merchant = () => host.ctx({ actor: host.merchant(storeId) })

  it('is let go by an owner, and their sessions of it end at once', async () => {
    for (const [name, role] of [
      ['ibu', 'owner'],
      ['budi', 'staff'],
      ['sari', 'staff'],
    ] as const) {
      await identity.register(host.ctx(), {
        email: `${name}@example.com`,
        password: PASSWORD,
        name,
        locale: 'id',
      })
      const { userId } = await signIn(host, { email: `${name}@example.com`, password: PASSWORD })
      await identity.grantStore(host.ctx(), { userId, storeId, role })
    }
    expect(await workers()).toEqual(['ibu', 'budi', 'sari'])
    const [ibu, budi] = await Promise.all([login('ibu'), login('budi')])
    const mall = await signIn(host, { email: 'budi@example.com', password: PASSWORD })
    expect(await send('GET', '/merchant/members', budi.accessToken)).toBe(403)
    expect(await send('DELETE', `/merchant/members/${ibu.userId}`, budi.accessToken)).toBe(403)
    expect(await send('GET', '/me', budi.accessToken)).toBe(200)

    expect(await send('DELETE', `/merchant/members/${newId('usr')}`, ibu.accessToken)).toBe(404)
    expect(await send('DELETE', `/merchant/members/${budi.userId}`, ibu.accessToken)).toBe(200)
    expect(await identity.resolveSession(host.ctx(), { token: budi.accessToken })).toBeNull()
    expect(await identity.resolveSession(host.ctx(), { token: mall.accessToken })).toMatchObject({
      portal: 'mall',
    })
    await eventually(async () => expect(await send('GET', '/me', budi.accessToken)).toBe(401), {
      withinSeconds: 2,
    })
    expect(await workers()).toEqual(['ibu', 'sari'])
    expect(await send('DELETE', `/merchant/members/${budi.userId}`, ibu.accessToken)).toBe(404)
    const { rows } = await host.db.pool.query(
      `select payload->>'email' as email, payload->>'locale' as locale, payload->>'storeId' as store
       from identity.outbox where payload->>'kind' = 'store-left'`,
    )
    expect(rows).toEqual([{ email: 'budi@example.com', locale: 'id', store: storeId }])
    await eventually(async () => {
      const { items } = await identity.listAudit(host.ctx({ actor: host.operator() }), {})
      expect(items[0]).toMatchObject({
        actor: ibu.userId,
        operation: 'merchant.member.remove',
        target: budi.userId,
      })
    })
  })

  it('leaves of their own, but for the last owner; nobody leaves what they do not know', async () => {
    const [ibu, sari] = await Promise.all([login('ibu'), login('sari')])
    const leave = (token: string, from = storeId) => send('DELETE', `/merchant/membership/${from}`, token)
    expect(await leave(sari.accessToken, newId('sto'))).toBe(404)
    expect(await leave(sari.accessToken)).toBe(200)
    expect(await workers()).toEqual(['ibu'])
    expect(await leave(ibu.accessToken)).toBe(409)
    expect(await send('DELETE', `/merchant/members/${ibu.userId}`, ibu.accessToken)).toBe(409)
    expect(await workers()).toEqual(['ibu'])
  })

  it('is never the last owner, though two let each other go at once', async () => {
    const both = [await login('ibu'), await signIn(host, { ...ACCOUNT, portal: 'merchant' })]
    for (const { userId } of both) await identity.grantStore(host.ctx(), { userId, storeId, role: 'owner' })
    const [first, second] = both
    if (!first || !second) throw new Error('nobody')
    const gone = await Promise.allSettled([
      identity.removeMember(merchant(), { userId: first.userId }),
      identity.removeMember(merchant(), { userId: second.userId }),
    ])
    expect(gone.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await workers()).toHaveLength(1)
  })
})
