import { sql, type QueryExecutorProvider } from 'kysely'
import { isSecretField } from '../log/redact.ts'

/** A privileged act, as it is written down. */
export interface AuditEntry {
  /** `usr_…`, or the name of a service. */
  actor: string
  /** `merchant`, `operator` or `system`. */
  role: string
  /** Capability, such as `admin.merchant.approve`. */
  operation: string
  /** Id of the thing acted on. */
  target?: string
  /** What was asked for, as plain JSON; fields with names of secrets are hidden. */
  detail?: unknown
}

/**
 * Writes the entry in the caller's transaction, which must be read committed, so that act and record stand or fall
 * together. The database seals the row with the hash of the one before it; other writers wait until the commit.
 */
export async function appendAudit(tx: QueryExecutorProvider, entry: AuditEntry): Promise<void> {
  const { actor, role, operation, target = null, detail = {} } = entry
  await sql`insert into platform.audit (actor, role, operation, target, detail)
    values (${actor}, ${role}, ${operation}, ${target}, ${JSON.stringify(detail, asStored)}::jsonb)`.execute(
    tx,
  )
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair, and nobody keeps secrets. */
function asStored(_field: string, value: unknown): unknown {
  if (typeof value === 'string') return storable(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      storable(name),
      isSecretField(name) ? '[redacted]' : field,
    ]),
  )
}

const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '')
