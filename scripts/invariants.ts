import { readAuditHeads } from '@tradewind/platform/audit'
import { loadConfig } from '@tradewind/platform/config'
import { startPostgres } from '@tradewind/platform/postgres'
import pg from 'pg'
import { checkInvariants } from './invariants/run.ts'

/** `npm run invariants`: what must always hold, checked on the database of `DATA_DIR` or `DATABASE_URL`. */
async function main(): Promise<void> {
  const config = loadConfig(process.env)
  // Adopts a running server and leaves it running; a stopped one is started for the checks.
  const postgres =
    config.databaseUrl === undefined ? await startPostgres({ dataDir: config.dataDir }) : undefined
  const client = new pg.Pool({ connectionString: config.databaseUrl ?? postgres?.url, max: 1 })
  const findings = await checkInvariants(client, await readAuditHeads(config.dataDir))
  await client.end()
  if (postgres && !postgres.adopted) await postgres.stop()
  for (const { invariant, violations } of findings)
    console.log(
      `${violations.length === 0 ? '✓' : '✗'} ${invariant.id.padEnd(4)} ${invariant.says}${violations.length === 0 ? '' : `: ${violations.join(', ')}`}`,
    )
  const broken = findings.filter(({ violations }) => violations.length > 0).length
  console.log(`${findings.length - broken} hold, ${broken} broken`)
  process.exit(broken === 0 ? 0 : 1)
}

await main()
