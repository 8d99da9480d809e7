import { describe, expect, it } from 'vitest'
import { newId } from '@tradewind/kernel'
import { asStore } from '@tradewind/platform/db'
import { countQueries, testHost } from '@tradewind/platform/testing'
import { merchantsService } from '../service.ts'
import type { MerchantsTables } from '../tables.ts'

const host = await testHost({ services: [merchantsService] })
const { merchants } = host.calls
const operator = host.ctx({ actor: host.operator() })
const TERMS = { businessModel: 'recruited', commissionBasisPoints: 1000, settlementPeriod: 'weekly' } as const

const storeOf = (slug: string, over: { ownerId?: string; currency?: string } = {}) => ({
  slug,
  name: { en: `Shop ${slug}`, ja: `店 ${slug}` },
  description: { en: 'Things.' },
  country: 'JP',
  currency: 'JPY',
  ...TERMS,
  ...over,
})
const importOne = async (slug: string, over: { ownerId?: string } = {}): Promise<string> => {
  const [store] = await merchants.importStores(host.ctx(), { stores: [storeOf(slug, over)] })
  return store?.id ?? ''
}
const factsOf = async (storeId: string) => {
  const { rows } = await host.db.pool.query<{ type: string }>(
    'select type from merchants.outbox where key = $1 order by id',
    [storeId],
  )
  return rows.map(({ type }) => type)
}

describe('imported stores', () => {
  it('are opened once per slug; loading again changes nothing', async () => {
    const ownerId = newId('usr')
    const stores = [storeOf('north', { ownerId }), storeOf('south'), storeOf('south')]
    const first = await merchants.importStores(host.ctx(), { stores })
    expect(first.map(({ slug }) => slug).toSorted()).toEqual(['north', 'south'])
    const other = { ...storeOf('north'), name: { en: 'Another name' }, commissionBasisPoints: 1 }
    expect(await merchants.importStores(host.ctx(), { stores: [other, storeOf('south')] })).toEqual(first)
    const north = first.find(({ slug }) => slug === 'north')?.id ?? ''
    expect(await factsOf(north)).toEqual(['merchants.store-opened.v1'])
    const [kept] = await merchants.getStores(host.ctx(), { storeIds: [north] })
    expect(kept).toMatchObject({ name: { en: 'Shop north' }, contract: TERMS })
  })

  it('may be a thousand at once', async () => {
    const stores = Array.from({ length: 1_000 }, (_, nth) => storeOf(`bulk-${nth}`))
    expect(await merchants.importStores(host.ctx(), { stores })).toHaveLength(1_000)
  })

  it('with an unknown currency are refused, all of them', async () => {
    const stores = [storeOf('fine'), storeOf('broken', { currency: 'QQQ' })]
    const attempt = merchants.importStores(host.ctx(), { stores })
    await expect(attempt).rejects.toMatchObject({ status: 400, fields: [{ path: 'stores.1.currency' }] })
    await expect(merchants.getStore(host.ctx(), { slug: 'fine' })).rejects.toMatchObject({ status: 404 })
  })
})

describe('a store in the mall', () => {
  it('shows itself in the reader’s language, else in English, and keeps its terms to itself', async () => {
    await importOne('lantern')
    const inJapanese = await merchants.getStore(host.ctx({ locale: 'ja' }), { slug: 'lantern' })
    expect(inJapanese).toMatchObject({ name: '店 lantern', description: 'Things.', status: 'open' })
    expect(await merchants.getStore(host.ctx({ locale: 'de' }), { slug: 'lantern' })).toMatchObject({
      name: 'Shop lantern',
    })
    expect(inJapanese).not.toHaveProperty('contract')
    expect(JSON.stringify(inJapanese)).not.toContain('ommission')
  })

  it('is listed page by page while it is open, with one statement a page', async () => {
    const closed = await importOne('aa-closed')
    await merchants.suspend(operator, { storeId: closed, suspended: true, reason: 'Papers expired.' })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await countQueries(() => merchants.listOpenStores(host.ctx(), { limit: 100, cursor }))
      expect(page.statements).toBe(1)
      seen.push(...page.value.items.map(({ slug }) => slug))
      cursor = page.value.nextCursor ?? undefined
    } while (cursor !== undefined)
    const { rows } = await host.db.pool.query<{ slug: string }>(
      `select slug from merchants.stores where status = 'open' order by slug collate "C"`,
    )
    expect(seen.toSorted()).toEqual(rows.map(({ slug }) => slug).toSorted())
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).not.toContain('aa-closed')
  })

  it('that does not exist is not found', async () => {
    await expect(merchants.getStore(host.ctx(), { slug: 'nowhere' })).rejects.toMatchObject({ status: 404 })
  })
})

