import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { clusterDirOf, newRecord, readRecord, writeRecord, type ClusterRecord } from './credentials.ts'
import { everyoneCanEnter, makeOpen, sharedFolder } from './reach.ts'

/** `C.UTF-8` keeps letters of every script letters; other systems know it by another name or not at all. */
const LOCALES: Partial<Record<NodeJS.Platform, string>> = { darwin: 'en_US.UTF-8', win32: 'en-US' }

/** Nothing waits for the disk, and little is written: such clusters are copied. */
const FLEETING_FLAGS = ['--no-sync', '--wal-segsize=1']

/** The data folder's cluster; made, with its roles and its empty database, where there is none. */
export async function ensureCluster(
  dataDir: string,
  binaries: Binaries,
  account: Account | undefined,
  durable: boolean,
): Promise<ClusterRecord> {
  await mkdir(dataDir, { recursive: true })
  const known = await readRecord(dataDir)
  if (known && existsSync(clusterDirOf(dataDir, known))) {
    await letIn(clusterDirOf(dataDir, known), account)
    return known
  }
  const record = newRecord(await placeElsewhere(dataDir, account))
  const place = clusterDirOf(dataDir, record)
  if (existsSync(place)) {
    throw new Error(`${place} holds a database, but its passwords in ${dataDir}/postgres.json are gone`)
  }
  await create(place, record, binaries, account, durable)
  await writeRecord(dataDir, record)
  await rename(`${place}.new`, place)
  return record
}

async function placeElsewhere(dataDir: string, account: Account | undefined): Promise<string | undefined> {
  if (!account || (await everyoneCanEnter(dataDir))) return undefined
  return join(await sharedFolder(), 'clusters', randomBytes(8).toString('hex'))
}

async function create(
  place: string,
  record: ClusterRecord,
  binaries: Binaries,
  account: Account | undefined,
  durable: boolean,
): Promise<void> {
  const draft = `${place}.new`
  await rm(draft, { recursive: true, force: true })
  await makeOpen(dirname(place))
  await mkdir(draft, { mode: 0o700 })
  if (account) await chown(draft, account.uid, account.gid)
  const locale = LOCALES[process.platform] ?? 'C.UTF-8'
  const flags = ['--username=postgres', '--auth=trust', '--encoding=UTF8', ...(durable ? [] : FLEETING_FLAGS)]
  const locales = ['--locale-provider=icu', '--icu-locale=und', `--locale=${locale}`]
  await run(binaries.initdb, ['-D', draft, ...flags, ...locales], account)
  await run(binaries.postgres, ['--single', '-D', draft, 'template1'], account, rolesAndDatabase(record))
  await letIn(draft, account)
}

/** By TCP and by socket, with a password; written at each start, for clusters that older versions made. */
async function letIn(clusterDir: string, account: Account | undefined): Promise<void> {
  const access = join(clusterDir, 'pg_hba.conf')
  await writeFile(access, 'local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n')
  await chmod(access, 0o600)
  if (account) await chown(access, account.uid, account.gid)
}

/** One command a line, for single-user mode: the server never listens before it has passwords. */
function rolesAndDatabase(record: ClusterRecord): string {
  return [
    `alter role postgres password '${record.adminPassword}'`,
    `create role tradewind login password '${record.password}'`,
    'create role tradewind_merchant nologin',
    'create role tradewind_readonly nologin',
    'grant tradewind_merchant to tradewind',
    'grant tradewind_readonly to tradewind with admin option',
    'create database tradewind owner tradewind',
    '',
  ].join('\n')
}

function run(program: string, args: string[], account: Account | undefined, input = ''): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...account,
      cwd: dirname(args[args.indexOf('-D') + 1] ?? '/'),
      env: cleanEnvironment(),
    })
    let said = ''
    const hear = (part: Buffer) => (said += part)
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('error', reject)
    child.once('close', (code) => {
      const failed = code !== 0 || /^(?:\S+ )*(?:ERROR|FATAL):/m.test(said)
      if (failed) reject(new Error(`${program} failed: ${said.trim().split('\n').slice(-3).join(' ')}`))
      else resolve()
    })
    child.stdin.end(input)
  })
}

/** The environment without `PGDATA`, `PGPORT` and their like, which would overrule us. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG')))
}
