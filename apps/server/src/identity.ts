import type { identity } from '@tradewind/identity/contract'
import { wellKnownRoutes } from '@tradewind/identity/well-known'
import type { AppConfig } from '@tradewind/platform/config'
import { systemContext, type Service } from '@tradewind/platform/contract'
import type { Host } from '@tradewind/platform/host'
import type { FastifyInstance } from 'fastify'

const identityOf = (host: Host) => host.calls['identity'] as unknown as Service<typeof identity>

/** Serves what others need to check our tokens, at the root. */
export function mountWellKnown(app: FastifyInstance, host: Host, config: AppConfig): void {
  wellKnownRoutes(app, { identity: identityOf(host), publicUrl: config.publicUrl })
}

/** The one-time token for the first operator; null when there is one, or one comes with the demo. */
export async function setupToken(host: Host): Promise<string | null> {
  return (await identityOf(host).openSetup(systemContext('server'), {})).token
}
