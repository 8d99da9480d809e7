import type { Kysely, QueryExecutorProvider } from 'kysely'
import type { Page } from '@tradewind/kernel'

/** A privileged act, as it is written down. */
export interface AuditEntry {
  /** `usr_…`, or `system:<service>`. */
  actor: string
  role: string
  /** Capability, such as `admin.merchant.approve`. */
  operation: string
  /** Id of the thing acted on. */
  target?: string
  /** What was asked for, as plain JSON; no secrets, no more of a person than needed. */
  detail?: unknown
}

/** An entry in its place; `hash` covers the row and the hash before it. */
export interface AuditRow extends Required<Omit<AuditEntry, 'target'>> {
  id: string
  at: string
  target: string | null
  previousHash: string
  hash: string
  /** Whether the hash fits the row and the row before it. */
  intact: boolean
}

/** Writes the entry in the caller's transaction (read committed), so that act and record stand or fall together. */
export function appendAudit(_tx: QueryExecutorProvider, _entry: AuditEntry): Promise<void> {
  throw new Error('not built yet')
}

/** Recomputes the whole chain; names the first row that is altered, missing or inserted. */
export function verifyAudit(
  _db: Kysely<never>,
): Promise<{ ok: true; rows: number } | { ok: false; rows: number; brokenId: string; reason: string }> {
  throw new Error('not built yet')
}

/** Newest first. */
export function listAudit(
  _db: Kysely<never>,
  _page: { limit: number; cursor?: string },
): Promise<Page<AuditRow>> {
  throw new Error('not built yet')
}
