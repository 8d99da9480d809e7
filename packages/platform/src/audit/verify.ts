import { sql, type QueryExecutorProvider } from 'kysely'
import { SEAL } from './seal.ts'

/** The last row at some time: kept elsewhere, it shows later that nothing up to it was cut off or written anew. */
export interface AuditHead {
  id: number
  hash: string
}

export type AuditVerdict =
  | { ok: true; rows: number; head: AuditHead }
  | { ok: false; brokenId: number; reason: 'altered' | 'missing' | 'unlinked' }

const BATCH = 5_000

/**
 * Recomputes the whole chain and names the first row that is altered, missing (taken out, or cut off since `known`) or
 * unlinked (put in, or written anew).
 */
export async function verifyAudit(db: QueryExecutorProvider, known?: AuditHead): Promise<AuditVerdict> {
  let head: AuditHead = { id: 0, hash: '' }
  for (;;) {
    const rows = await sealsAfter(db, head.id)
    for (const { id, previousHash, hash, seal } of rows) {
      if (id !== head.id + 1) return { ok: false, brokenId: head.id + 1, reason: 'missing' }
      if (hash !== seal) return { ok: false, brokenId: id, reason: 'altered' }
      const rewritten = known?.id === id && known.hash !== hash
      if (previousHash !== head.hash || rewritten) return { ok: false, brokenId: id, reason: 'unlinked' }
      head = { id, hash }
    }
    if (rows.length < BATCH) break
  }
  if (known && known.id > head.id) return { ok: false, brokenId: head.id + 1, reason: 'missing' }
  return { ok: true, rows: head.id, head }
}

interface Sealed {
  id: number
  previousHash: string
  hash: string
  /** The hash that the row should carry. */
  seal: string
}

async function sealsAfter(db: QueryExecutorProvider, id: number): Promise<Sealed[]> {
  const { rows } = await sql<Sealed>`
    select a.id, a.previous_hash as "previousHash", a.hash, ${SEAL} as seal
    from platform.audit a where a.id > ${id} order by a.id limit ${sql.lit(BATCH)}`.execute(db)
  return rows
}
