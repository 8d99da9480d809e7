import { acceptRawBodies } from '@tradewind/platform/http'
import type { FastifyInstance } from 'fastify'
import type { FavouritesDeps } from '../favourites.deps.ts'
import { endMails } from './following.actions.ts'
import type { UnsubscribeTokens } from './unsubscribe-token.ts'

interface Link {
  Querystring: { token?: string | string[] }
}

/** `/api/favourites/unsubscribe/one-click`: what mail programs ask for on a reader's behalf. Source: RFC 8058. */
export function oneClickRoutes(app: FastifyInstance, deps: FavouritesDeps, tokens: UnsubscribeTokens): void {
  acceptRawBodies(app)
  const path = '/unsubscribe/one-click'
  const config = { operation: 'follow.mail.end-at-once' }
  app.post<Link>(path, { config }, async ({ query }, reply) => {
    await endMails(deps, tokens, String(query.token ?? ''))
    return reply.code(200).send()
  })
  // Programs that know only links open the page that asks.
  app.get<Link>(path, { config }, ({ query }, reply) =>
    reply.redirect(
      `${deps.config.publicUrl}/unsubscribe?token=${encodeURIComponent(String(query.token ?? ''))}`,
    ),
  )
}
