import type { FastifyInstance } from 'fastify'
import { forbidden, notFound, unauthorized } from '@tradewind/kernel'
import { appendAudit } from '@tradewind/platform/audit'
import { authenticate } from '@tradewind/platform/host'
import type { RouteTools } from '@tradewind/platform/service'
import type { OrdersDeps } from '../../orders.deps.ts'
import { drawPaper, PAPERS } from './papers.actions.ts'

const OPERATION = 'merchant.parcel.paper'

/**
 * `GET /api/orders/merchant/orders/:subOrderId/parcels/:parcelId/papers/:paper`: a customs paper as PDF. It is drawn
 * anew each time and kept nowhere, since it may bear the buyer's number; each reading is audited.
 */
export function paperRoutes(
  app: FastifyInstance,
  { findSession, cookies }: RouteTools,
  deps: OrdersDeps,
): void {
  app.get<{ Params: { subOrderId: string; parcelId: string; paper: string } }>(
    '/merchant/orders/:subOrderId/parcels/:parcelId/papers/:paper',
    { config: { operation: OPERATION } },
    async (request, reply) => {
      const { actor } = await authenticate(request, 'merchant', cookies, findSession)
      if (actor.kind === 'anonymous') throw unauthorized()
      if (actor.kind !== 'merchant' || !actor.permissions.includes('orders.write')) throw forbidden()
      const { subOrderId, parcelId } = request.params
      const paper = PAPERS.find((one) => one === request.params.paper)
      if (!paper) throw notFound()
      const { name, pdf } = await drawPaper(deps, actor.storeId, { subOrderId, parcelId, paper })
      await deps.db.transaction().execute((tx) =>
        appendAudit(tx, {
          actor: actor.userId,
          role: actor.kind,
          operation: OPERATION,
          target: parcelId,
          detail: { paper },
        }),
      )
      return reply
        .headers({
          'cache-control': 'private, no-store',
          'content-disposition': `attachment; filename="${name.replaceAll(/[^\w.-]/g, '_')}"`,
          'x-content-type-options': 'nosniff',
        })
        .type('application/pdf')
        .send(pdf)
    },
  )
}
