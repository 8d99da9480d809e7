import type { AuditHead } from '@tradewind/platform/audit'
import type pg from 'pg'
import { INVARIANTS, type Invariant } from './checks.ts'

export interface Finding {
  invariant: Invariant
  /** What breaks it, at most twenty. */
  violations: string[]
}

/** Checks every invariant, and the audit chain against heads noted elsewhere; a view that is missing counts as a violation. */
export async function checkInvariants(
  db: Pick<pg.Pool, 'query'>,
  heads: readonly AuditHead[] = [],
): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const invariant of INVARIANTS) {
    const { rows } = await db.query<{ what: string }>(
      `select what from (${invariant.sql}) violations limit 20`,
    )
    findings.push({ invariant, violations: rows.map((row) => row.what) })
  }
  return [...findings, { invariant: HEADS, violations: await contradictedHeads(db, heads) }]
}

const HEADS: Invariant = {
  id: 'I29',
  says: 'The audit chain holds every head that was noted beside it',
  sql: `select h.id::text as what from unnest($1::bigint[], $2::text[]) as h(id, hash)
    left join inv.audit a on a.id = h.id where a.hash is distinct from h.hash limit 20`,
}

async function contradictedHeads(db: Pick<pg.Pool, 'query'>, heads: readonly AuditHead[]): Promise<string[]> {
  const { rows } = await db.query<{ what: string }>(HEADS.sql, [
    heads.map(({ id }) => id),
    heads.map(({ hash }) => hash),
  ])
  return rows.map((row) => row.what)
}
