import type { FastifyInstance } from 'fastify'

/**
 * Shows the sink's mails at `/mailbox`, and to programs at `/mailbox/api?to=&limit=` (newest first, with text and html)
 * and `/mailbox/api/<id>`. Register it in demo and development only.
 */
export function mailboxRoutes(_app: FastifyInstance, _options: { folder: string }): void {
  throw new Error('not built yet')
}
