import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** What we must remember of a cluster; kept in `<dataDir>/postgres.json`, readable by us only. */
export interface ClusterRecord {
  /** Folder of the cluster when it cannot lie in the data folder. */
  elsewhere?: string
  /** The port it had last, taken again if free. */
  port?: number
  adminPassword: string
  password: string
}

const fileIn = (dataDir: string) => join(dataDir, 'postgres.json')

export function newRecord(elsewhere?: string): ClusterRecord {
  const password = () => randomBytes(24).toString('base64url')
  return { elsewhere, adminPassword: password(), password: password() }
}

/** The record of a data folder, or undefined where no cluster was made yet. */
export async function readRecord(dataDir: string): Promise<ClusterRecord | undefined> {
  if (!existsSync(fileIn(dataDir))) return undefined
  const record: ClusterRecord = JSON.parse(await readFile(fileIn(dataDir), 'utf8'))
  return record
}

export async function writeRecord(dataDir: string, record: ClusterRecord): Promise<void> {
  const draft = `${fileIn(dataDir)}.new`
  await writeFile(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 })
  await rename(draft, fileIn(dataDir))
}

/** The absolute path of the cluster that belongs to a data folder: PostgreSQL runs in a folder of its own. */
export const clusterDirOf = (dataDir: string, record: ClusterRecord): string =>
  record.elsewhere ?? resolve(dataDir, 'postgres')

export interface Urls {
  /** As `tradewind`, owner of the database `tradewind`, no superuser. */
  url: string
  /** As `postgres`, the superuser, to the database `postgres`. */
  adminUrl: string
}

/** `host` is a name, an address or the folder of a socket. */
export function urlsOf(record: ClusterRecord, port: number, host = '127.0.0.1'): Urls {
  const at = `${encodeURIComponent(host)}:${port}`
  return {
    url: `postgres://tradewind:${record.password}@${at}/tradewind`,
    adminUrl: `postgres://postgres:${record.adminPassword}@${at}/postgres`,
  }
}
