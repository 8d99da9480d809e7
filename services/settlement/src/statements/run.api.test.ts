import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { anySale } from '../ledger/posting.testing.ts'
import { partOf, piecesBack, saleOf, settlementStory } from '../settlement.testing.ts'

const { host, db, calls, operator, openStores, sell, giveBack, run, faults } = await settlementStory()

/** A chance that falls the same way in each test run. */
const [dice = []] = fc.sample(fc.array(fc.nat(1_000_000), { minLength: 2_000, maxLength: 2_000 }), {
  numRuns: 1,
  seed: 7,
})
let thrown = 0
const throwDice = (sides: number): number => (dice[thrown++ % dice.length] ?? 0) % sides

const openPostings = async (): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from settlement.postings where statement_id is null`.execute(db)
  return rows[0]?.count ?? 0
}

it('settles whatever was sold and given back, each entry in one statement, whose lines come to its payable', async () => {
  const stores = await openStores(['A', 'B', 'C', 'D'])
  const day = () => `2026-0${1 + throwDice(6)}-${String(1 + throwDice(28)).padStart(2, '0')}T12:00:00Z`
  const sales = fc
    .sample(anySale, { numRuns: 60, seed: 11 })
    .map((sale) => ({
      ...sale,
      paidAt: day(),
      parts: sale.parts.map((part, index) => ({ ...part, storeId: stores[index % stores.length] ?? '' })),
    }))
    // One part a store, as orders has it.
    .filter(({ parts }) => new Set(parts.map(({ storeId }) => storeId)).size === parts.length)
  await sell(...sales)
  const refunds = sales
    .filter(() => throwDice(3) === 0)
    .map((sale) => piecesBack(sale, 0, 1 + throwDice(sale.parts[0]?.lines[0]?.quantity ?? 1), day()))
    .filter(({ amount }) => amount.minor > 0)
  await giveBack(...refunds)

  for (const end of ['2026-02-28', '2026-03-31', '2026-01-31', '2026-12-31', '2026-06-30']) {
    if (end <= new Date().toISOString().slice(0, 10)) await run(end)
  }
  expect(await openPostings()).toBe(0)
  const { items } = await calls.listStatements(operator, { limit: 100 })
  expect(items.length).toBeGreaterThan(10)
  for (const {
    id: statementId,
    payable,
    gross,
    tax,
    commission,
    refunds: back,
    commissionReturned,
    carriedOver,
  } of items) {
    const { lines } = await calls.getStatement(operator, { statementId })
    expect(lines.reduce((total, { amount }) => total + amount.minor, 0)).toBe(payable.minor)
    expect(
      gross.minor - tax.minor - commission.minor - back.minor + commissionReturned.minor + carriedOver.minor,
    ).toBe(payable.minor)
  }
  const { rows } = await sql<{ entries: number; shown: number }>`select
    (select count(*)::int from settlement.ledger_entries where store_id is not null) as entries,
    (select count(*)::int from settlement.ledger_entries e join settlement.postings p using (store_id, transaction_id)
      join settlement.statements s on s.id = p.statement_id and s.store_id = e.store_id and s.currency = e.currency) as shown`.execute(
    db,
  )
  expect(rows[0]?.shown).toBe(rows[0]?.entries)
  expect(await faults()).toEqual({})
})

it('goes on where a killed run stopped, and leaves nothing half done', async () => {
  const stores = await openStores(Array.from({ length: 60 }, (_, index) => `Stall ${index}`))
  await sell(
    ...stores.flatMap((store) => [1, 2].map((of) => saleOf([partOf(store)], `2026-07-0${of}T10:00:00Z`))),
  )
  expect(await openPostings()).toBe(120)

  // The database ends the connection in the middle of the run, as when the process dies there.
  const [doomed = ''] = stores.toSorted().slice(30)
  await sql`create function settlement.kill() returns trigger language plpgsql as $$
    begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$`.execute(db)
  await sql`create trigger kill before insert on settlement.statements for each row
    when (new.store_id = ${sql.lit(doomed)}) execute function settlement.kill()`.execute(db)
  const killed = await Promise.allSettled([run('2026-07-31'), run('2026-07-31')])
  expect(killed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await openPostings()).toBe(60)
  expect(await faults()).toEqual({})

  await sql`drop trigger kill on settlement.statements`.execute(db)
  await run('2026-07-31')
  expect(await openPostings()).toBe(0)
  const { rows } = await sql<{ statements: number; orders: number }>`
    select count(*)::int as statements, sum(order_count)::int as orders from settlement.statements where period_end = '2026-07-31'`.execute(
    db,
  )
  expect(rows).toEqual([{ statements: 60, orders: 120 }])
  expect((await run('2026-07-31')).created).toBe(0)
  expect(await faults()).toEqual({})
  await host.quiet()
})
