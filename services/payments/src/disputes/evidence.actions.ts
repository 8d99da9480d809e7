import { newId, notFound } from '@tradewind/kernel'
import type { Actor } from '@tradewind/platform/contract'
import { appendAudit } from '@tradewind/platform/audit'
import type { PaymentsDeps } from '../payments.deps.ts'
import { getListedDispute, insertFile } from './disputes.queries.ts'

/** The capability of putting a file beside a dispute, as the audit list names it. */
export const UPLOAD_EVIDENCE = 'admin.dispute.file.upload'

/** Throws 404 for a dispute that there is not. */
export async function assertDispute({ db }: PaymentsDeps, disputeId: string): Promise<void> {
  if (!(await getListedDispute(db, disputeId))) throw notFound()
}

/** Keeps a file for the answer to a dispute, with who brought it. */
export async function keepEvidence(
  { db, storage }: PaymentsDeps,
  actor: Extract<Actor, { kind: 'operator' }>,
  disputeId: string,
  { name, bytes, contentType }: { name: string; bytes: Buffer; contentType: string },
): Promise<{ id: string; name: string; url: string }> {
  const id = newId('fil')
  const document = await storage.putDocument({ id, name, bytes, contentType }, 'payments')
  await db.transaction().execute(async (tx) => {
    await insertFile(tx, { id, disputeId, document, uploadedBy: actor.userId })
    await appendAudit(tx, {
      actor: actor.userId,
      role: actor.kind,
      operation: UPLOAD_EVIDENCE,
      target: disputeId,
      detail: { fileId: id, name },
    })
  })
  return { id, name, url: storage.documentUrl(document) }
}
