import type { AppConfig } from '@tradewind/platform/config'
import type { Host } from '@tradewind/platform/host'
import type { FastifyInstance } from 'fastify'
import { mountConsole } from './console.ts'
import { mountStorefront } from './storefront.ts'

/** Serves the three portals: the storefront rendered here, the console's two entries as built files. */
export async function mountFronts(app: FastifyInstance, host: Host, config: AppConfig): Promise<void> {
  mountConsole(app, config)
  await mountStorefront(app, host, config)
}
