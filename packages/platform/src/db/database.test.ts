import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { countQueries, testDatabase } from '../testing/index.ts'
import { openDatabase } from './index.ts'

const db = await testDatabase()
const kysely = db.kysely<{
  'platform.cursors': { consumer: string; producer: string; xid: string; id: number }
}>()

describe('a database', () => {
  it('gives big integers as numbers, exact decimals and dates as text, moments as Date', async () => {
    const { rows } =
      await sql`select 9007199254740991::int8 as big, 1.10::numeric as exact, date '2026-11-22' as day,
      timestamptz '2026-11-22T01:02:03.004Z' as moment`.execute(kysely)
    expect(rows).toEqual([
      {
        big: 9007199254740991,
        exact: '1.10',
        day: '2026-11-22',
        moment: new Date('2026-11-22T01:02:03.004Z'),
      },
    ])
  })

  it('refuses a big integer that a number cannot hold', async () => {
    await expect(sql`select 9007199254740993::int8`.execute(kysely)).rejects.toThrow('beyond 2^53')
  })

  it('answers 503 within two seconds when every connection is busy', async () => {
    const small = openDatabase({ url: db.url, max: 1, acquireTimeoutMs: 200, transactionTimeoutMs: 20_000 })
    const busy = await small.pool.connect()
    await expect(sql`select 1`.execute(small.kysely())).rejects.toMatchObject({
      status: 503,
      code: 'platform.unavailable',
    })
    busy.release()
    await expect(sql`select 1 as one`.execute(small.kysely())).resolves.toMatchObject({ rows: [{ one: 1 }] })
    await small.close()
  })

  it.each(['127.0.0.1', encodeURIComponent('/nowhere')])(
    'answers 503 when nothing listens at %s',
    async (host) => {
      const nowhere = openDatabase({ url: `postgres://tradewind@${host}:1/tradewind` })
      await expect(nowhere.pool.query('select 1')).rejects.toMatchObject({ status: 503 })
      await nowhere.close()
    },
  )

  it('counts statements apart from begin and commit', async () => {
    const count = await countQueries(() =>
      kysely.transaction().execute((tx) => tx.selectFrom('platform.cursors').selectAll().execute()),
    )
    expect(count).toMatchObject({ statements: 1, control: 2, value: [] })
  })
})
