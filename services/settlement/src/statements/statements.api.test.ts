import { newId } from '@tradewind/kernel'
import { describe, expect, it } from 'vitest'
import { eur, partOf, piecesBack, saleOf, settlementStory } from '../settlement.testing.ts'

const { host, calls, operator, openStores, sell, giveBack, run, faults } = await settlementStory()

describe('a period', () => {
  it('comes to gross less tax, commission and refunds, is approved, paid and in the ledger', async () => {
    const [silk = '', own = ''] = await openStores(['Silk Road', 'House'])
    const sale = saleOf(
      [partOf(silk), partOf(own, { businessModel: 'own', commissionBasisPoints: 0 })],
      '2026-10-05T10:00:00Z',
    )
    await sell(sale)
    await giveBack(piecesBack(sale, 0, 1, '2026-10-20T10:00:00Z'))

    const { created, statements } = await run('2026-10-31')
    expect(created).toBe(1)
    const [statement] = statements
    expect(statement).toMatchObject({
      storeId: silk,
      storeName: 'Silk Road',
      currency: 'EUR',
      periodStart: '2026-10-05',
      periodEnd: '2026-10-31',
      status: 'open',
      goods: eur(11_900),
      shipping: eur(595),
      gross: eur(12_495),
      tax: eur(1_045), // 1,995 of the sale less 950 of the unit that came back
      commission: eur(1_200),
      refunds: eur(5_950),
      commissionReturned: eur(600),
      carriedOver: eur(0),
      payable: eur(4_900),
      orderCount: 1,
      version: 1,
    })
    const statementId = statement?.id ?? ''

    const { lines } = await calls.getStatement(operator, { statementId })
    expect(lines.map(({ kind, amount, orderNumber }) => [kind, amount.minor, orderNumber])).toEqual([
      ['sale', 11_900, sale.number],
      ['tax', -1_900, sale.number],
      ['commission', -1_200, sale.number],
      ['shipping', 595, sale.number],
      ['tax', -95, sale.number],
      ['refund', -5_950, sale.number],
      ['tax', 950, sale.number],
      ['commission-returned', 600, sale.number],
    ])

    await expect(calls.recordPayout(operator, { statementId, reference: 'SEPA 1' })).rejects.toMatchObject({
      status: 409,
      code: 'settlement.not-now',
    })
    const approve = (ifMatch: number) => calls.approve({ ...operator, ifMatch }, { statementId })
    await expect(approve(7)).rejects.toMatchObject({ status: 412, state: { version: 1 } })
    expect(await approve(1)).toMatchObject({ status: 'approved', version: 2 })
    await expect(approve(2)).rejects.toMatchObject({ status: 409 })

    const payouts = await Promise.allSettled(
      Array.from({ length: 5 }, () => calls.recordPayout(operator, { statementId, reference: 'SEPA 1' })),
    )
    expect(payouts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await calls.getStatement(operator, { statementId })).payouts).toMatchObject([
      { storeId: silk, amount: eur(4_900), reference: 'SEPA 1' },
    ])

    const { items, sums } = await calls.listBalances(operator, {})
    expect(sums).toEqual([eur(0)])
    expect(Object.fromEntries(items.map(({ account, balance }) => [account, balance.minor]))).toEqual({
      'psp:sandbox': 2 * 12_495 - 5_950,
      [`store:${silk}`]: 0,
      'revenue:commission': -600,
      'revenue:goods': -10_000,
      'revenue:shipping': -500,
      'tax:DE': -(2 * 1_995 - 950),
      bank: -4_900,
    })
    expect(items.find(({ account }) => account === `store:${silk}`)?.storeName).toBe('Silk Road')
    expect(await faults()).toEqual({})
  })

  it('is closed once: a rerun makes nothing, and the next begins where it ended', async () => {
    const [store = ''] = await openStores(['Lacquer'])
    await sell(saleOf([partOf(store)], '2026-08-10T10:00:00Z'))
    const first = await run('2026-08-31', store)
    expect(first.created).toBe(1)
    expect(await run('2026-08-31', store)).toEqual({ created: 0, statements: [] })

    await sell(
      saleOf([partOf(store)], '2026-09-01T00:00:00Z'),
      saleOf([partOf(store)], '2026-08-31T23:59:59.999Z'),
    )
    const late = await run('2026-08-31', store)
    expect(late.statements).toMatchObject([{ periodStart: '2026-08-31', orderCount: 1 }])
    const next = await run('2026-09-30', store)
    expect(next.statements).toMatchObject([{ periodStart: '2026-09-01', orderCount: 1 }])
    expect(await faults()).toEqual({})
  })

  it('of two currencies is two statements', async () => {
    const [store = ''] = await openStores(['Ceramics'])
    const yen = partOf(store, {
      currency: 'JPY',
      netMinor: 2_885,
      taxMinor: 289,
      shippingNetMinor: 500,
      shippingTaxMinor: 50,
    })
    await sell(saleOf([partOf(store)], '2026-10-05T10:00:00Z'), saleOf([yen], '2026-10-06T10:00:00Z', 'JP'))
    const { statements } = await run('2026-10-31', store)
    expect(statements.map(({ payable }) => payable)).toEqual([eur(9_300), { minor: 3_039, currency: 'JPY' }])
  })

  it('that left the store owing is carried over into the next', async () => {
    const [store = ''] = await openStores(['Batik'])
    const sale = saleOf([partOf(store)], '2026-06-05T10:00:00Z')
    await sell(sale)
    const june = (await run('2026-06-30', store)).statements[0]
    const pay = async (statement: { id: string; version: number }) => {
      const { id: statementId, version: ifMatch } = statement
      await calls.approve({ ...operator, ifMatch }, { statementId })
      return calls.recordPayout(operator, { statementId, reference: 'SEPA 2' })
    }
    await pay(june ?? { id: '', version: 0 })

    await giveBack(piecesBack(sale, 0, 2, '2026-07-05T10:00:00Z', true))
    const july = (await run('2026-07-31', store)).statements[0]
    expect(july).toMatchObject({ payable: eur(-9_300), refunds: eur(12_495), orderCount: 1 })
    await calls.approve({ ...operator, ifMatch: 1 }, { statementId: july?.id ?? '' })
    await expect(
      calls.recordPayout(operator, { statementId: july?.id ?? '', reference: 'SEPA 3' }),
    ).rejects.toMatchObject({ status: 422, code: 'settlement.nothing-to-pay' })
    expect((await run('2026-07-31', store)).created).toBe(0)

    await sell(saleOf([partOf(store, { netMinor: 20_000, taxMinor: 3_800 })], '2026-08-05T10:00:00Z'))
    const august = (await run('2026-08-31', store)).statements[0]
    expect(august).toMatchObject({ carriedOver: eur(-9_300), payable: eur(18_100 - 9_300) })
    const { lines } = await calls.getStatement(operator, { statementId: august?.id ?? '' })
    expect(lines[0]).toMatchObject({ kind: 'carried-over', amount: eur(-9_300) })
    expect((await calls.getStatement(operator, { statementId: july?.id ?? '' })).statement.status).toBe(
      'paid',
    )

    await pay(august ?? { id: '', version: 0 })
    const { items } = await calls.listBalances(operator, {})
    expect(items.find(({ account }) => account === `store:${store}`)?.balance).toEqual(eur(0))
    expect(await faults()).toEqual({})
  })

  it('may end today, and not tomorrow', async () => {
    const day = (shift: number) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10)
    await expect(run(day(2))).rejects.toMatchObject({ status: 422, code: 'settlement.period-not-over' })
    const [store = ''] = await openStores(['Soap'])
    await sell(saleOf([partOf(store)], new Date().toISOString()))
    expect((await run(day(0), store)).created).toBe(1)
  })
})

