import { execFile, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, statSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { cleanEnvironment } from './cluster.ts'
import { findRunning, isAlive, readPostmaster } from './postmaster.ts'

/** All that is needed to run one cluster's server. */
export interface ServerPlan {
  binaries: Binaries
  account: Account | undefined
  clusterDir: string
  args: string[]
  logFile: string
  adminUrl(port: number): string
}

/** The process number of the cluster's server, which may run already, as when another process was quicker. */
export async function bringUp(plan: ServerPlan): Promise<number> {
  const giveUpAt = Date.now() + 5_000
  for (;;) {
    const pid = (await findRunning(plan.clusterDir, plan.adminUrl))?.pid ?? (await launch(plan))
    if (pid !== undefined) return pid
    if (Date.now() > giveUpAt) throw new Error(`PostgreSQL does not start: ${lastWords(plan.logFile)}`)
    // Right after a kill, the old server's shared memory is held for a moment.
    await pause(200)
  }
}

/** Its own process group, so that Ctrl-C reaches us only, and we stop it when our work is done. */
async function launch({
  binaries,
  account,
  args,
  clusterDir,
  logFile,
}: ServerPlan): Promise<number | undefined> {
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
  for (;;) {
    if (failure) throw failure
    const { pid } = child
    if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return undefined
    const found = await readPostmaster(clusterDir)
    if (found?.pid === pid && found.ready) return pid
    await pause(10)
  }
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

const lastWords = (file: string): string =>
  readFileSync(file, 'utf8').trim().split('\n').slice(-3).join(' | ')

/** Cuts running statements, lets the data be written, and waits for the end. */
export async function shutDown({
  binaries,
  account,
  clusterDir,
}: Omit<ServerPlan, 'args' | 'logFile' | 'adminUrl'>): Promise<void> {
  const found = await readPostmaster(clusterDir)
  if (!found || !isAlive(found.pid)) return
  const args = ['stop', '-D', clusterDir, '-m', 'fast', '-w', '-t', '30']
  await promisify(execFile)(binaries.pgCtl, args, { ...account, cwd: clusterDir, env: cleanEnvironment() })
}
