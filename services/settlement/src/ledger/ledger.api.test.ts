import { sql } from 'kysely'
import { strayCapture, strayRefunded } from '@tradewind/orders/events'
import { disputeClosed, disputeOpened } from '@tradewind/payments/events'
import { newId } from '@tradewind/kernel'
import { asStore } from '@tradewind/platform/db'
import { countQueries } from '@tradewind/platform/testing'
import { describe, expect, it } from 'vitest'
import { insertPostings } from './ledger.queries.ts'
import { bookSale } from './sale.rules.ts'
import { eur, partOf, piecesBack, saleOf, settlementStory } from '../settlement.testing.ts'

const { host, db, calls, operator, say, openStores, sell, giveBack, faults } = await settlementStory()

const entriesOf = async (orderId: string) => (await calls.listEntries(operator, { orderId })).items

describe('the ledger', () => {
  it('books a fact once, even if it is told twice', async () => {
    const [store = ''] = await openStores(['Once'])
    const sale = saleOf([partOf(store)], '2026-10-05T10:00:00Z')
    await sell(sale, sale)
    await sell(sale)
    const refund = piecesBack(sale, 0, 1, '2026-10-06T10:00:00Z')
    await giveBack(refund)
    await giveBack(refund)
    await giveBack(piecesBack(sale, 1, 2, '2026-10-07T10:00:00Z', true))
    const entries = await entriesOf(sale.orderId)
    const bySource = Map.groupBy(entries, ({ reference }) => reference)
    expect(bySource.size).toBe(3)
    const stands = new Map<string, number>()
    for (const { account, amount } of entries) stands.set(account, (stands.get(account) ?? 0) + amount.minor)
    expect([...stands.values()].every((minor) => minor === 0)).toBe(true)
  })

  it('shows money that came for an ended order, and that it went back', async () => {
    const stray = { orderId: newId('ord'), amount: eur(700), provider: 'sandbox', at: '2026-10-05T10:00:00Z' }
    await say(strayCapture, [stray])
    await host.quiet()
    expect((await entriesOf(stray.orderId)).map(({ account, amount }) => [account, amount.minor])).toEqual([
      ['buyer:stray', -700],
      ['psp:sandbox', 700],
    ])
    await say(strayRefunded, [stray])
    await host.quiet()
    expect((await entriesOf(stray.orderId)).reduce((sum, { amount }) => sum + amount.minor, 0)).toBe(0)
    const { items } = await calls.listBalances(operator, {})
    expect(items.find(({ account }) => account === 'buyer:stray')?.balance.minor).toBe(0)
  })

  it.each([
    [true, { 'psp:disputing': 0, 'buyer:disputed': 0 }],
    [false, { 'psp:disputing': -900, 'buyer:disputed': 0, 'expense:disputes': 900 }],
  ])('books what a bank took back, and that the dispute was won: %s', async (won, expected) => {
    const dispute = {
      disputeId: newId('dsp'),
      paymentId: newId('pay'),
      orderId: newId('ord'),
      amount: eur(900),
      provider: 'disputing',
    }
    const standing = async () => {
      const stands: Record<string, number> = {}
      for (const { account, amount } of await entriesOf(dispute.orderId))
        stands[account] = (stands[account] ?? 0) + amount.minor
      return stands
    }
    await say(disputeOpened, [dispute])
    await host.quiet()
    expect(await standing()).toEqual({ 'psp:disputing': -900, 'buyer:disputed': 900 })
    await say(disputeClosed, [{ ...dispute, won }])
    await say(disputeClosed, [{ ...dispute, won }])
    await host.quiet()
    expect(await standing()).toEqual(expected)
    expect(await faults()).toEqual({})
  })

  it('keeps balances as it books, without adding up all that was ever booked', async () => {
    const [store = ''] = await openStores(['Balance'])
    const balanceOf = async () => {
      const { value, texts } = await countQueries(() => calls.listBalances(operator, {}))
      expect(texts.filter((text) => text.includes('ledger_entries'))).toEqual([])
      return value.items.find(({ account }) => account === `store:${store}`)?.balance
    }
    const sale = saleOf([partOf(store)], '2026-10-05T10:00:00Z')
    await sell(sale)
    expect(await balanceOf()).toEqual(eur(-9_300))
    await giveBack(piecesBack(sale, 0, 1, '2026-10-06T10:00:00Z'))
    expect(await balanceOf()).toEqual(eur(-4_900))
    expect(await faults()).toEqual({})
    const shift = (minor: number) =>
      sql`update settlement.balances set minor = minor + ${minor} where account = ${`store:${store}`}`.execute(
        db,
      )
    await shift(1)
    expect(await faults()).toMatchObject({ wrong_balances: 1 })
    await shift(-1)
  })

  it('is balanced however many book at once', async () => {
    const [store = ''] = await openStores(['Crowd'])
    const sales = Array.from({ length: 40 }, () => saleOf([partOf(store)], '2026-10-05T10:00:00Z'))
    await Promise.all(
      sales.map((sale) => db.transaction().execute((tx) => insertPostings(tx, [bookSale(sale)]))),
    )
    expect(await faults()).toEqual({})
  })

  it('can be leafed through, by account', async () => {
    const [store = ''] = await openStores(['Leaf'])
    await sell(...Array.from({ length: 4 }, () => saleOf([partOf(store)], '2026-10-05T10:00:00Z')))
    const account = `store:${store}`
    const seen: string[] = []
    for (let cursor: string | undefined; ;) {
      const page = await calls.listEntries(operator, { account, limit: 7, cursor })
      seen.push(...page.items.map(({ id }) => id))
      if (page.nextCursor === null) break
      cursor = page.nextCursor
    }
    expect(seen).toHaveLength(20)
    expect(seen.map(Number)).toEqual(seen.map(Number).toSorted((a, b) => b - a))
    await expect(calls.listEntries(operator, { cursor: 'x' })).rejects.toMatchObject({ status: 400 })
  })

  it('sets a sale aside that does not add up, and books those behind it', async () => {
    const [store = ''] = await openStores(['Sums'])
    const wrong = { ...saleOf([partOf(store)], '2026-10-05T10:00:00Z'), total: eur(1) }
    const right = saleOf([partOf(store)], '2026-10-05T10:00:00Z')
    await sell(wrong, right)
    expect(await entriesOf(wrong.orderId)).toEqual([])
    expect(await entriesOf(right.orderId)).not.toEqual([])
    const { rows } = await sql<{
      error: string
    }>`select error from platform.dead_facts where key = ${wrong.orderId}`.execute(db)
    expect(rows).toEqual([{ error: expect.stringContaining('does not sum to zero in EUR') as string }])
  }, 60_000)

  it('is never changed, by nobody', async () => {
    const [store = ''] = await openStores(['Stone'])
    const sale = saleOf([partOf(store)], '2026-10-05T10:00:00Z')
    await sell(sale)
    for (const change of [
      sql`update settlement.ledger_entries set minor = minor + 1`,
      sql`delete from settlement.ledger_entries`,
      sql`truncate settlement.ledger_entries`,
      sql`update settlement.ledger_transactions set at = now()`,
      sql`delete from settlement.ledger_transactions`,
    ]) {
      await expect(change.execute(db)).rejects.toThrow('append-only')
    }
    const [entry] = await entriesOf(sale.orderId)
    await expect(
      sql`insert into settlement.ledger_entries (transaction_id, account, currency, minor, kind)
        values (${entry?.transactionId ?? ''}, 'bank', 'EUR', 5, 'payout')`.execute(db),
    ).rejects.toThrow('does not sum to zero')
    await expect(
      sql`insert into settlement.ledger_entries (transaction_id, account, currency, minor, kind)
        values (${entry?.transactionId ?? ''}, 'bank', 'EUR', 5, 'payout'), (${entry?.transactionId ?? ''}, 'bank', 'USD', -5, 'payout')`.execute(
        db,
      ),
    ).rejects.toThrow('does not sum to zero')
  })

  it('shows a store’s role only the store’s own rows', async () => {
    const [mine = '', theirs = ''] = await openStores(['Curtain A', 'Curtain B'])
    await sell(saleOf([partOf(mine), partOf(theirs)], '2026-10-05T10:00:00Z'))
    for (const table of ['ledger_entries', 'sale_lines', 'postings']) {
      const rows = await asStore(db, mine, async (tx) => {
        const found = await sql<{
          store_id: string
        }>`select distinct store_id from ${sql.table(`settlement.${table}`)}`.execute(tx)
        return found.rows
      })
      expect(rows).toEqual([{ store_id: mine }])
    }
    const write = asStore(db, mine, (tx) =>
      sql`insert into settlement.payouts (store_id, id, statement_id, currency, minor, reference)
        values (${mine}, 'pyo_x', 'stm_x', 'EUR', 5, 'mine')`.execute(tx),
    )
    await expect(write).rejects.toThrow('row-level security')
    expect(await faults()).toEqual({})
  })
})
