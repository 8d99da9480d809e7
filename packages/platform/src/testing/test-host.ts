import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId, type Locale } from '@tradewind/kernel'
import { sql, type Kysely } from 'kysely'
import { afterAll } from 'vitest'
import { loadConfig, type AppConfig } from '../config/index.ts'
import {
  systemContext,
  type Actor,
  type CallContext,
  type Contract,
  type Service,
} from '../contract/index.ts'
import type { Database } from '../db/index.ts'
import { createHost, type Host } from '../host/index.ts'
import { createHttpServer } from '../http/index.ts'
import { createLogger } from '../log/index.ts'
import { createMetrics } from '../metrics/index.ts'
import type { AnyService } from '../service/definition.ts'
import { eventually } from './eventually.ts'
import { testDatabase } from './test-database.ts'

type CallsOf<S extends readonly AnyService[]> = {
  [D in S[number] as D['name']]: Service<D['contract']>
}

/** Some services of the mall in one process on a database of their own, for a test file. */
export interface TestHost {
  calls: Record<string, Service<Contract>>
  db: Database
  config: AppConfig
  /** Base address of the listening server. */
  http: string
  /** A call's context: English, no market, ten seconds, unless told otherwise. */
  ctx(over?: Partial<CallContext>): CallContext
  guest(): Actor
  buyer(userId?: string): Actor
  merchant(storeId: string, permissions?: readonly string[]): Actor
  operator(permissions?: readonly string[]): Actor
  system(): Actor
  /** Waits until all facts are consumed and no task is due. */
  quiet(): Promise<void>
  stop(): Promise<void>
}

export interface TestHostOptions<S extends readonly AnyService[]> {
  services: S
  /** Environment on top of the test defaults, such as `{ ORDER_TTL_SECONDS: '1' }`. */
  env?: Record<string, string>
  locale?: Locale
  /** Runs before the services start, such as to make the tables of a service that exists only in the test. */
  prepare?(db: Kysely<unknown>): Promise<void>
}

const ALL_PERMISSIONS = [
  'products.read',
  'products.write',
  'stock.read',
  'stock.write',
  'orders.read',
  'orders.write',
  'returns.read',
  'returns.write',
  'statements.read',
  'store.write',
  'staff.write',
  'merchants.read',
  'merchants.write',
  'products.review',
  'catalog.write',
  'settlement.read',
  'settlement.write',
  'ledger.read',
  'markets.write',
  'content.write',
  'audit.read',
  'jobs.write',
]

/**
 * Starts the services, strict: every call passes through JSON and is checked against its contract both ways.
 * Call it at the top of a test file; it stops after the file.
 */
export async function testHost<const S extends readonly AnyService[]>(
  options: TestHostOptions<S>,
): Promise<Omit<TestHost, 'calls'> & { calls: CallsOf<S> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tradewind-host-'))
  const db = await testDatabase()
  await options.prepare?.(db.kysely<unknown>())
  const config = loadConfig({
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    TRADEWIND_SEED: 'demo',
    DATABASE_URL: db.url,
    ...options.env,
  })
  const log = createLogger({ level: config.logLevel, pretty: true })
  const metrics = createMetrics()
  const app = await createHttpServer({ config, log, metrics })
  const host: Host = await createHost({
    services: options.services,
    local: new Set(options.services.map((service) => service.name)),
    config,
    database: db,
    log,
    metrics,
    app,
    strict: true,
  })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  await host.start()

  let stopping: Promise<void> | undefined
  const stop = () => (stopping ??= stopAll())
  const stopAll = async () => {
    await app.close()
    await host.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  afterAll(stop)

  return {
    calls: host.calls as unknown as CallsOf<S>,
    db,
    config,
    http: address,
    ctx: (over = {}) => ({
      ...systemContext('test'),
      actor: { kind: 'anonymous' },
      locale: options.locale ?? 'en',
      ...over,
    }),
    guest: () => ({ kind: 'anonymous', guestId: `gst_${crypto.randomUUID().replaceAll('-', '')}` }),
    buyer: (userId = newId('usr')) => ({ kind: 'buyer', userId, sessionId: 'test' }),
    merchant: (storeId, permissions = ALL_PERMISSIONS) => ({
      kind: 'merchant',
      userId: newId('usr'),
      sessionId: 'test',
      storeId,
      permissions,
    }),
    operator: (permissions = ALL_PERMISSIONS) => ({
      kind: 'operator',
      userId: newId('usr'),
      sessionId: 'test',
      permissions,
    }),
    system: () => ({ kind: 'system', service: 'test' }),
    quiet: () => eventually(() => assertQuiet(host, db), { withinSeconds: 20 }),
    stop,
  }
}

async function assertQuiet(host: Host, db: Database): Promise<void> {
  const { rows } = await sql<{ due: number }>`
    select count(*)::int as due from graphile_worker.jobs where (run_at <= now() and attempts = 0) or locked_at is not null`.execute(
    db.kysely<unknown>(),
  )
  const behind = await host.behind()
  const due = rows[0]?.due ?? 0
  if (behind > 0 || due > 0) throw new Error(`${behind} subscriptions behind, ${due} tasks due`)
}
