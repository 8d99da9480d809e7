import { testDatabase } from '@tradewind/platform/testing'
import { describe, expect, test } from 'vitest'
import { finishStale, markStale, takeStale } from './neighbours.queries.ts'

const database = await testDatabase()
const db = database.kysely<unknown>()
const take = () => takeStale(db, 'bought', { waitedSeconds: 0, most: 50 })

describe('a list that waits', () => {
  test('stays down until it is worked out, and is taken by one process at a time', async () => {
    await markStale(db, ['tea', 'cup'], 'bought')
    const taken = await take()
    expect(new Set(taken.productIds)).toEqual(new Set(['tea', 'cup']))
    expect((await take()).productIds).toEqual([])
    await finishStale(db, 'bought', taken)
    expect((await database.pool.query('select from recommend.stale')).rowCount).toBe(0)
  })

  test('comes again where the process that took it has died', async () => {
    await markStale(db, ['tea'], 'bought')
    await take()
    await database.pool.query(`update recommend.stale set taken_until = taken_until - interval '6 minutes'`)
    const taken = await take()
    expect(taken.productIds).toEqual(['tea'])
    await finishStale(db, 'bought', taken)
  })

  test('waits on where it was put down anew in between', async () => {
    await markStale(db, ['tea', 'cup'], 'bought')
    const taken = await take()
    await markStale(db, ['tea'], 'bought')
    await finishStale(db, 'bought', taken)
    expect((await take()).productIds).toEqual(['tea'])
  })
})