describe('a store', () => {
  it('sees its own statements and payouts, and nobody else’s', async () => {
    const [mine = '', theirs = ''] = await openStores(['Mine', 'Theirs'])
    await sell(saleOf([partOf(mine), partOf(theirs)], '2026-05-05T10:00:00Z'))
    const { statements } = await run('2026-05-31')
    for (const { id: statementId } of statements) {
      await calls.approve({ ...operator, ifMatch: 1 }, { statementId })
      await calls.recordPayout(operator, { statementId, reference: 'SEPA 5' })
    }
    const me = host.ctx({ actor: host.merchant(mine) })
    const { items } = await calls.listOwnStatements(me, {})
    expect(items.map(({ storeId }) => storeId)).toEqual([mine])
    const own = await calls.getOwnStatement(me, { statementId: items[0]?.id ?? '' })
    expect(own.lines.reduce((total, { amount }) => total + amount.minor, 0)).toBe(own.statement.payable.minor)
    expect((await calls.listOwnPayouts(me, {})).items.map(({ storeId }) => storeId)).toEqual([mine])

    const foreign = statements.find(({ storeId }) => storeId === theirs)?.id ?? ''
    const refusals = await Promise.allSettled(
      [foreign, newId('stm')].map((statementId) => calls.getOwnStatement(me, { statementId })),
    )
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({
        status: 'rejected',
        reason: { status: 404, code: 'platform.not-found' },
      })
    }
  })

  it('leafs through its statements page by page', async () => {
    const [store = ''] = await openStores(['Tiles'])
    for (const month of ['01', '02', '03', '04', '05']) {
      await sell(saleOf([partOf(store)], `2026-${month}-10T10:00:00Z`))
      await run(`2026-${month}-28`, store)
    }
    const me = host.ctx({ actor: host.merchant(store) })
    const ends: string[] = []
    for (let cursor: string | undefined; ;) {
      const page = await calls.listOwnStatements(me, { limit: 2, cursor })
      ends.push(...page.items.map(({ periodEnd }) => periodEnd))
      if (page.nextCursor === null) break
      cursor = page.nextCursor
    }
    expect(ends).toEqual(['05', '04', '03', '02', '01'].map((month) => `2026-${month}-28`))
    await expect(calls.listOwnStatements(me, { cursor: 'nonsense' })).rejects.toMatchObject({ status: 400 })
  })
})
