import { sql } from 'kysely'

/**
 * The hash that a row `a` of the audit log should carry, as `platform.audit_hash` makes it. Written here again, since
 * whoever alters rows could alter the database's function too.
 */
export const SEAL = sql<string>`encode(sha256(convert_to(jsonb_build_array(
  a.previous_hash, a.id, extract(epoch from a.at), a.actor, a.role, a.operation, a.target, a.detail
)::text, 'UTF8')), 'hex')`
