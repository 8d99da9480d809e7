import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'

/** The migrations of one service: `NNNN_name.sql` files of a folder, forward only. */
export interface MigrationSource {
  /** The service, and its schema. */
  name: string
  migrations: URL
}

export interface MigrationFile {
  name: string
  path: string
  text: string
  /** SHA-256 of the text, the same on systems that check files out with CRLF. */
  checksum: string
}

/** The files in the order of their numbers; no folder, no files. */
export function readMigrations(source: MigrationSource): MigrationFile[] {
  const folder = fileURLToPath(source.migrations)
  if (!existsSync(folder)) return []
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  names.forEach((name, index) => {
    if (!/^\d{4}_[a-z0-9_-]+\.sql$/.test(name))
      throw new Error(`${join(folder, name)}: not named NNNN_name.sql`)
    if (names[index - 1]?.slice(0, 4) === name.slice(0, 4))
      throw new Error(`${join(folder, name)}: number used twice`)
  })
  return names.map((name) => readMigration(folder, name))
}

function readMigration(folder: string, name: string): MigrationFile {
  const path = join(folder, name)
  const text = readFileSync(path, 'utf8').replaceAll('\r\n', '\n')
  return { name, path, text, checksum: createHash('sha256').update(text).digest('hex') }
}
