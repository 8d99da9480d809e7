import type pg from 'pg'
import { INVARIANTS, type Invariant } from './checks.ts'

export interface Finding {
  invariant: Invariant
  /** What breaks it, at most twenty. */
  violations: string[]
}

/** Checks every invariant; a view that is missing counts as a violation. */
export async function checkInvariants(db: Pick<pg.Pool, 'query'>): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const invariant of INVARIANTS) {
    const { rows } = await db.query<{ what: string }>(
      `select what from (${invariant.sql}) violations limit 20`,
    )
    findings.push({ invariant, violations: rows.map((row) => row.what) })
  }
  return findings
}
