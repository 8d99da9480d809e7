import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { loadConfig } from '@tradewind/platform/config'
import { postgresStatus, stopPostgres } from '@tradewind/platform/postgres'

// With any secret, so that none is made in the folder that we are about to empty.
const { dataDir, databaseUrl } = loadConfig({ TRADEWIND_SECRET: 'unused'.repeat(8), ...process.env })

const names = existsSync(dataDir) ? readdirSync(dataDir) : []
const isOurs = names.length === 0 || names.some((name) => ['secret', 'postgres.json', 'files'].includes(name))
const postgres = await postgresStatus(dataDir)

if (!isOurs) fail(`${dataDir} holds other things than a mall's data: nothing was deleted`)
else if (postgres.state === 'running' && postgres.clients > 0) fail('The mall is running: stop it first')
else {
  await stopPostgres(dataDir)
  if (postgres.state !== 'absent') rmSync(postgres.clusterDir, { recursive: true, force: true })
  for (const name of names) rmSync(join(dataDir, name), { recursive: true, force: true })
  console.log(`${dataDir} is empty; npm start begins anew`)
  if (databaseUrl) console.log('The database that DATABASE_URL names is not ours to empty: it stays as it is')
}

function fail(message: string): void {
  console.error(message)
  process.exitCode = 1
}
