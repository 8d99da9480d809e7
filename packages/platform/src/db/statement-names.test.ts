import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { testDatabase } from '../testing/index.ts'
import { openDatabase } from './index.ts'
import { StatementNames } from './statement-names.ts'

const db = await testDatabase()

describe('statement names', () => {
  it('let a repeated statement keep its plan on its connection', async () => {
    const single = openDatabase({ url: db.url, max: 1 })
    for (let time = 0; time < 3; time++) await sql`select ${time}::int as asked`.execute(single.kysely())
    const { rows } = await single.pool.query('select statement from pg_prepared_statements')
    expect(rows).toEqual([{ statement: 'select $1::int as asked' }])
    await single.close()
  })

  it('are given from the second time on and are bounded', () => {
    const names = new StatementNames()
    expect(names.nameOf('select 1')).toBeUndefined()
    const name = names.nameOf('select 1')
    expect(name).toMatch(/^s\d+$/)
    for (let i = 0; i < 5_000; i++) for (const _ of [1, 2]) names.nameOf(`select ${i} as i`)
    expect(names.nameOf('select 1')).toBe(name)
    expect(names.nameOf('select 4999 as i')).toBeUndefined()
  })
})
