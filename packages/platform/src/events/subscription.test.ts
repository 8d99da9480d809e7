import { Type } from 'typebox'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { event, type Fact } from '../contract/index.ts'
import type { Consumer } from '../service/definition.ts'
import { eventually, testDatabase } from '../testing/index.ts'
import { emitFacts } from './emit.ts'
import { Pulse } from './pulse.ts'
import { openCursors, readOn, subscriptionsOf } from './subscription.ts'

const database = await testDatabase()
const db = database.kysely<unknown>()
await sql`create schema teller`.execute(db)
await sql`select platform.create_outbox('teller')`.execute(db)
await sql`create table teller.heard (word text)`.execute(db)

const told = event('teller.told.v1', Type.Object({ word: Type.String() }))
const wordsOf = (facts: Fact[]) => (facts as Fact<typeof told>[]).map(({ payload }) => payload.word)
const tell = async (...words: string[]) => {
  await emitFacts(
    db,
    told,
    words.map((word) => ({ key: word, payload: { word } })),
    new Pulse(),
  )
  // Facts are complete when every transaction before them is over, those of other tests on this server too.
  await eventually(async () => {
    const { rows } =
      await sql`select from teller.outbox where xid >= pg_snapshot_xmin(pg_current_snapshot())`.execute(db)
    expect(rows).toEqual([])
  })
}
const heard = async () => (await sql<{ word: string }>`select word from teller.heard`.execute(db)).rows
const openTransactions = async () => {
  const { rows } = await sql<{ open: number }>`select count(*)::int as open from pg_stat_activity
    where datname = current_database() and state like 'idle in transaction%'`.execute(db)
  return rows[0]?.open
}

beforeEach(async () => {
  await sql`delete from teller.outbox`.execute(db)
  await sql`delete from teller.heard`.execute(db)
  await sql`delete from platform.cursors`.execute(db)
})

async function listening(consumer: Consumer) {
  const subscriptions = subscriptionsOf('listener', consumer)
  await openCursors(db, subscriptions)
  const [only] = subscriptions
  if (!only) throw new Error('a consumer of one event has one subscription')
  return only
}

describe('a consumer that prepares', () => {
  it('asks others while no transaction is open, and writes with the cursor', async () => {
    const open: unknown[] = []
    const subscription = await listening({
      name: 'prepared',
      events: [told],
      async prepare(facts) {
        open.push(await openTransactions())
        const words = wordsOf(facts)
        return async (tx) => {
          open.push(await openTransactions())
          await sql`insert into teller.heard select unnest(${words}::text[])`.execute(tx)
        }
      },
    })
    await tell('one', 'two')
    expect(await readOn(db, subscription)).toEqual({ read: 2 })
    expect(await heard()).toEqual([{ word: 'one' }, { word: 'two' }])
    expect(open).toEqual([0, 1])
    expect(await readOn(db, subscription)).toEqual({ read: 0 })
  })

  it('takes effect once, though processes prepare beside each other and a writing fails', async () => {
    let failures = 1
    const subscription = await listening({
      name: 'racing',
      events: [told],
      async prepare(facts) {
        const words = wordsOf(facts)
        return async (tx) => {
          await sql`insert into teller.heard select unnest(${words}::text[])`.execute(tx)
          if (failures-- > 0) throw new Error('cut off')
        }
      },
    })
    await tell('one', 'two', 'three')
    await expect(readOn(db, subscription)).rejects.toThrow('cut off')
    expect(await heard()).toEqual([])
    const passes = await Promise.all(Array.from({ length: 6 }, () => readOn(db, subscription)))
    expect(passes.reduce((sum, { read }) => sum + read, 0)).toBe(3)
    expect((await heard()).map(({ word }) => word).toSorted()).toEqual(['one', 'three', 'two'])
  })
})
