import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** What an address of a socket may hold on macOS, with its closing zero; Linux allows four more. */
const LONGEST_PATH_BYTES = 103
const PREFIX = '.s.PGSQL.'

const socketOf = (clusterDir: string, port: number) => join(clusterDir, `${PREFIX}${port}`)

/** Whether a server can listen on a socket in its cluster's folder, which only we and its account may enter. */
export const canHaveSocket = (clusterDir: string): boolean =>
  process.platform !== 'win32' && Buffer.byteLength(socketOf(clusterDir, 65_535)) <= LONGEST_PATH_BYTES

/** How to reach a running server: by its socket, which takes a third less work a statement, or else by TCP. */
export const hostOf = (clusterDir: string, port: number): string =>
  existsSync(socketOf(clusterDir, port)) ? clusterDir : '127.0.0.1'

/** Clears away sockets, and the claims on them, that a server left which is gone. */
export async function removeSockets(clusterDir: string): Promise<void> {
  for (const name of await readdir(clusterDir))
    if (name.startsWith(PREFIX)) await rm(join(clusterDir, name), { force: true })
}
