import type { AppConfig } from '@tradewind/platform/config'
import type { Host } from '@tradewind/platform/host'
import type { FastifyInstance } from 'fastify'

/** Serves the three portals: the storefront rendered here, the console's two entries as built files. */
export async function mountFronts(_app: FastifyInstance, _host: Host, _config: AppConfig): Promise<void> {
  // Filled in by the fronts as they arrive.
}
