import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

/** What a running server writes of itself into its cluster. */
export interface Postmaster {
  pid: number
  port: number
  ready: boolean
}

const fileIn = (clusterDir: string) => join(clusterDir, 'postmaster.pid')

/** The server that has this cluster, or undefined; its file may be stale. */
export async function readPostmaster(clusterDir: string): Promise<Postmaster | undefined> {
  if (!existsSync(fileIn(clusterDir))) return undefined
  const [pid, , , port, , , , status] = (await readFile(fileIn(clusterDir), 'utf8')).split('\n')
  return { pid: Number(pid), port: Number(port), ready: status?.trim() === 'ready' }
}

/** Whether a process exists, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
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
  let refusals = 0
  while (Date.now() < giveUpAt) {
    const found = await readPostmaster(clusterDir)
    if (!found) return undefined
    if (!isAlive(found.pid)) break
    const answer = found.port ? await ask(adminUrl(found.port), clusterDir) : 'wait'
    if (answer === 'ours') return found
    // A server of ours listens from its first moment to its last: silence means the number was given anew.
    refusals = answer === 'nobody' ? refusals + 1 : 0
    if (refusals > 20) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await rm(fileIn(clusterDir), { force: true })
  return undefined
}

async function ask(url: string, clusterDir: string): Promise<'ours' | 'nobody' | 'wait'> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    return rows[0]?.data_directory === clusterDir ? 'ours' : 'nobody'
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    // 57P03: starting up or shutting down.
    return code === '57P03' ? 'wait' : 'nobody'
  } finally {
    await client.end()
  }
}
