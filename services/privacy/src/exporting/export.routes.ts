import type { FastifyInstance } from 'fastify'
import { forbidden, unauthorized } from '@tradewind/kernel'
import { authenticate } from '@tradewind/platform/host'
import { limitByAccount, limitByAddress, requestContext } from '@tradewind/platform/http'
import type { RouteTools } from '@tradewind/platform/service'
import type { PrivacyDeps } from '../privacy.deps.ts'
import { assertConfirmed } from '../confirmed.ts'
import { exportOf } from './export.actions.ts'

/** `GET /api/privacy/export`: everything that is held of the caller as a JSON file; proof of who they are within ten minutes. */
export function exportRoutes(
  app: FastifyInstance,
  { findSession, cookies }: RouteTools,
  deps: PrivacyDeps,
): void {
  app.get('/export', { config: { operation: 'privacy.export' } }, async (request, reply) => {
    await limitByAddress(request, 'privacy.export')
    const { actor, guestId } = await authenticate(request, 'buyer', cookies, findSession)
    if (actor.kind === 'anonymous') throw unauthorized()
    if (!('userId' in actor)) throw forbidden()
    limitByAccount(request, actor.userId)
    const ctx = { ...requestContext(request), actor, guestId }
    await assertConfirmed(deps, ctx)
    const data = await exportOf(deps, ctx, actor.userId)
    const day = deps.clock.now().toISOString().slice(0, 10)
    return reply
      .header('content-disposition', `attachment; filename="tradewind-personal-data-${day}.json"`)
      .header('cache-control', 'no-store')
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(data, undefined, 2))
  })
}
