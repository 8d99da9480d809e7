import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql, type QueryExecutorProvider } from 'kysely'
import type { AuditHead } from './verify.ts'

/** In the data folder: a line for each head that was noted, `2026-11-22T08:00:00.000Z 41 <hash>`. */
const FILE = 'audit-heads.log'

/**
 * Appends the head of the audit log to a file beside the database, unless it stands there last. Who rewrites the whole
 * chain in the database contradicts the file, or whatever copy of it an operator keeps. Answers what was noted.
 */
export async function noteAuditHead(
  db: QueryExecutorProvider,
  dataDir: string,
): Promise<AuditHead | undefined> {
  const { rows } = await sql<AuditHead>`
    select id, hash from platform.audit order by id desc limit 1`.execute(db)
  const [head] = rows
  if (!head || (await readAuditHeads(dataDir)).at(-1)?.hash === head.hash) return undefined
  await appendFile(join(dataDir, FILE), `${new Date().toISOString()} ${head.id} ${head.hash}\n`)
  return head
}

/** The heads noted so far, oldest first. */
export async function readAuditHeads(dataDir: string): Promise<AuditHead[]> {
  const text = await readFile(join(dataDir, FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return [...text.matchAll(/^\S+ (\d+) ([0-9a-f]{64})$/gm)].map(([, id, hash = '']) => ({
    id: Number(id),
    hash,
  }))
}
