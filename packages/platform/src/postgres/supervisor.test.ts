import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { eventually } from '../testing/eventually.ts'
import { isAlive, startPostgres, stopPostgres } from './index.ts'

const folder = await mkdtemp(join(tmpdir(), 'tradewind-supervisor-'))
await chmod(folder, 0o755)
const dataDir = relative(process.cwd(), join(folder, 'data'))
const start = (over: object = {}) => startPostgres({ dataDir, durable: false, ...over })

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql)
    return rows.flatMap((row) => Object.values(row))
  } finally {
    await client.end()
  }
}

afterAll(async () => {
  await stopPostgres(dataDir)
  await rm(folder, { recursive: true, force: true })
})

describe('the embedded PostgreSQL', () => {
  it('starts on an empty folder with a database that the app owns, and no more rights than that', async () => {
    const postgres = await start()
    expect(await ask(postgres.url, 'select current_database()')).toEqual(['tradewind'])
    expect(
      await ask(
        postgres.url,
        'select rolsuper or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user',
      ),
    ).toEqual([false])
    expect(
      await ask(
        postgres.url,
        "select rolname::text from pg_roles where rolname like 'tradewind%' order by 1",
      ),
    ).toEqual(['tradewind', 'tradewind_merchant', 'tradewind_readonly'])
    await postgres.stop()
    expect(isAlive(postgres.pid)).toBe(false)
  })

  it('is reached by a socket where its path is short enough, by TCP elsewhere, and asks both for the password', async () => {
    const near = await start()
    expect(new URL(near.url).hostname).toContain('%2F')
    expect(await ask(near.url.replace(/@[^:]+:/, '@127.0.0.1:'), 'select 1')).toEqual([1])
    await near.stop()
    const far = await startPostgres({ dataDir: join(folder, 'f'.repeat(100)), durable: false })
    expect(new URL(far.url).hostname).toBe('127.0.0.1')
    expect(await ask(far.url, 'select 1')).toEqual([1])
    await far.stop()
  })

  it('knows the letters of every script', async () => {
    const postgres = await start()
    await ask(postgres.url, 'create extension if not exists pg_trgm')
    expect(await ask(postgres.url, "select cardinality(show_trgm('手机壳'))")).toEqual([4])
    expect(await ask(postgres.url, "select lower('ÅÄÖ ИЖ')")).toEqual(['åäö иж'])
    await postgres.stop()
  })

  it('lets nobody in without the password, which only we can read', async () => {
    const postgres = await start()
    const stranger = postgres.url.replace(/:[^:@]+@/, ':wrong@')
    await expect(ask(stranger, 'select 1')).rejects.toThrow('password authentication failed')
    expect((await stat(join(dataDir, 'postgres.json'))).mode & 0o077).toBe(0)
    await postgres.stop()
  })

  it('keeps its port, and takes another when that one is not free', async () => {
    const first = await start()
    await first.stop()
    const again = await start()
    expect(again.url).toBe(first.url)
    await again.stop()
    const squatter = createServer().listen(Number(new URL(first.url).port), '127.0.0.1')
    await once(squatter, 'listening')
    const moved = await start()
    expect(new URL(moved.url).port).not.toBe(new URL(first.url).port)
    await moved.stop()
    squatter.close()
  })

  it('is adopted when the process that started it was killed', async () => {
    const script = `import { startPostgres } from ${JSON.stringify(new URL('index.ts', import.meta.url).href)}
      const { pid, url } = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, durable: false })
      console.log(JSON.stringify({ pid, url }))
      process.kill(process.pid, 'SIGKILL')`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.on('data', (part: Buffer) => (said += part))
    await once(child, 'close')
    const left: { pid: number; url: string } = JSON.parse(said)
    expect(isAlive(left.pid)).toBe(true)

    const postgres = await start()
    expect(postgres).toMatchObject({ adopted: true, pid: left.pid, url: left.url })
    await postgres.stop()
    expect(isAlive(left.pid)).toBe(false)
  })

  it('comes back on the same address with all committed rows when it is killed itself', async () => {
    const told: string[] = []
    const postgres = await start({ durable: true, onRestart: (message: string) => told.push(message) })
    await ask(postgres.url, 'create table kept as select 42 as answer')
    const killed = postgres.pid
    process.kill(killed, 'SIGKILL')
    expect(
      await eventually(() => ask(postgres.url, 'select answer from kept'), { withinSeconds: 10 }),
    ).toEqual([42])
    await eventually(() => expect(postgres.pid).not.toBe(killed))
    expect(told).toEqual([`PostgreSQL had died and runs again as process ${postgres.pid}`])
    await postgres.stop()
  })

  it('is not misled by a stale file whose process number another program has now', async () => {
    const postgres = await start()
    const file = join(dataDir, 'postgres/postmaster.pid')
    const text = await readFile(file, 'utf8')
    await postgres.stop()
    await writeFile(file, text.replace(/^\d+/, String(process.pid)))
    await writeFile(join(dataDir, `postgres/.s.PGSQL.${new URL(postgres.url).port}.lock`), `${process.pid}\n`)
    const again = await start()
    expect(again.adopted).toBe(false)
    expect(await ask(again.url, 'select 1')).toEqual([1])
    await again.stop()
  })

  it('will not start over when the passwords of existing data are gone', async () => {
    const other = join(folder, 'lost')
    await mkdir(join(other, 'postgres'), { recursive: true })
    await expect(startPostgres({ dataDir: other })).rejects.toThrow('passwords')
  })

  it.runIf(process.getuid?.() === 0)(
    'runs for root also from a folder that is closed to others',
    async () => {
      const closed = join(folder, 'closed')
      await mkdir(closed, { mode: 0o700 })
      const postgres = await startPostgres({ dataDir: join(closed, 'data'), durable: false })
      const [place] = await ask(postgres.adminUrl, 'show data_directory')
      expect(await ask(postgres.url, 'select 1')).toEqual([1])
      await postgres.stop()
      expect(place).not.toContain(closed)
      await rm(String(place), { recursive: true })
    },
  )
})
