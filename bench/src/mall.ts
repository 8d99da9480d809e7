import { remoteService } from '@tradewind/platform/host'
import { startPostgres, type RunningPostgres } from '@tradewind/platform/postgres'
import pg from 'pg'
import { loadCalls, type LoadCalls } from '../../seeds/src/contracts.ts'
import { startHouse, type House } from '../../scripts/house/house.ts'
import { stopping } from './at-end.ts'

/** A running mall to be measured. */
export interface Mall {
  /** The server, by address rather than by name. */
  url: string
  /** Server and PostgreSQL; the sandbox payment provider stands for somebody else's machine. */
  pids: readonly number[]
  calls: LoadCalls
  /** As the superuser, in the mall's database. */
  admin: pg.Pool
  /** Environment that another server process on the same data needs. */
  env: Record<string, string>
}

/** Starts the mall of a data folder, its PostgreSQL counting statements, does some work with it, and stops it. */
export async function withMall<T>(
  dataDir: string,
  env: Record<string, string>,
  work: (mall: Mall) => Promise<T>,
): Promise<T> {
  const postgres = await startPostgres({
    dataDir,
    settings: { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track_utility': 'off' },
  })
  return stopping(
    () => postgres.stop(),
    async () => {
      const ours = {
        DATA_DIR: dataDir,
        DATABASE_URL: postgres.url,
        PORT: '0',
        TRADEWIND_SEED: 'demo',
        LOG_LEVEL: 'error',
        REQUESTS_PER_MINUTE: '0',
        ...env,
      }
      const house = await startHouse({ env: ours })
      return stopping(
        () => house.stop(),
        () => withAdmin(postgres, (admin) => work(mallOf(house, postgres, admin, ours))),
      )
    },
  )
}

function mallOf(house: House, postgres: RunningPostgres, admin: pg.Pool, env: Record<string, string>): Mall {
  const url = `http://127.0.0.1:${new URL(house.url).port}`
  const key = house.config.keys.internalCalls.toString('base64url')
  return {
    url,
    pids: [...[...house.servers.values()].map(({ pid }) => pid ?? 0), postgres.pid],
    calls: loadCalls((name, contract) => remoteService(name, contract, url, key)),
    admin,
    env: { ...env, SANDBOX_PSP_URL: house.pspUrl, PUBLIC_URL: house.url },
  }
}

function withAdmin<T>({ adminUrl, url }: RunningPostgres, work: (admin: pg.Pool) => Promise<T>): Promise<T> {
  const inMall = new URL(adminUrl)
  inMall.pathname = new URL(url).pathname
  const admin = new pg.Pool({ connectionString: inMall.href, max: 1 })
  return stopping(
    () => admin.end(),
    async () => {
      await admin.query('create extension if not exists pg_stat_statements')
      return work(admin)
    },
  )
}