describe('terms', () => {
  it('hold from when they are written; those before stay on record', async () => {
    const storeId = await importOne('terms')
    const contract = await merchants.createContract(operator, {
      storeId,
      ...TERMS,
      commissionBasisPoints: 1500,
    })
    const [store] = await merchants.getStores(host.ctx(), { storeIds: [storeId] })
    expect(store?.contract).toEqual(contract)
    expect(await factsOf(storeId)).toEqual(['merchants.store-opened.v1', 'merchants.store-changed.v1'])
    const { rows } = await host.db.pool.query<{ commission_basis_points: number }>(
      'select commission_basis_points from merchants.contracts where store_id = $1 order by valid_from',
      [storeId],
    )
    expect(rows.map((row) => row.commission_basis_points)).toEqual([1000, 1500])
    const change = host.db.pool.query('update merchants.contracts set commission_basis_points = 0')
    await expect(change).rejects.toThrow('append-only')
  })

  it('of many at once follow each other', async () => {
    const storeId = await importOne('busy-terms')
    const points = [1, 2, 3, 4, 5]
    await Promise.all(
      points.map((commissionBasisPoints) =>
        merchants.createContract(operator, { storeId, ...TERMS, commissionBasisPoints }),
      ),
    )
    const { rows } = await host.db.pool.query<{ count: number }>(
      'select count(*)::int as count from merchants.contracts where store_id = $1',
      [storeId],
    )
    expect(rows[0]?.count).toBe(6)
  })

  it('above a hundred percent or below nothing are refused', async () => {
    const storeId = await importOne('odd-terms')
    for (const commissionBasisPoints of [-1, 10_001, 12.5]) {
      const attempt = merchants.createContract(operator, { storeId, ...TERMS, commissionBasisPoints })
      await expect(attempt).rejects.toThrow('not as its contract says')
    }
  })
})

describe('a suspended store', () => {
  it('is off sale until it is put back; telling it twice says nothing new', async () => {
    const storeId = await importOne('pause')
    const suspend = (suspended: boolean) =>
      merchants.suspend(operator, { storeId, suspended, reason: 'Complaints.' })
    expect(await suspend(true)).toMatchObject({ status: 'suspended', version: 2 })
    expect(await suspend(true)).toMatchObject({ status: 'suspended', version: 2 })
    expect(await merchants.getStore(host.ctx(), { slug: 'pause' })).toMatchObject({ status: 'suspended' })
    expect(await suspend(false)).toMatchObject({ status: 'open', version: 3 })
    expect(await factsOf(storeId)).toEqual([
      'merchants.store-opened.v1',
      'merchants.store-changed.v1',
      'merchants.store-changed.v1',
    ])
    const nowhere = merchants.suspend(operator, { storeId: newId('sto'), suspended: true, reason: 'Nobody.' })
    await expect(nowhere).rejects.toMatchObject({ status: 404 })
  })
})

