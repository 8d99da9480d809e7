import { ConfigError, loadConfig } from '@tradewind/platform/config'
import { startPostgres } from '@tradewind/platform/postgres'
import { startServer } from './server.ts'

/** One server process: on `DATABASE_URL`, or on an embedded PostgreSQL of its own. */
async function main(): Promise<void> {
  const config = loadConfig(process.env)
  const postgres =
    config.databaseUrl === undefined ? await startPostgres({ dataDir: config.dataDir }) : undefined
  const server = await startServer(config, config.databaseUrl ?? postgres?.url ?? '')
  process.send?.({ listening: server.addresses })
  console.log(`listening on ${server.addresses.join(' and ')}`)
  if (server.setupToken !== null)
    console.log(
      `no operator yet: create the first at ${config.publicUrl}/admin/ with the token ${server.setupToken}`,
    )

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await server.stop()
    await postgres?.stop()
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
  // A parent that goes away takes this process along.
  process.on('disconnect', () => void stop())
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error)
  process.exit(1)
})
