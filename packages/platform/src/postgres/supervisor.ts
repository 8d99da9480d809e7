import { execFile, spawn } from 'node:child_process'
import { openSync, closeSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { postgresAccount, type Account } from './account.ts'
import { findBinaries, type Binaries } from './binaries.ts'
import { cleanEnvironment, ensureCluster } from './cluster.ts'
import { clusterDirOf, urlsOf, writeRecord, type Urls } from './credentials.ts'
import { freePort } from './ports.ts'
import { findRunning, isAlive, readPostmaster } from './postmaster.ts'
import { DEFAULT_SETTINGS, FLEETING_SETTINGS, serverArguments, type Settings } from './settings.ts'

export interface PostgresOptions {
  /** Holds `postgres/`, `postgres.json` (passwords) and `postgres.log`. */
  dataDir: string
  /** Wanted port; another is taken if it is not free. Default: the one it had last. */
  port?: number
  settings?: Settings
  /** `false` waits for no disk: faster, and lost with the machine's power. For tests only. */
  durable?: boolean
  /** Told, in a sentence, when the server died and was started again. */
  onRestart?: (message: string) => void
}

/** A PostgreSQL server of our own on 127.0.0.1, started again whenever it dies until `stop`. */
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
  const record = await ensureCluster(options.dataDir, binaries, account)
  const clusterDir = realpathSync(clusterDirOf(options.dataDir, record))
  const left = await findRunning(clusterDir, (port) => urlsOf(record, port).adminUrl)
  const port = left?.port ?? (await freePort(options.port ?? record.port))
  if (record.port !== port) await writeRecord(options.dataDir, { ...record, port })

  const extra = { ...(options.durable === false ? FLEETING_SETTINGS : {}), ...options.settings }
  const args = serverArguments(clusterDir, port, { ...DEFAULT_SETTINGS, ...extra })
  const launch = () =>
    launchServer({ binaries, account, args, clusterDir, logFile: join(options.dataDir, 'postgres.log') })
  let pid = left?.pid ?? (await launch())
  let restarting: Promise<void> | undefined
  const watch = setInterval(() => {
    if (restarting || isAlive(pid)) return
    restarting = launch()
      .then((fresh) => {
        pid = fresh
        options.onRestart?.(`PostgreSQL had died and runs again as process ${pid}`)
      })
      .catch((error: unknown) => options.onRestart?.(`PostgreSQL does not start again: ${String(error)}`))
      .finally(() => (restarting = undefined))
  }, 250)
  watch.unref()

  return {
    ...urlsOf(record, port),
    get pid() {
      return pid
    },
    adopted: left !== undefined,
    async stop() {
      clearInterval(watch)
      await restarting
      await stopServer(binaries, account, clusterDir)
    },
  }
}

interface Launch {
  binaries: Binaries
  account: Account | undefined
  args: string[]
  clusterDir: string
  logFile: string
}

/** Tries for some seconds: right after a kill, the old server's shared memory is still held. */
async function launchServer(launch: Launch): Promise<number> {
  const giveUpAt = Date.now() + 5_000
  for (;;) {
    const pid = await launchOnce(launch)
    if (pid !== undefined) return pid
    if (Date.now() > giveUpAt) {
      const lastWords = readFileSync(launch.logFile, 'utf8').trim().split('\n').slice(-3).join(' | ')
      throw new Error(`PostgreSQL does not start, see ${launch.logFile}: ${lastWords}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** Its own process group, so that Ctrl-C reaches us only and we stop it when our work is done. */
async function launchOnce({
  binaries,
  account,
  args,
  clusterDir,
  logFile,
}: Launch): Promise<number | undefined> {
  const log = openSync(logFile, sizeOf(logFile) > 16_000_000 ? 'w' : 'a', 0o600)
  const child = spawn(binaries.postgres, args, {
    ...account,
    cwd: clusterDir,
    env: cleanEnvironment(),
    stdio: ['ignore', log, log],
    detached: true,
  })
  closeSync(log)
  child.unref()
  let failure: Error | undefined
  child.once('error', (error) => (failure = error))
  const { pid } = child
  for (;;) {
    if (failure) throw failure
    if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return undefined
    const found = await readPostmaster(clusterDir)
    if (found?.pid === pid && found.ready) return pid
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

/** Lets running statements be cut and the data be written; waits for it. */
async function stopServer(
  binaries: Binaries,
  account: Account | undefined,
  clusterDir: string,
): Promise<void> {
  const found = await readPostmaster(clusterDir)
  if (!found || !isAlive(found.pid)) return
  const args = ['stop', '-D', clusterDir, '-m', 'fast', '-w', '-t', '30']
  await promisify(execFile)(binaries.pgCtl, args, { ...account, cwd: clusterDir, env: cleanEnvironment() })
}
