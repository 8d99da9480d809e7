import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { countQueries, eventually, testDatabase } from '../testing/index.ts'
import { allowSeconds, asStore, openDatabase } from './index.ts'

interface Tables {
  'shop.goods': { store_id: string; title: string }
  'shop.categories': { name: string }
}

const db = await testDatabase()
const kysely = db.kysely<Tables>()

beforeAll(async () => {
  await db.pool.query(`
    create schema shop;
    create table shop.goods (store_id text not null, title text not null);
    alter table shop.goods enable row level security;
    create policy own on shop.goods to tradewind_merchant
      using (store_id = current_setting('tradewind.store_id', true));
    create table shop.categories (name text not null);
    insert into shop.goods values ('sto_a', 'soap'), ('sto_b', 'silk');
    insert into shop.categories values ('crafts');
    select platform.open_to_roles('shop');`)
})

describe('a transaction of one store', () => {
  it('sees and changes its own rows only, for one statement more', async () => {
    const { value, statements, control } = await countQueries(() =>
      asStore(kysely, 'sto_a', (tx) => tx.selectFrom('shop.goods').select('title').execute()),
    )
    expect(value).toEqual([{ title: 'soap' }])
    expect({ statements, control }).toEqual({ statements: 1, control: 3 })
    await asStore(kysely, 'sto_a', (tx) => tx.updateTable('shop.goods').set({ title: 'tile' }).execute())
    expect(await kysely.selectFrom('shop.goods').select('title').orderBy('title').execute()).toEqual([
      { title: 'silk' },
      { title: 'tile' },
    ])
  })

  it('cannot write a row of another store, nor any table that is not divided by stores', async () => {
    const plant = asStore(kysely, 'sto_a', (tx) =>
      tx.insertInto('shop.goods').values({ store_id: 'sto_b', title: 'planted' }).execute(),
    )
    await expect(plant).rejects.toThrow('row-level security')
    const write = asStore(kysely, 'sto_a', (tx) =>
      tx.insertInto('shop.categories').values({ name: 'x' }).execute(),
    )
    await expect(write).rejects.toThrow('permission denied')
    expect(
      await asStore(kysely, 'sto_a', (tx) => tx.selectFrom('shop.categories').selectAll().execute()),
    ).toHaveLength(1)
  })

  it('may queue tasks and write facts, but not read those of others', async () => {
    await db.pool.query("select platform.create_outbox('shop'), platform.open_to_roles('shop')")
    await asStore(kysely, 'sto_a', async (tx) => {
      await sql`select platform.enqueue('shop.print', '{}', null, null)`.execute(tx)
      await sql`insert into shop.outbox (type, key, payload) values ('shop.opened.v1', 'sto_a', '{}')`.execute(
        tx,
      )
    })
    for (const queue of [sql`graphile_worker.jobs`, sql`shop.outbox`]) {
      const peek = asStore(kysely, 'sto_a', (tx) => sql`select * from ${queue}`.execute(tx))
      await expect(peek).rejects.toThrow('permission denied')
    }
    expect((await db.pool.query('select task_identifier from graphile_worker.jobs')).rows).toEqual([
      { task_identifier: 'shop.print' },
    ])
  })

  it('leaves the connection as it was', async () => {
    const single = openDatabase({ url: db.url, max: 1 })
    const own = single.kysely<Tables>()
    await asStore(own, 'sto_a', (tx) => tx.selectFrom('shop.goods').selectAll().execute())
    expect(await own.selectFrom('shop.goods').selectAll().execute()).toHaveLength(2)
    await single.close()
  })
})

describe('a slow transaction', () => {
  it('is cut off with 503, and the pool goes on', async () => {
    const hasty = openDatabase({ url: db.url, max: 1, transactionTimeoutMs: 200 })
    await expect(hasty.pool.query('select pg_sleep(5)')).rejects.toMatchObject({ status: 503 })
    const slow = hasty
      .kysely()
      .transaction()
      .execute((tx) => sql`select pg_sleep(5)`.execute(tx))
    await expect(slow).rejects.toMatchObject({ status: 503 })
    await expect(sql`select 1 as one`.execute(hasty.kysely())).resolves.toMatchObject({ rows: [{ one: 1 }] })
    await hasty.close()
  })

  it('is cut off too while it sends nothing, and does not take the process along', async () => {
    const hasty = openDatabase({ url: db.url, max: 1, transactionTimeoutMs: 100 })
    const idle = hasty
      .kysely()
      .transaction()
      .execute(async (tx) => {
        await sql`select 1`.execute(tx)
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
        await eventually(async () => {
          const alive = await db.pool.query('select 1 from pg_stat_activity where pid = $1', [rows[0]?.pid])
          expect(alive.rowCount).toBe(0)
        })
        await sql`select 1`.execute(tx)
      })
    await expect(idle).rejects.toMatchObject({ status: 503 })
    await expect(sql`select 1`.execute(hasty.kysely())).resolves.toBeDefined()
    await hasty.close()
  })

  it('may ask for more time, and then has that much', async () => {
    const hasty = openDatabase({ url: db.url, max: 1, transactionTimeoutMs: 200 })
    const wait = (allowedSeconds: number) =>
      hasty
        .kysely()
        .transaction()
        .execute(async (tx) => {
          await allowSeconds(tx, allowedSeconds)
          await sql`select pg_sleep(0.4)`.execute(tx)
        })
    await expect(wait(10)).resolves.toBeUndefined()
    await expect(wait(0.3)).rejects.toMatchObject({ status: 503 })
    await hasty.close()
  })
})
