import { existsSync } from 'node:fs'
import { access, constants } from 'node:fs/promises'
import pg from 'pg'
import { postgresStatus } from '@tradewind/platform/postgres'
import { note, ok, wrong, type Finding } from './finding.ts'

export async function checkDataFolder(dataDir: string): Promise<Finding> {
  if (!existsSync(dataDir)) return note(`${dataDir} does not exist yet: npm start makes it`)
  await access(dataDir, constants.R_OK | constants.W_OK)
  return ok(`${dataDir} can be read and written`)
}

/** The embedded server as it is, or the one that DATABASE_URL names. */
export async function checkDatabase(dataDir: string, databaseUrl: string | undefined): Promise<Finding> {
  if (databaseUrl) return reach('the database of DATABASE_URL', databaseUrl)
  const status = await postgresStatus(dataDir)
  if (status.state === 'absent') return note('no database yet: npm start makes it')
  if (status.state === 'stopped') return ok(`the database in ${status.clusterDir} is stopped`)
  const left = status.clients === 0 ? '; no mall uses it: npm start will adopt it' : ''
  return reach(`PostgreSQL, process ${status.pid}, port ${status.port}${left}`, status.url)
}

async function reach(name: string, url: string): Promise<Finding> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number; migrated: boolean }>(
      `select current_setting('server_version_num')::int / 10000 as version,
        to_regclass('platform.migrations') is not null as migrated`,
    )
    const [row] = rows
    if (!row || row.version < 17)
      return wrong(`${name}: PostgreSQL 17 or later is needed, this is ${row?.version}`)
    return ok(`${name} answers, version ${row.version}, ${row.migrated ? 'with tables' : 'still empty'}`)
  } catch (error) {
    return wrong(`${name} does not answer: ${error instanceof Error ? error.message : String(error)}`)
  } finally {
    await client.end()
  }
}
