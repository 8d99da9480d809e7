import { describe, expect, it } from 'vitest'
import { newId } from '@tradewind/kernel'
import { merchantsService } from '@tradewind/merchants/service'
import { testHost } from '@tradewind/platform/testing'
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
