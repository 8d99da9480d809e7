import { describe, expect, it } from 'vitest'
import { testDatabase } from '../testing/index.ts'

const db = await testDatabase()
const write = (target: string) =>
  db.pool.query(
    `insert into platform.audit (actor, role, operation, target) values ('usr_1', 'operator', 'merchants.approve', $1)`,
    [target],
  )
const broken = async () => (await db.pool.query('select id from inv.audit where not intact')).rows

describe('the audit chain', () => {
  it('seals rows in order, also those written together', async () => {
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map(write))
    const { rows } = await db.pool.query('select id from inv.audit order by id')
    expect(rows.map((row) => row.id)).toEqual([1, 2, 3, 4, 5])
    expect(await broken()).toEqual([])
  })

  it('cannot be changed by the app', async () => {
    await expect(db.pool.query(`update platform.audit set actor = 'usr_2'`)).rejects.toThrow('append-only')
    await expect(db.pool.query('delete from platform.audit')).rejects.toThrow('append-only')
    await expect(db.pool.query('truncate platform.audit')).rejects.toThrow('append-only')
  })

  it.each([
    ['an altered row', `update platform.audit set detail = '{"amount": 1}' where id = 2`],
    ['a missing row', 'delete from platform.audit where id = 3'],
  ])('shows %s', async (_, violation) => {
    const client = await db.pool.connect()
    await client.query(`alter table platform.audit disable trigger append_only; begin; ${violation}`)
    const { rows } = await client.query('select id from inv.audit where not intact')
    await client.query('rollback; alter table platform.audit enable trigger append_only')
    client.release()
    expect(rows.length).toBeGreaterThan(0)
    expect(await broken()).toEqual([])
  })
})
