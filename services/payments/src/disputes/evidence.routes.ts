import type { FastifyInstance } from 'fastify'
import { forbidden, newId, notFound, unauthorized } from '@tradewind/kernel'
import { appendAudit } from '@tradewind/platform/audit'
import { authenticate } from '@tradewind/platform/host'
import { readUpload } from '@tradewind/platform/http'
import type { RouteTools } from '@tradewind/platform/service'
import type { PaymentsDeps } from '../payments.deps.ts'
import { getListedDispute, insertFile } from './disputes.queries.ts'

const OPERATION = 'admin.dispute.file.upload'

/** `POST /api/payments/admin/disputes/:disputeId/files`: a file for the answer; answers the contract's `EvidenceFile`. */
export function evidenceRoutes(
  app: FastifyInstance,
  { findSession, cookies }: RouteTools,
  { db, storage }: PaymentsDeps,
): void {
  app.post<{ Params: { disputeId: string } }>(
    '/admin/disputes/:disputeId/files',
    { config: { upload: true, operation: OPERATION } },
    async (request, reply) => {
      const { actor } = await authenticate(request, 'operator', cookies, findSession)
      if (actor.kind === 'anonymous') throw unauthorized()
      if (actor.kind !== 'operator' || !actor.permissions.includes('disputes.write')) throw forbidden()
      const { disputeId } = request.params
      if (!(await getListedDispute(db, disputeId))) throw notFound()

      const { name, bytes, contentType } = await readUpload(request)
      const id = newId('fil')
      const document = await storage.putDocument({ id, name, bytes, contentType })
      await db.transaction().execute(async (tx) => {
        await insertFile(tx, { id, disputeId, document, uploadedBy: actor.userId })
        await appendAudit(tx, {
          actor: actor.userId,
          role: actor.kind,
          operation: OPERATION,
          target: disputeId,
          detail: { fileId: id, name },
        })
      })
      return reply.code(201).send({ id, name, url: storage.documentUrl(document) })
    },
  )
}
