import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, expect, inject } from 'vitest'
import { openDatabase, type Database, type DatabaseOptions } from '../db/index.ts'
import { TEMPLATE } from './test-cluster.ts'

/**
 * A database of its own for a test file, with every service's tables, empty; dropped after the file.
 * Call it at the top of the file: `const db = await testDatabase()`.
 */
export async function testDatabase(options: Partial<DatabaseOptions> = {}): Promise<Database> {
  const { adminUrl, url, broken } = inject('postgres')
  const own = Object.keys(broken).find((service) =>
    expect.getState().testPath?.includes(`/services/${service}/`),
  )
  if (own) throw new Error(broken[own])
  const name = `test_${randomBytes(6).toString('hex')}`
  await administer(
    adminUrl,
    `create database ${name} template ${TEMPLATE} owner tradewind strategy file_copy`,
  )
  // Longer than in production: tests share their machine.
  const db = openDatabase({
    transactionTimeoutMs: 20_000,
    acquireTimeoutMs: 10_000,
    ...options,
    url: url.replace(/\/\w+$/, `/${name}`),
  })
  afterAll(async () => {
    await db.close()
    await administer(adminUrl, `drop database ${name} with (force)`)
  })
  return db
}

async function administer(adminUrl: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    await admin.query(statement)
  } finally {
    await admin.end()
  }
}
