import type { PoolClient } from 'pg'
import { openDatabase, type Database } from './database.ts'
import { migrateJobs } from '../jobs/index.ts'
import { readMigrations, type MigrationFile, type MigrationSource } from './migration-files.ts'
import { lineAt, splitStatements, type SqlStatement } from './sql-statements.ts'

const PLATFORM: MigrationSource = {
  name: 'platform',
  migrations: new URL('../../migrations/', import.meta.url),
}
/** Any number, the same in every process. */
const LOCK = 7_239_401

/**
 * Brings the database to what the files say: platform's own first, then each service's into the schema of its
 * name. One process at a time; each file in a transaction of its own. Answers the files it applied, such as
 * `catalog/0001_products.sql`. Errors name file and line.
 */
export async function migrate(
  db: Pick<Database, 'url'>,
  services: readonly MigrationSource[],
): Promise<string[]> {
  // Without the time limits of the app's connections; the queue's own migrations take the second one.
  const patient = openDatabase({ url: db.url, max: 2, transactionTimeoutMs: 0, applicationName: 'migrate' })
  const client = await patient.pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(BOOKS)
    await migrateJobs(patient.pool)
    const applied: string[] = []
    for (const source of [PLATFORM, ...services]) applied.push(...(await migrateService(client, source)))
    return applied
  } finally {
    client.release()
    await patient.close()
  }
}

const BOOKS = `
  create schema if not exists platform;
  create table if not exists platform.migrations (
    service text not null,
    file text not null,
    checksum text not null,
    applied_at timestamptz not null default now(),
    primary key (service, file)
  );
  comment on table platform.migrations is 'SQL files that were applied, with SHA-256 of their text'`

async function migrateService(client: PoolClient, source: MigrationSource): Promise<string[]> {
  const { rows } = await client.query<{ file: string; checksum: string }>(
    'select file, checksum from platform.migrations where service = $1',
    [source.name],
  )
  const known = new Map(rows.map((row) => [row.file, row.checksum]))
  const applied: string[] = []
  for (const file of readMigrations(source)) {
    const before = known.get(file.name)
    if (before === file.checksum) continue
    if (before !== undefined)
      throw new Error(`${file.path}: changed after it was applied; put the change into a new file`)
    await applyFile(client, source.name, file)
    applied.push(`${source.name}/${file.name}`)
  }
  return applied
}

async function applyFile(client: PoolClient, service: string, file: MigrationFile): Promise<void> {
  await client.query('begin')
  try {
    await client.query(`create schema if not exists "${service}"`)
    await client.query(`set local search_path = "${service}", public`)
    for (const statement of splitStatements(file.text)) await applyStatement(client, file, statement)
    if (service !== PLATFORM.name) await client.query('select platform.open_to_roles($1)', [service])
    await client.query('insert into platform.migrations (service, file, checksum) values ($1, $2, $3)', [
      service,
      file.name,
      file.checksum,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function applyStatement(
  client: PoolClient,
  file: MigrationFile,
  statement: SqlStatement,
): Promise<void> {
  try {
    await client.query(statement.text)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    // PostgreSQL counts characters from 1, not UTF-16 units.
    const position = 'position' in error ? Number(error.position) : Number.NaN
    const within = Number.isNaN(position)
      ? 0
      : Array.from(statement.text)
          .slice(0, position - 1)
          .join('').length
    const line = statement.line + lineAt(statement.text, within) - 1
    throw new Error(`${file.path}:${line}: ${error.message}`, { cause: error })
  }
}
