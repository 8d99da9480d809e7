import type { AppConfig } from '@tradewind/platform/config'
import { migrate, openDatabase, type Database } from '@tradewind/platform/db'
import { createHost, type Host } from '@tradewind/platform/host'
import { closeGracefully, createHttpServer } from '@tradewind/platform/http'
import { createLogger } from '@tradewind/platform/log'
import { createMetrics } from '@tradewind/platform/metrics'
import { mountDocs } from './docs.ts'
import { mountFronts } from './fronts.ts'
import { mountPassages } from './passages.ts'
import { SERVICES } from './services.ts'

/** A running server process. */
export interface RunningServer {
  addresses: readonly string[]
  host: Host
  database: Database
  stop(): Promise<void>
}

/** Migrates, wires the services that run here, and listens: the whole product, or one target of it. */
export async function startServer(config: AppConfig, databaseUrl: string): Promise<RunningServer> {
  const log = createLogger({ level: config.logLevel, pretty: !config.production })
  const metrics = createMetrics()
  const database = openDatabase({
    url: databaseUrl,
    max: config.poolMax,
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
  const host = await createHost({ services: SERVICES, local, config, database, log, metrics, app, gateway })
  if (gateway) {
    mountPassages(app, config, local)
    await mountDocs(app)
    await mountFronts(app, host, config)
  }
  const addresses = await listen(app, config)
  await host.start()
  return {
    addresses,
    host,
    database,
    async stop() {
      await closeGracefully(app)
      await host.stop()
      await database.close()
    },
  }
}

type App = Awaited<ReturnType<typeof createHttpServer>>

/** Listens on every configured address with one port; a second address family is an addition, not a must. */
async function listen(app: App, config: AppConfig): Promise<string[]> {
  const [first = '127.0.0.1', ...others] = config.hosts
  await app.listen({ host: first, port: config.port })
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  for (const host of others) await listenBeside(app, host, port)
  return config.hosts.map((host) => `http://${host.includes(':') ? `[${host}]` : host}:${port}`)
}

/** A second listening socket for the same handler, such as ::1 beside 127.0.0.1. */
async function listenBeside(app: App, host: string, port: number): Promise<void> {
  const { createServer } = await import('node:http')
  const beside = createServer((request, response) => app.server.emit('request', request, response))
  const { headersTimeout, requestTimeout } = app.server
  Object.assign(beside, { headersTimeout, requestTimeout })
  app.addHook('onClose', async () => void beside.close())
  await new Promise<void>((resolve) => {
    beside.once('error', () => resolve())
    beside.listen({ host, port }, () => resolve())
  })
}
