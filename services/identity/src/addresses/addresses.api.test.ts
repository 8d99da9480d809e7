import { describe, expect, it } from 'vitest'
import { newId } from '@tradewind/kernel'
import { testHost } from '@tradewind/platform/testing'
import { identityService } from '../service.ts'

const host = await testHost({ services: [identityService] })
const { identity } = host.calls

const PORTO = {
  name: 'Rita Reis',
  line1: 'Rua das Flores 1',
  city: 'Porto',
  postcode: '4050-262',
  country: 'PT',
}
const OSAKA = {
  name: '令 太郎',
  line1: '難波 1-2-3',
  city: '大阪市',
  region: '大阪府',
  regionCode: 'JP-27',
  postcode: '542-0076',
  country: 'JP',
}

/** A person who exists in the database, as addresses hang on people. */
const person = async () => {
  const email = `${newId('usr')}@example.com`
  const people = [{ email, name: 'Rita', password: 'unimportant here', locale: 'pt' as const, demo: true }]
  const [imported] = await identity.importPeople(host.ctx(), { people })
  return host.ctx({ actor: host.buyer(imported?.id) })
}

describe('an address book', () => {
  it('keeps addresses, one of them the default', async () => {
    const rita = await person()
    const home = await identity.createAddress(rita, { address: PORTO })
    expect(home).toEqual({ id: home.id, address: PORTO, isDefault: true })
    const work = await identity.createAddress(rita, { address: OSAKA })
    expect(work.isDefault).toBe(false)

    const moved = { ...OSAKA, line1: '難波 9-9-9' }
    const changed = await identity.updateAddress(rita, {
      addressId: work.id,
      address: moved,
      isDefault: true,
    })
    expect(changed).toEqual({ id: work.id, address: moved, isDefault: true })
    expect((await identity.listAddresses(rita, {})).items).toEqual([changed, { ...home, isDefault: false }])

    await identity.deleteAddress(rita, { addressId: work.id })
    expect((await identity.listAddresses(rita, {})).items).toEqual([home])
  })

  it('keeps them as their country writes them, and says which part it does not take', async () => {
    const rita = await person()
    const typed = {
      ...OSAKA,
      region: 'JP-27',
      regionCode: undefined,
      postcode: '5420076',
      phone: '06 6211 1234',
    }
    const { address } = await identity.createAddress(rita, { address: typed })
    expect(address).toEqual({ ...OSAKA, phone: '+81662111234' })

    const nowhere = { ...PORTO, postcode: '4050', city: ' ', phone: '12' }
    await expect(identity.createAddress(rita, { address: nowhere })).rejects.toMatchObject({
      status: 400,
      fields: [
        { path: 'address.city', code: 'platform.required' },
        { path: 'address.postcode', code: 'platform.invalid-format' },
        { path: 'address.phone', code: 'platform.invalid-format' },
      ],
    })
  })

  it('keeps beside them how carriers abroad read them, where somebody wrote it', async () => {
    const rita = await person()
    const written = { name: 'Rei Taro', line1: 'Namba 1-2-3', city: 'Osaka-shi' }
    const { address } = await identity.createAddress(rita, { address: { ...OSAKA, latin: written } })
    expect(address).toEqual({ ...OSAKA, latin: { ...written, region: 'Osaka' } })
    await expect(
      identity.createAddress(rita, { address: { ...OSAKA, latin: { ...written, city: '大阪市' } } }),
    ).rejects.toMatchObject({ fields: [{ path: 'address.latin.city', code: 'platform.not-latin' }] })
  })

  it('has one default, whatever is sent at once', async () => {
    const rita = await person()
    await Promise.all(
      Array.from({ length: 6 }, () => identity.createAddress(rita, { address: PORTO, isDefault: true })),
    )
    const { items } = await identity.listAddresses(rita, {})
    expect(items).toHaveLength(6)
    expect(items.filter(({ isDefault }) => isDefault)).toHaveLength(1)
  })

  it('of another person is not there', async () => {
    const [rita, mallory] = [await person(), await person()]
    const { id: addressId } = await identity.createAddress(rita, { address: PORTO })
    const nowhere = newId('adr')
    const attempts = [
      identity.updateAddress(mallory, { addressId, address: OSAKA }),
      identity.updateAddress(mallory, { addressId: nowhere, address: OSAKA }),
      identity.deleteAddress(mallory, { addressId }),
      identity.deleteAddress(mallory, { addressId: nowhere }),
    ]
    for (const answer of await Promise.allSettled(attempts))
      expect(answer).toMatchObject({ reason: { status: 404, code: 'platform.not-found' } })
    expect((await identity.listAddresses(mallory, {})).items).toEqual([])
    expect((await identity.listAddresses(rita, {})).items).toMatchObject([{ id: addressId, address: PORTO }])
  })

  it('ends at fifty', async () => {
    const rita = await person()
    for (let count = 0; count < 50; count += 1) await identity.createAddress(rita, { address: PORTO })
    const more = identity.createAddress(rita, { address: OSAKA })
    await expect(more).rejects.toMatchObject({
      status: 422,
      code: 'identity.too-many-addresses',
      params: { max: 50 },
    })
  })
})
