import { sql, type QueryExecutorProvider } from 'kysely'
import { personRows, type PersonRow } from '@tradewind/platform/db'

export async function exportPerson(
  db: QueryExecutorProvider,
  userId: string,
): Promise<Record<string, PersonRow[]>> {
  return {
    applications: await personRows(
      db,
      sql`select to_jsonb(a) - 'applicant_id' as row from merchants.applications a where applicant_id = ${userId} order by id`,
    ),
  }
}

/** Deletes applications that no store came of; one that became a store belongs to the store. */
export async function eraseApplications(tx: QueryExecutorProvider, userId: string): Promise<void> {
  await sql`delete from merchants.applications where applicant_id = ${userId} and status <> 'approved'`.execute(
    tx,
  )
}
