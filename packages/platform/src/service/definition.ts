import type { FastifyInstance } from 'fastify'
import type { Kysely, QueryExecutorProvider, Transaction } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '@tradewind/kernel'
import type { CallContext, Contract, EventType, Fact, PayloadOf, Service } from '../contract/index.ts'
import type { FileStorage } from '../storage/index.ts'
import type { MailSender } from '../mail/index.ts'
import type { Cache } from '../cache/index.ts'
import type { PlatformConfig } from '../config/index.ts'
import type { Figure } from '../metrics/index.ts'
import type { Cookies } from '../host/cookies.ts'
import type { FindSession } from '../host/sessions.ts'

/** Reads facts of another service, in order; the batch, its effects and the cursor commit together, so each fact takes effect once. */
export type Consumer = {
  /** Unique within the service; names the cursor. Renaming it reads everything again. */
  name: string
  events: readonly EventType[]
} & (Handling | Preparing)

/** A consumer that needs nobody else. */
interface Handling {
  /** At most 200 facts. Writes through `tx` only, calls no other service and ends within two seconds. */
  handle(facts: Fact[], tx: Transaction<unknown>): Promise<void>
}

/** A consumer that asks others first: they are called while no transaction is open. */
interface Preparing {
  /**
   * At most 200 facts; answers what is to be written. Runs again when the writing fails, and beside itself where
   * several processes read: what it does on the way must be harmless to repeat.
   */
  prepare(facts: Fact[]): Promise<Writing>
}

/** Writes through `tx` only, within two seconds. */
export type Writing = (tx: Transaction<unknown>) => Promise<void>

/** Work queued in the same transaction as its cause, at least once, with retries. */
export interface Task<P = unknown> {
  name: string
  run(payload: P): Promise<void>
}

/** Work that repeats; one process at a time runs it. */
export interface Ticker {
  name: string
  everySeconds: number
  run(): Promise<void>
}

/** What a service is given when it starts. */
export interface Deps<U extends Record<string, Contract>> {
  /** The pool, typed with the service's own tables; a transaction shadows it. */
  database<Tables>(): Kysely<Tables>
  /** The services it declared to use, local or remote. */
  calls: { [K in keyof U]: Service<U[K]> }
  /** Writes a fact into the service's outbox inside the caller's transaction; key orders facts of one thing. */
  emit<E extends EventType>(
    tx: QueryExecutorProvider,
    event: E,
    key: string,
    payload: PayloadOf<E>,
  ): Promise<void>
  /** The same for many facts of one type, in one statement. */
  emitAll<E extends EventType>(
    tx: QueryExecutorProvider,
    event: E,
    facts: readonly { key: string; payload: PayloadOf<E> }[],
  ): Promise<void>
  /** Queues a task inside the caller's transaction. */
  enqueue<P>(
    tx: QueryExecutorProvider,
    task: string,
    payload: P,
    options?: { runAt?: Date; key?: string },
  ): Promise<void>
  /** How many of this service's subscriptions have facts waiting that it has not read. */
  behind(): Promise<number>
  config: PlatformConfig
  log: Logger
  clock: Clock
  storage: FileStorage
  mail: MailSender
  cache: Cache
}

/** What routes that are no operations need to know who calls. */
export interface RouteTools {
  findSession: FindSession
  cookies: Cookies
}

export interface RunningService<C extends Contract> {
  operations: Service<C>
  consumers?: Consumer[]
  tasks?: Task<never>[]
  tickers?: Ticker[]
  /** Figures of its own beside those of the process. */
  figures?: Figure[]
  /** Routes that are no operations: webhooks on the raw body, uploads, protocol endpoints; below `/api/<service>`. */
  routes?(app: FastifyInstance, tools: RouteTools): void | Promise<void>
  stop?(): Promise<void>
}

/** A service: its contract, the services it may call, its migrations, and how it is built. */
export interface ServiceDefinition<
  C extends Contract = Contract,
  U extends Record<string, Contract> = Record<string, Contract>,
  N extends string = string,
> {
  name: N
  contract: C
  uses: U
  /** Folder of `NNNN_name.sql` files, forward only. */
  migrations: URL
  create(deps: Deps<U>): RunningService<C> | Promise<RunningService<C>>
}

/** Any service, whatever its contract; what lists of services hold. */
export interface AnyService {
  name: string
  contract: Contract
  uses: Record<string, Contract>
  migrations: URL
  create(deps: never): unknown
}

export function defineService<C extends Contract, U extends Record<string, Contract>, const N extends string>(
  definition: ServiceDefinition<C, U, N>,
): ServiceDefinition<C, U, N> {
  return definition
}

export type { CallContext }
