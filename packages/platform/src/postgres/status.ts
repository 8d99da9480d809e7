import { existsSync } from 'node:fs'
import pg from 'pg'
import { clusterDirOf, readRecord, urlsOf } from './credentials.ts'
import { isAlive, readPostmaster } from './postmaster.ts'

/** How the embedded server of a data folder is. */
export type PostgresStatus =
  | { state: 'absent' }
  | { state: 'stopped'; clusterDir: string }
  | { state: 'running'; clusterDir: string; pid: number; port: number; url: string; clients: number }

/** Looks without changing anything. `clients` counts the app's connections: none when a killed app left the server. */
export async function postgresStatus(dataDir: string): Promise<PostgresStatus> {
  const record = await readRecord(dataDir)
  const clusterDir = record && clusterDirOf(dataDir, record)
  if (!clusterDir || !existsSync(clusterDir)) return { state: 'absent' }
  const found = await readPostmaster(clusterDir)
  if (!found || !isAlive(found.pid)) return { state: 'stopped', clusterDir }
  const { url, adminUrl } = urlsOf(record, found.port)
  return {
    state: 'running',
    clusterDir,
    pid: found.pid,
    port: found.port,
    url,
    clients: await countClients(adminUrl),
  }
}

async function countClients(adminUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 2_000 })
  await client.connect()
  try {
    const { rows } = await client.query<{ clients: number }>(
      `select count(*)::int as clients from pg_stat_activity where usename = 'tradewind'`,
    )
    return rows[0]?.clients ?? 0
  } finally {
    await client.end()
  }
}
