import { chmod, lstat, mkdir, realpath, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Whether every account may enter a folder: it and all above it have the others' x bit. */
export async function everyoneCanEnter(folder: string): Promise<boolean> {
  let path = await realpath(folder)
  for (;;) {
    const { mode } = await stat(path)
    if ((mode & 0o001) === 0) return false
    const above = dirname(path)
    if (above === path) return true
    path = above
  }
}

/** A folder that only we may write and every account may enter; for root, whose own folders often are closed. */
export async function sharedFolder(): Promise<string> {
  for (const base of ['/var/lib', '/var/tmp', tmpdir()]) {
    const folder = join(base, 'tradewind')
    if (await makeOwn(folder)) return folder
  }
  throw new Error('no folder for PostgreSQL: tried /var/lib, /var/tmp and the temporary folder')
}

/** A new folder that every account may enter, whatever our umask; one that is there stays as it is. */
export async function makeOpen(folder: string): Promise<void> {
  if (await mkdir(folder, { recursive: true })) await chmod(folder, 0o755)
}

async function makeOwn(folder: string): Promise<boolean> {
  try {
    await makeOpen(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
  // Another account may have put a folder or a link there first.
  const found = await lstat(folder)
  const ours = found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0
  return ours && (await everyoneCanEnter(folder))
}
