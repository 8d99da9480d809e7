import { sql, type Kysely, type Selectable } from 'kysely'
import type { Static } from 'typebox'
import type { Application, ApplicationStatus } from '../contract/index.ts'
import type { ApplicationsTable, MerchantsTables } from '../tables.ts'

type Db = Kysely<MerchantsTables>
type Row = Selectable<ApplicationsTable>
export type ApplicationView = Static<typeof Application>

/** What an applicant says of the company. */
export type Company = Pick<
  ApplicationView,
  | 'companyName'
  | 'country'
  | 'registrationNumber'
  | 'taxNumber'
  | 'contactName'
  | 'phone'
  | 'storeName'
  | 'currency'
  | 'documents'
>

/** Undefined while an earlier application of the person waits. */
export async function insertApplication(
  db: Db,
  { id, applicantId, company }: { id: string; applicantId: string; company: Company },
): Promise<ApplicationView | undefined> {
  const row = await db
    .insertInto('merchants.applications')
    .values({
      id,
      applicant_id: applicantId,
      company_name: company.companyName,
      country: company.country,
      registration_number: company.registrationNumber,
      tax_number: company.taxNumber,
      contact_name: company.contactName,
      phone: company.phone,
      store_name: company.storeName,
      currency: company.currency,
      documents: company.documents,
    })
    .onConflict((conflict) =>
      conflict.column('applicant_id').where('status', '=', sql.lit('submitted')).doNothing(),
    )
    .returningAll()
    .executeTakeFirst()
  return row && viewOf(row)
}

export async function lockApplication(db: Db, id: string): Promise<ApplicationView | undefined> {
  const row = await db
    .selectFrom('merchants.applications')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && viewOf(row)
}

export async function decideApplication(
  db: Db,
  id: string,
  decision: { status: 'approved'; store_id: string } | { status: 'rejected'; reason: string },
): Promise<ApplicationView> {
  const row = await db
    .updateTable('merchants.applications')
    .set((eb) => ({ ...decision, decided_at: sql<Date>`now()`, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return viewOf(row)
}

export async function listApplicationsOf(db: Db, applicantId: string): Promise<ApplicationView[]> {
  const rows = await db
    .selectFrom('merchants.applications')
    .selectAll()
    .where('applicant_id', '=', applicantId)
    .orderBy('id', 'desc')
    .limit(sql.lit(100))
    .execute()
  return rows.map(viewOf)
}

/** Newest first, from below an id on. */
export async function listApplications(
  db: Db,
  filter: { status?: Static<typeof ApplicationStatus>; beforeId?: string; limit: number },
): Promise<ApplicationView[]> {
  const { status, beforeId, limit } = filter
  const rows = await db
    .selectFrom('merchants.applications')
    .selectAll()
    .$if(status !== undefined, (query) => query.where('status', '=', sql.lit(status)))
    .$if(beforeId !== undefined, (query) => query.where('id', '<', beforeId ?? ''))
    .orderBy('id', 'desc')
    .limit(sql.lit(limit))
    .execute()
  return rows.map(viewOf)
}

function viewOf(row: Row): ApplicationView {
  return {
    id: row.id,
    applicantId: row.applicant_id,
    companyName: row.company_name,
    country: row.country,
    registrationNumber: row.registration_number,
    taxNumber: row.tax_number ?? undefined,
    contactName: row.contact_name,
    phone: row.phone,
    storeName: row.store_name,
    currency: row.currency,
    documents: row.documents,
    status: row.status,
    reason: row.reason,
    storeId: row.store_id,
    submittedAt: row.submitted_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
    version: row.version,
  }
}
