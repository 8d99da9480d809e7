import { join } from 'node:path'
import type { AppConfig } from '@tradewind/platform/config'
import { migrate, openDatabase, type Database } from '@tradewind/platform/db'
import { createHost, type Host } from '@tradewind/platform/host'
import { closeGracefully, createHttpServer, listenOn } from '@tradewind/platform/http'
import { createLogger } from '@tradewind/platform/log'
import { mailboxRoutes } from '@tradewind/platform/mail'
import { createMetrics } from '@tradewind/platform/metrics'
import { createDiskStorage, fileRoutes } from '@tradewind/platform/storage'
import { mountDocs } from './docs.ts'
import { mountFronts } from './fronts.ts'
import { mountWellKnown, setupToken } from './identity.ts'
import { mountPassages, mountSandboxPage } from './passages.ts'
import { SERVICES } from './services.ts'

/** A running server process. */
export interface RunningServer {
  addresses: readonly string[]
  host: Host
  database: Database
  /** Opens the first-run screen of an empty mall, once. */
  setupToken: string | null
  stop(): Promise<void>
}

/** Migrates, wires the services that run here, and listens: the whole product, or one target of it. */
export async function startServer(config: AppConfig, databaseUrl: string): Promise<RunningServer> {
  const log = createLogger({ level: config.logLevel, pretty: !config.production })
  const metrics = createMetrics()
  const database = openDatabase({
    url: databaseUrl,
    max: config.poolMax,
    // Relays stall behind a longer one; a busy machine needs more than it takes on an idle one.
    transactionTimeoutMs: 5_000,
    onConnectionError: (error) => log.warn({ err: error }, 'a database connection was lost'),
  })
  await migrate(database, SERVICES)
  metrics.watchPool(database.pool)

  const local = new Set(
    SERVICES.map((service) => service.name).filter(
      (name) => config.targets === 'all' || config.targets.includes(name),
    ),
  )
  const gateway = config.targets === 'all' || config.targets.includes('gateway')
  const app = await createHttpServer({
    config,
    log,
    metrics,
    ready: [{ name: 'database', check: async () => void (await database.pool.query('select 1')) }],
  })
  const storage = createDiskStorage({ folder: join(config.dataDir, 'files'), linkKey: config.keys.fileLinks })
  const host = await createHost({
    services: SERVICES,
    local,
    config,
    database,
    log,
    metrics,
    app,
    gateway,
    storage,
  })
  if (gateway) {
    fileRoutes(app, storage)
    // Whoever reads mails can reset passwords: never beyond this machine.
    if (config.loopbackOnly && !config.production && !config.smtpUrl)
      mailboxRoutes(app, { folder: join(config.dataDir, 'mail') })
    mountPassages(app, config, local)
    if (!config.production) mountSandboxPage(app, config)
    await mountDocs(app)
    mountWellKnown(app, host, config)
    await mountFronts(app, host, config)
  }
  const port = await listenOn(app, config)
  const addresses = config.hosts.map((host) => `http://${host.includes(':') ? `[${host}]` : host}:${port}`)
  await host.start()
  return {
    addresses,
    host,
    database,
    setupToken: local.has('identity') ? await setupToken(host) : null,
    async stop() {
      await closeGracefully(app)
      await host.stop()
      await database.close()
    },
  }
}
