import type { FastifyInstance } from 'fastify'
import { forbidden, unauthorized } from '@tradewind/kernel'
import { authenticate } from '@tradewind/platform/host'
import { readUpload } from '@tradewind/platform/http'
import type { RouteTools } from '@tradewind/platform/service'
import type { PaymentsDeps } from '../payments.deps.ts'
import { assertDispute, keepEvidence, UPLOAD_EVIDENCE } from './evidence.actions.ts'

/** `POST /api/payments/admin/disputes/:disputeId/files`: a file for the answer; answers the contract's `EvidenceFile`. */
export function evidenceRoutes(
  app: FastifyInstance,
  { findSession, cookies }: RouteTools,
  deps: PaymentsDeps,
): void {
  app.post<{ Params: { disputeId: string } }>(
    '/admin/disputes/:disputeId/files',
    { config: { upload: true, operation: UPLOAD_EVIDENCE } },
    async (request, reply) => {
      const { actor } = await authenticate(request, 'operator', cookies, findSession)
      if (actor.kind === 'anonymous') throw unauthorized()
      if (actor.kind !== 'operator' || !actor.permissions.includes('disputes.write')) throw forbidden()
      const { disputeId } = request.params
      await assertDispute(deps, disputeId)
      const upload = await readUpload(request, actor.userId)
      return reply.code(201).send(await keepEvidence(deps, actor, disputeId, upload))
    },
  )
}
