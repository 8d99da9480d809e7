import type pg from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from '@tradewind/platform/testing'
import { INVARIANTS } from './checks.ts'
import { checkInvariants } from './run.ts'

const db = await testDatabase()

/** Takes down what the tables defend themselves with, so that what must never be can be planted; rolled back after. */
const DEFENCELESS = `do $$
declare
  defence record;
begin
  for defence in select c.conrelid::regclass as owner, c.conname as name from pg_constraint c join pg_namespace n on n.oid = c.connamespace
      where c.contype in ('c', 'f') and n.nspname in ('orders', 'inventory', 'payments', 'settlement', 'platform') loop
    execute format('alter table %s drop constraint %I', defence.owner, defence.name);
  end loop;
  for defence in select distinct t.tgrelid::regclass as owner from pg_trigger t join pg_class k on k.oid = t.tgrelid join pg_namespace n on n.oid = k.relnamespace
      where not t.tgisinternal and n.nspname in ('orders', 'inventory', 'payments', 'settlement', 'platform') loop
    execute format('alter table %s disable trigger user', defence.owner);
  end loop;
end $$`

const ORDER = (over: Record<string, string | number> = {}) => {
  const row = {
    id: `'ord'`,
    number: `'1'`,
    owner: `'gst'`,
    link_hash: `''`,
    status: `'paid'`,
    market: `'DE'`,
    currency: `'EUR'`,
    country: `'DE'`,
    locale: `'en'`,
    email: `''`,
    address: `'{}'`,
    payment_method: `''`,
    goods_minor: 1000,
    shipping_minor: 0,
    tax_minor: 0,
    total_minor: 1000,
    tax_included: 'true',
    expires_at: 'now()',
    paid_at: 'now()',
    ...over,
  }
  return `insert into orders.orders (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')});`
}
const PART = `insert into orders.sub_orders (store_id, id, number, order_id, store_name, business_model, status, shipping_method, shipping_carrier, currency, goods_minor, shipping_net_minor, shipping_tax_minor, tax_minor, total_minor)
  values ('sto', 'sub', '1-1', 'ord', '', 'own', 'to-ship', '', '', 'EUR', 1000, 0, 0, 0, 1000);`
const LINE = `insert into orders.lines (store_id, sub_order_id, id, order_id, offer_id, product_id, variant_id, sku, slug, name, options, quantity, unit_minor, net_minor, tax_minor, tax_percent, commission_basis_points, origin_country, weight_grams)
  values ('sto', 'sub', 'lin', 'ord', 'off', '', '', '', '', '{}', '[]', 2, 500, 1000, 0, '0', 0, 'DE', 0);`
const PAYMENT = (id: string, attempt: number, captured = 1000) =>
  `insert into payments.payments (id, order_id, attempt, order_number, amount_minor, currency, method, provider, return_url, locale, status, captured_minor, captured_currency, captured_at, next_check_at)
   values ('${id}', 'ord', ${attempt}, '1', 1000, 'EUR', 'card', 'sandbox', '', 'en', 'captured', ${captured}, 'EUR', now() - interval '10 minutes', null);`
const ENTRY = (account: string, minor: number) =>
  `insert into settlement.ledger_entries (transaction_id, account, currency, minor, kind) values ('ltx', '${account}', 'EUR', ${minor}, 'sale');`
const STOCK = (onHand: number, reserved: number) =>
  `insert into inventory.stock (store_id, offer_id, warehouse_id, on_hand, reserved) values ('sto', 'off', 'whs', ${onHand}, ${reserved});`
const BOOKED = `insert into settlement.ledger_transactions (id, source, kind, order_id, at) values ('ltx', 'sale:ord', 'sale', 'ord', now());`

