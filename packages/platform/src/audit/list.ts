import { sql, type QueryExecutorProvider } from 'kysely'
import { decodeCursor, pageOf, type Page } from '@tradewind/kernel'
import { SEAL } from './seal.ts'

/** A written entry; `hash` covers the row and the hash before it. */
export interface AuditRow {
  /** A number without gaps from 1. */
  id: string
  /** RFC 3339. */
  at: string
  actor: string
  role: string
  operation: string
  target: string | null
  detail: unknown
  previousHash: string
  hash: string
  /** Whether the hash fits the row, and the row before it. */
  intact: boolean
}

/** The audit log, newest first; throws 400 `platform.bad-cursor`. */
export async function listAudit(
  db: QueryExecutorProvider,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<Page<AuditRow>> {
  const below = cursor === undefined ? null : decodeCursor(cursor, 'int8')[0]
  const { rows } = await sql<Omit<AuditRow, 'id' | 'at'> & { id: number; at: Date }>`
    select a.id, a.at, a.actor, a.role, a.operation, a.target, a.detail,
      a.previous_hash as "previousHash", a.hash,
      a.hash = ${SEAL} and a.previous_hash = coalesce(b.hash, '') and (b.id is not null or a.id = 1) as intact
    from platform.audit a left join platform.audit b on b.id = a.id - 1
    where a.id < coalesce(${below}::bigint, 9223372036854775807)
    order by a.id desc limit ${limit + 1}`.execute(db)
  const page = pageOf(rows, limit, ({ id }) => [id])
  return {
    ...page,
    items: page.items.map((row) => ({ ...row, id: String(row.id), at: row.at.toISOString() })),
  }
}
