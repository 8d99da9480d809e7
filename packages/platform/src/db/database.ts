import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { prepareClient } from './client.ts'
import { asUnavailable } from './failures.ts'
import { StatementNames } from './statement-names.ts'
import { parsers } from './parsers.ts'

export interface DatabaseOptions {
  /** `postgres://user:password@host:port/database` */
  url: string
  /** Most connections at a time. Default 10. */
  max?: number
  /** Shown in `pg_stat_activity`. */
  applicationName?: string
  /** A longer transaction is cut off, or the relays of facts would stall behind it. Default 2,000; 0 is no limit. */
  transactionTimeoutMs?: number
  /** How long a caller waits for a connection before it is told 503. Default 1,800. */
  acquireTimeoutMs?: number
  /** Told of connections that died while nobody used them. */
  onConnectionError?: (error: Error) => void
}

/** A pool of connections, and Kysely on top of it. */
export interface Database {
  readonly url: string
  /** The query builder, typed with the caller's own tables. */
  kysely<Tables>(): Kysely<Tables>
  readonly pool: pg.Pool
  /** Waits for running statements, then closes all connections. */
  close(): Promise<void>
}

/** Opens a pool; it connects at first use. `int8` arrives as number, `numeric` and `date` as text. */
export function openDatabase(options: DatabaseOptions): Database {
  const transactionTimeoutMs = options.transactionTimeoutMs ?? 2_000
  const pool = new PatientPool({
    connectionString: options.url,
    max: options.max ?? 10,
    application_name: options.applicationName ?? 'tradewind',
    // A closed connection loses its prepared plans.
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: options.acquireTimeoutMs ?? 1_800,
    // Cancelling a statement comes first and keeps the connection; the transaction's end takes it along.
    // Planning costs more than running; constants that plans depend on are literals, so one plan does for all values.
    options: `-c plan_cache_mode=force_generic_plan -c statement_timeout=${Math.floor(transactionTimeoutMs * 0.9)} -c transaction_timeout=${transactionTimeoutMs}`,
    types: parsers,
  })
  const names = new StatementNames()
  const onConnectionError = options.onConnectionError ?? (() => undefined)
  pool.on('connect', (client) => prepareClient(client, names, onConnectionError))
  pool.on('error', onConnectionError)
  const dialect = new PostgresDialect({ pool })
  return {
    url: options.url,
    kysely: <Tables>() => new Kysely<Tables>({ dialect }),
    pool,
    close: () => pool.end(),
  }
}

type ConnectCallback = Parameters<pg.Pool['connect']>[0]

/** Answers 503 instead of a driver's error when no connection is to be had. */
class PatientPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>
  override connect(callback: ConnectCallback): void
  override connect(callback?: ConnectCallback): Promise<pg.PoolClient> | void {
    if (callback) return super.connect((error, client, done) => callback(asUnavailable(error), client, done))
    return super.connect().catch((error: unknown) => {
      throw asUnavailable(error)
    })
  }
}