/** How each invariant is broken. */
const PLANTED: Record<string, string> = {
  I1: BOOKED + ENTRY('bank', 5),
  I2: BOOKED + ENTRY('bank', 5) + ENTRY('psp:x', -5),
  I5: ORDER({ total_minor: 999 }),
  I6: ORDER() + PART.replace('0, 0, 0, 1000)', '0, 0, 0, 900)') + LINE,
  I8: STOCK(3, 0),
  I9: ORDER() + PART + LINE,
  I10:
    ORDER() +
    `insert into inventory.orders (order_id, state, created_at) values ('ord', 'held', now() - interval '2 minutes');
    insert into inventory.reservations (order_id, offer_id, warehouse_id, store_id, quantity) values ('ord', 'off', 'whs', 'sto', 1);`,
  I12: PAYMENT('a', 1) + PAYMENT('b', 2),
  I13: ORDER(),
  I14: ORDER() + PAYMENT('a', 1, 900),
  I15:
    PAYMENT('a', 1) +
    `insert into payments.refunds (id, payment_id, order_id, key, amount_minor, currency, reason, status, succeeded_at, next_check_at) values ('r', 'a', 'ord', 'k', 2000, 'EUR', '', 'succeeded', now(), null);`,
  I23: ORDER() + PAYMENT('a', 1),
  I24: `insert into settlement.statements (store_id, id, number, currency, period_start, period_end, goods_minor, shipping_minor, tax_minor, commission_minor, refunds_minor, commission_returned_minor, carried_over_minor, payable_minor, order_count)
    values ('sto', 'stm', '1', 'EUR', now(), now(), 5, 0, 0, 0, 0, 0, 0, 5, 1);`,
  I29: `insert into platform.audit (id, at, actor, role, operation, detail, previous_hash, hash) values (1, now(), 'usr', 'operator', 'x', '{}', '', 'forged');`,
}

async function findingsAfter(planted: string): Promise<string[]> {
  const client: pg.PoolClient = await db.pool.connect()
  try {
    await client.query('begin')
    await client.query(DEFENCELESS)
    await client.query(planted)
    return (await checkInvariants(client))
      .filter(({ violations }) => violations.length > 0)
      .map(({ invariant }) => invariant.id)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

test('an empty mall breaks nothing', async () => {
  const findings = await checkInvariants(db.pool)
  expect(findings.flatMap(({ violations }) => violations)).toEqual([])
})

test('a head of the audit chain that was noted and is not there is found', async () => {
  const [planted] = (await checkInvariants(db.pool, [{ id: 7, hash: 'a'.repeat(64) }])).slice(-1)
  expect(planted?.violations).toEqual(['7'])
})

test('what a bank took back is no longer expected at the provider', async () => {
  const disputed =
    ORDER() + PAYMENT('a', 1) + BOOKED + ENTRY('psp:sandbox', 1000) + ENTRY('psp:sandbox', -1000)
  expect(await findingsAfter(disputed)).toContain('I23')
  const dispute = `insert into payments.disputes (id, payment_id, order_id, provider, provider_reference, amount_minor, currency, reason, status, opened_at)
    values ('d', 'a', 'ord', 'sandbox', 'dp', 1000, 'EUR', '', 'open', now() - interval '10 minutes');`
  expect(await findingsAfter(disputed + dispute)).not.toContain('I23')
})

test('a whole sale breaks nothing', async () => {
  const sale =
    ORDER() +
    PART +
    LINE +
    PAYMENT('a', 1) +
    BOOKED +
    ENTRY('psp:sandbox', 1000) +
    ENTRY('revenue:goods', -1000) +
    'insert into settlement.balances select account, currency, minor from settlement.ledger_entries;' +
    STOCK(8, 0) +
    `insert into inventory.moves (store_id, offer_id, warehouse_id, change, reason) values ('sto', 'off', 'whs', 10, 'initial'), ('sto', 'off', 'whs', -2, 'sale');`
  expect(await findingsAfter(sale)).toEqual([])
})

test.each(INVARIANTS.map(({ id, says }) => [id, says] as const))(
  '%s finds what breaks it: %s',
  async (id) => {
    expect(await findingsAfter(PLANTED[id] ?? '')).toContain(id)
  },
)
