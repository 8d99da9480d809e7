import { existsSync, readFileSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { removeSockets } from './socket.ts'

/** What a running server writes of itself into its cluster. */
export interface Postmaster {
  pid: number
  port: number
  ready: boolean
}

const fileIn = (clusterDir: string) => join(clusterDir, 'postmaster.pid')

const isSystemError = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

/** The server that has this cluster, or undefined; its file may be stale. */
export async function readPostmaster(clusterDir: string): Promise<Postmaster | undefined> {
  const text = await readFile(fileIn(clusterDir), 'utf8').catch((error: unknown) => {
    if (isSystemError(error, 'ENOENT')) return undefined
    throw error
  })
  if (text === undefined) return undefined
  const [pid, , , port, , , , status] = text.split('\n')
  return { pid: Number(pid), port: Number(port), ready: status?.trim() === 'ready' }
}

/** Whether a process runs, ours or not; one that has ended and only waits to be cleared away does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    const state = `/proc/${pid}/stat`
    // In a container nobody may clear away orphans: after the name in brackets comes Z for zombie.
    return !existsSync(state) || !/\) Z /.test(readFileSync(state, 'utf8'))
  } catch (error) {
    return isSystemError(error, 'EPERM')
  }
}

/**
 * The server left running on this cluster, once it answers; undefined when there is none.
 * A stale file, even one whose process number now belongs to another program, is removed.
 */
export async function findRunning(
  clusterDir: string,
  adminUrl: (port: number) => string,
): Promise<Postmaster | undefined> {
  const giveUpAt = Date.now() + 30_000
  let silences = 0
  for (;;) {
    const found = await readPostmaster(clusterDir)
    if (!found) return undefined
    const answer = isAlive(found.pid) ? await ask(adminUrl(found.port), clusterDir) : 'gone'
    if (answer === 'ours') return found
    // A server of ours listens from its first moment to its last: silence means the number was given anew.
    silences = answer === 'silence' ? silences + 1 : 0
    if (answer === 'gone' || silences > 15) break
    if (Date.now() > giveUpAt) {
      throw new Error(`PostgreSQL, process ${found.pid}, has ${clusterDir} and does not let us in`)
    }
    await pause(100)
  }
  await rm(fileIn(clusterDir), { force: true })
  await removeSockets(clusterDir)
  return undefined
}

async function ask(url: string, clusterDir: string): Promise<'ours' | 'silence' | 'refusal'> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    return rows[0]?.data_directory === clusterDir ? 'ours' : 'silence'
  } catch (error) {
    return isSystemError(error, 'ECONNREFUSED') ? 'silence' : 'refusal'
  } finally {
    await client.end()
  }
}
