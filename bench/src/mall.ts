import { remoteService } from '@tradewind/platform/host'
import { startPostgres } from '@tradewind/platform/postgres'
import pg from 'pg'
import { loadCalls, type LoadCalls } from '../../seeds/src/contracts.ts'
import { startHouse } from '../../scripts/house/house.ts'

/** A running mall to be measured. */
export interface Mall {
  /** The server, by address rather than by name. */
  url: string
  databaseUrl: string
  /** Server and PostgreSQL; the sandbox payment provider stands for somebody else's machine. */
  pids: readonly number[]
  calls: LoadCalls
  /** As the superuser, in the mall's database. */
  admin: pg.Pool
  /** Environment that another server process on the same data needs. */
  env: Record<string, string>
  stop(): Promise<void>
}

/** Starts the mall of a data folder, its PostgreSQL counting statements. */
async function startMall(dataDir: string, extra: Record<string, string> = {}): Promise<Mall> {
  const postgres = await startPostgres({
    dataDir,
    settings: { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track_utility': 'off' },
  })
  const env = {
    DATA_DIR: dataDir,
    DATABASE_URL: postgres.url,
    PORT: '0',
    TRADEWIND_SEED: 'demo',
    LOG_LEVEL: 'error',
    REQUESTS_PER_MINUTE: '0',
    ...extra,
  }
  const adminUrl = new URL(postgres.adminUrl)
  adminUrl.pathname = new URL(postgres.url).pathname
  const admin = new pg.Pool({ connectionString: adminUrl.href, max: 1 })
  await admin.query('create extension if not exists pg_stat_statements')
  const house = await startHouse({ env })
  const url = `http://127.0.0.1:${new URL(house.url).port}`
  const key = house.config.keys.internalCalls.toString('base64url')
  return {
    url,
    databaseUrl: postgres.url,
    pids: [...[...house.servers.values()].map(({ pid }) => pid ?? 0), postgres.pid],
    calls: loadCalls((name, contract) => remoteService(name, contract, url, key)),
    admin,
    env: { ...env, SANDBOX_PSP_URL: house.pspUrl, PUBLIC_URL: house.url },
    async stop() {
      await admin.end()
      await house.stop()
      await postgres.stop()
    },
  }
}

/** Starts the mall of a data folder, does some work with it, and stops it whatever comes. */
export async function withMall<T>(
  dataDir: string,
  env: Record<string, string>,
  work: (mall: Mall) => Promise<T>,
): Promise<T> {
  const mall = await startMall(dataDir, env)
  try {
    return await work(mall)
  } finally {
    await mall.stop()
  }
}