describe('a merchant', () => {
  it('sees and changes the own store only, and loses no change that it did not see', async () => {
    const storeId = await importOne('mine')
    const mine = (over = {}) => host.ctx({ actor: host.merchant(storeId), ...over })
    const before = await merchants.getOwnStore(mine(), {})
    const texts = { name: { en: 'Mine', de: 'Meins' }, description: { en: 'New words.' } }
    const after = await merchants.updateOwnStore(mine({ ifMatch: before.version }), texts)
    expect(after).toEqual({ ...before, ...texts, version: before.version + 1 })
    const late = merchants.updateOwnStore(mine({ ifMatch: before.version }), { ...texts, description: {} })
    await expect(late).rejects.toMatchObject({ status: 412, state: after })
    expect(await factsOf(storeId)).toEqual(['merchants.store-opened.v1', 'merchants.store-changed.v1'])
    const nameless = merchants.updateOwnStore(mine({ ifMatch: after.version }), {
      ...texts,
      name: { en: ' ' },
    })
    await expect(nameless).rejects.toMatchObject({ status: 400, fields: [{ path: 'name' }] })
  })

  it('says where goods come back to, and keeps saying so when other things change', async () => {
    const storeId = await importOne('returns')
    const mine = (ifMatch: number) => host.ctx({ actor: host.merchant(storeId), ifMatch })
    const texts = { name: { en: 'Returns' }, description: {} }
    const returnAddress = {
      name: 'Returns',
      line1: '2-1 Kawaramachi',
      city: 'Kyoto',
      region: 'JP-26',
      postcode: '6008216',
      phone: '075-123-4567',
      country: 'JP',
    } as const
    const kept = { region: 'Kyoto', regionCode: 'JP-26', postcode: '600-8216', phone: '+81751234567' }
    expect(await merchants.getOwnStore(mine(1), {})).toMatchObject({ returnAddress: null })
    await merchants.updateOwnStore(mine(1), { ...texts, returnAddress })
    await merchants.updateOwnStore(mine(2), texts)
    const [store] = await merchants.getStores(host.ctx(), { storeIds: [storeId] })
    expect(store).toMatchObject({ returnAddress: { ...returnAddress, ...kept }, version: 3 })
    const nowhere = { ...returnAddress, postcode: '1' }
    await expect(
      merchants.updateOwnStore(mine(3), { ...texts, returnAddress: nowhere }),
    ).rejects.toMatchObject({
      status: 400,
      fields: [{ path: 'returnAddress.postcode', code: 'platform.invalid-format' }],
    })
  })

  it('writes its return address in Latin, too, where it is in another script: buyers abroad send there', async () => {
    const storeId = await importOne('kyoto')
    const mine = host.ctx({ actor: host.merchant(storeId), ifMatch: 1 })
    const texts = { name: { en: 'Kyoto' }, description: {} }
    const returnAddress = {
      name: '京都茶碗',
      line1: '河原町2-1',
      city: '京都市',
      region: 'JP-26',
      postcode: '600-8216',
      country: 'JP',
    } as const
    await expect(merchants.updateOwnStore(mine, { ...texts, returnAddress })).rejects.toMatchObject({
      status: 400,
      fields: ['name', 'line1', 'city'].map((part) => ({
        path: `returnAddress.latin.${part}`,
        code: 'platform.latin-required',
      })),
    })
    const latin = { name: 'Kyoto Chawan', line1: '2-1 Kawaramachi', city: 'Kyoto' }
    const kept = await merchants.updateOwnStore(mine, {
      ...texts,
      returnAddress: { ...returnAddress, latin },
    })
    expect(kept.returnAddress).toMatchObject({ city: '京都市', latin })
  })

  it('has no way to another store’s rows, whatever statement runs', async () => {
    const [mine, theirs] = [await importOne('fence-mine'), await importOne('fence-theirs')]
    const db = host.db.kysely<MerchantsTables>()
    await asStore(db, mine, async (tx) => {
      const stores = await tx.selectFrom('merchants.stores').select('id').execute()
      expect(stores).toEqual([{ id: mine }])
      const contracts = await tx.selectFrom('merchants.contracts').select('store_id').execute()
      expect(contracts).toEqual([{ store_id: mine }])
      expect(await tx.selectFrom('merchants.applications').selectAll().execute()).toEqual([])
      const { numUpdatedRows } = await tx
        .updateTable('merchants.stores')
        .set({ status: 'suspended' })
        .where('id', '=', theirs)
        .executeTakeFirst()
      expect(numUpdatedRows).toBe(0n)
    })
    await expect(
      merchants.getOwnStore(host.ctx({ actor: host.merchant(newId('sto')) }), {}),
    ).rejects.toMatchObject({
      status: 404,
    })
  })
})
