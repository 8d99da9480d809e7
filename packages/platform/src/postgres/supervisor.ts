import { existsSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { postgresAccount } from './account.ts'
import { findBinaries } from './binaries.ts'
import { ensureCluster } from './cluster.ts'
import { clusterDirOf, readRecord, urlsOf, writeRecord, type Urls } from './credentials.ts'
import { freePort } from './ports.ts'
import { findRunning, isAlive } from './postmaster.ts'
import { bringUp, shutDown, type ServerPlan } from './server.ts'
import { hostOf } from './socket.ts'
import { DEFAULT_SETTINGS, FLEETING_SETTINGS, serverArguments, type Settings } from './settings.ts'

export interface PostgresOptions {
  /** Gets `postgres/`, `postgres.json` (passwords, for our eyes only) and `postgres.log`. */
  dataDir: string
  /** Wanted port; another is taken if it is not free. Default: the one it had last. */
  port?: number
  settings?: Settings
  /** `false` waits for no disk: faster, and lost with the machine's power. For tests only. */
  durable?: boolean
  /** Told, in a sentence, when the server died and was started again, or could not be. */
  onRestart?: (message: string) => void
}

/** A PostgreSQL server of our own, reached by its socket or on 127.0.0.1, started again whenever it dies, until `stop`. */
export interface RunningPostgres extends Urls {
  readonly pid: number
  /** It was running already, left by a process that was killed. */
  adopted: boolean
  stop(): Promise<void>
}

/** Starts the embedded PostgreSQL of a data folder, or adopts the one left running there. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const account = postgresAccount()
  const binaries = await findBinaries(account)
  const durable = options.durable ?? true
  const record = await ensureCluster(options.dataDir, binaries, account, durable)
  const clusterDir = await realpath(clusterDirOf(options.dataDir, record))
  const adminUrl = (port: number) => urlsOf(record, port).adminUrl

  const left = await findRunning(clusterDir, adminUrl)
  const port = left?.port ?? (await freePort(options.port ?? record.port))
  if (record.port !== port) await writeRecord(options.dataDir, { ...record, port })
  const fleeting = durable ? {} : FLEETING_SETTINGS
  const args = serverArguments(clusterDir, port, { ...DEFAULT_SETTINGS, ...fleeting, ...options.settings })
  const logFile = join(options.dataDir, 'postgres.log')
  const plan: ServerPlan = { binaries, account, clusterDir, args, logFile, adminUrl }
  const first = left?.pid ?? (await bringUp(plan))
  const server = keepAlive(first, () => bringUp(plan), options.onRestart ?? (() => undefined))
  return {
    ...urlsOf(record, port, hostOf(clusterDir, port)),
    get pid() {
      return server.pid()
    },
    adopted: left !== undefined,
    async stop() {
      await server.letGo()
      await shutDown(plan)
    },
  }
}

/** Looks four times a second: an adopted server is no child of ours and tells nobody when it ends. */
function keepAlive(first: number, restart: () => Promise<number>, tell: (message: string) => void) {
  let pid = first
  let restarting: Promise<void> | undefined
  const look = async () => {
    try {
      pid = await restart()
      tell(`PostgreSQL had died and runs again as process ${pid}`)
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error))
    }
    restarting = undefined
  }
  const watch = setInterval(() => {
    if (!restarting && !isAlive(pid)) restarting = look()
  }, 250)
  watch.unref()
  return {
    pid: () => pid,
    async letGo() {
      clearInterval(watch)
      await restarting
    },
  }
}

/** Stops the server of a data folder, whoever started it; without one, does nothing. */
export async function stopPostgres(dataDir: string): Promise<void> {
  const record = await readRecord(dataDir)
  if (!record || !existsSync(clusterDirOf(dataDir, record))) return
  const account = postgresAccount()
  const binaries = await findBinaries(account)
  await shutDown({ binaries, account, clusterDir: clusterDirOf(dataDir, record) })
}
