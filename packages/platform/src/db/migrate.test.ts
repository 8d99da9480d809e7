import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '../testing/index.ts'
import { migrate } from './index.ts'

const db = await testDatabase()
const folder = await mkdtemp(join(tmpdir(), 'tradewind-migrations-'))
const shop = { name: 'shop', migrations: pathToFileURL(`${folder}/`) }
const put = (name: string, text: string) => writeFile(join(folder, name), text)

beforeEach(async () => {
  await rm(folder, { recursive: true, force: true })
  await db.pool.query(
    `drop schema if exists shop cascade; delete from platform.migrations where service = 'shop'`,
  )
  await mkdir(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('migrations', () => {
  it('run once, in the order of their numbers, in the schema of their service', async () => {
    await put('0002_more.sql', 'alter table goods add column price bigint;')
    await put('0001_goods.sql', 'create table goods (id int primary key);')
    expect(await migrate(db, [shop])).toEqual(['shop/0001_goods.sql', 'shop/0002_more.sql'])
    expect(await migrate(db, [shop])).toEqual([])
    const { rows } = await db.pool.query('select id, price from shop.goods')
    expect(rows).toEqual([])
  })

  it('run once also when two processes start together', async () => {
    await put('0001_goods.sql', 'create table goods (id int primary key); select pg_sleep(0.1);')
    const applied = await Promise.all([migrate(db, [shop]), migrate(db, [shop])])
    expect(applied.flat()).toEqual(['shop/0001_goods.sql'])
  })

  it('name file and line of an error, and leave nothing of that file behind', async () => {
    await put(
      '0001_goods.sql',
      "create table goods (id int);\n\nselect '手机壳',\n  no_such_column\nfrom goods;\n",
    )
    const line = new RegExp(`0001_goods\\.sql:4: column "no_such_column" does not exist`)
    await expect(migrate(db, [shop])).rejects.toThrow(line)
    const { rows } = await db.pool.query("select to_regclass('shop.goods') as found")
    expect(rows).toEqual([{ found: null }])
  })

  it('name the line of the statement when the error comes while it runs', async () => {
    await put(
      '0001_goods.sql',
      'create table goods (id int primary key);\ninsert into goods values (1);\ninsert into goods values (1);\n',
    )
    await expect(migrate(db, [shop])).rejects.toThrow('0001_goods.sql:3: duplicate key')
  })

  it('refuse a file that changed after it was applied, but not for its line ends', async () => {
    await put('0001_goods.sql', 'create table goods (id int);\n-- end\n')
    await migrate(db, [shop])
    await put('0001_goods.sql', 'create table goods (id int);\r\n-- end\r\n')
    expect(await migrate(db, [shop])).toEqual([])
    await put('0001_goods.sql', 'create table goods (id bigint);\n')
    await expect(migrate(db, [shop])).rejects.toThrow(/0001_goods\.sql: changed after it was applied/)
  })

  it('refuse names without a number, and a number used twice', async () => {
    await put('goods.sql', '')
    await expect(migrate(db, [shop])).rejects.toThrow('goods.sql: not named NNNN_name.sql')
    await rm(join(folder, 'goods.sql'))
    await put('0001_a.sql', '')
    await put('0001_b.sql', '')
    await expect(migrate(db, [shop])).rejects.toThrow('0001_b.sql: number used twice')
  })

  it('give a service its outbox, whose facts know their transaction', async () => {
    await put('0001_outbox.sql', "select platform.create_outbox('shop');")
    await migrate(db, [shop])
    const { rows } = await db.pool.query(
      `insert into shop.outbox (type, key, payload) values ('shop.opened.v1', 'sto_1', '{}')
       returning id, xid = pg_current_xact_id() as own`,
    )
    expect(rows).toEqual([{ id: 1, own: true }])
  })
})
