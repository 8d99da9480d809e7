import { join } from 'node:path'
import { systemClock } from '@tradewind/kernel'
import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import { createLruCache, createNoCache, type Cache } from '../cache/index.ts'
import { noteAuditHead } from '../audit/index.ts'
import type { AppConfig } from '../config/index.ts'
import { systemContext, type CallContext, type Contract, type Service } from '../contract/index.ts'
import type { Database } from '../db/index.ts'
import {
  emitFacts,
  lagOf,
  Pulse,
  Relay,
  subscriptionsOf,
  waiting,
  type Subscription,
} from '../events/index.ts'
import { createSharedLimiter, forgetFullBuckets } from '../http/index.ts'
import { enqueueTask, startTickers, startWorker } from '../jobs/index.ts'
import { createMailSender, type MailSender } from '../mail/index.ts'
import type { Metrics } from '../metrics/index.ts'
import type {
  AnyService,
  Deps,
  RunningService,
  ServiceDefinition,
  Task,
  Ticker,
} from '../service/definition.ts'
import { createDiskStorage, type FileStorage } from '../storage/index.ts'
import { Cookies } from './cookies.ts'
import { forgetOldKeys } from './idempotency.ts'
import { localService } from './local.ts'
import { mountOperations } from './mount.ts'
import { mountInternal } from './mount-internal.ts'
import { remoteService } from './remote.ts'
import { rememberSessions, type FindSession, type SessionFacts } from './sessions.ts'

type Run = (ctx: CallContext, input: unknown) => Promise<unknown>

export interface HostOptions {
  /** Every service of the installation, callees before callers. */
  services: readonly AnyService[]
  /** Names of those that run here; the others are called at `config.targetUrls`. */
  local: ReadonlySet<string>
  config: AppConfig
  database: Database
  log: Logger
  metrics: Metrics
  app: FastifyInstance
  /** Serves the public API of all services, calling those elsewhere; off in processes behind a gateway. Default on. */
  gateway?: boolean
  /** Checks every call both ways, see `localService`. */
  strict?: boolean
  storage?: FileStorage
  mail?: MailSender
}

/** The services of one process, wired. */
export interface Host {
  calls: Readonly<Record<string, Record<string, Run>>>
  cache: Cache
  findSession: FindSession
  cookies: Cookies
  /** Begins relay, worker and tickers. */
  start(): Promise<void>
  /** How many subscriptions of this process have facts waiting. */
  behind(): Promise<number>
  stop(): Promise<void>
}

/** Builds the local services in order, gives each the callers it declared, and mounts them on the app. */
export async function createHost(options: HostOptions): Promise<Host> {
  const { config, database, log, metrics, app } = options
  const db = database.kysely<unknown>()
  const cache =
    config.cache === 'off'
      ? createNoCache()
      : createLruCache({ onLookup: (hit) => metrics.cacheLookups.inc({ result: hit ? 'hit' : 'miss' }) })
  const pulse = new Pulse()
  const cookies = new Cookies(config.publicUrl)
  const storage =
    options.storage ??
    createDiskStorage({ folder: join(config.dataDir, 'files'), linkKey: config.keys.fileLinks })
  const mail =
    options.mail ??
    createMailSender({
      smtpUrl: config.smtpUrl,
      from: config.mailFrom,
      folder: join(config.dataDir, 'mail'),
      log,
    })
  app.sharedLimiter = createSharedLimiter(db, config.keys.attempts)
  const internalKey = config.keys.internalCalls.toString('base64url')

  const calls: Record<string, Record<string, Run>> = {}
  const running = new Map<string, { definition: ServiceDefinition; service: RunningService<Contract> }>()
  const ownSubscriptions = (name: string) =>
    (running.get(name)?.service.consumers ?? []).flatMap((consumer) => subscriptionsOf(name, consumer))
  for (const definition of options.services as readonly ServiceDefinition[]) {
    const { name, contract } = definition
    if (!options.local.has(name)) {
      calls[name] = asRuns(remoteService(name, contract, config.targetUrls[name] ?? '', internalKey))
      continue
    }
    const deps: Deps<Record<string, Contract>> = {
      database: <Tables>() => database.kysely<Tables>(),
      calls: Object.fromEntries(
        Object.keys(definition.uses).map((used) => [used, calleeOf(calls, name, used)]),
      ),
      emit: (tx, event, key, payload) => emitFacts(tx, event, [{ key, payload }], pulse),
      emitAll: (tx, event, facts) => emitFacts(tx, event, facts, pulse),
      enqueue: (tx, task, payload, when) => enqueueTask(tx, `${name}.${task}`, payload, when),
      behind: async () => (await waiting(db, ownSubscriptions(name))).size,
      config,
      log: log.child({ service: name }),
      clock: systemClock,
      storage,
      mail,
      cache,
    }
    const service = await definition.create(deps)
    running.set(name, { definition, service })
    calls[name] = asRuns(localService(name, contract, service.operations, options.strict ?? false))
  }

  const findSession = rememberSessions(sessionFinder(calls))
  if (options.gateway ?? true) {
    const mountOptions = {
      db,
      cache,
      cookies,
      findSession,
      guestKey: config.keys.cookies,
      requestKey: config.keys.requests,
    }
    for (const { name, contract } of options.services)
      mountOperations(app, name, contract, calls[name] ?? {}, mountOptions)
  }
  // Uploads, webhooks and protocol endpoints stay where their service runs.
  for (const [name, { service }] of running)
    if (service.routes)
      await app.register(async (scope) => service.routes?.(scope, { findSession, cookies }), {
        prefix: `/api/${name}`,
      })
  // The gateway passes on what other processes answer, so that loaders need one address.
  const served = options.services.filter(({ name }) => running.has(name) || (options.gateway ?? true))
  const internal = served.map(
    ({ name, contract }) => [name, { contract, operations: calls[name] ?? {} }] as const,
  )
  mountInternal(app, new Map(internal), internalKey)

  return withBackground({ calls, cache, findSession, cookies }, [...running], { ...options, db, pulse })
}

function withBackground(
  host: Pick<Host, 'calls' | 'cache' | 'findSession' | 'cookies'>,
  running: readonly (readonly [string, { service: RunningService<Contract> }])[],
  options: HostOptions & { db: Kysely<unknown>; pulse: Pulse },
): Host {
  const { db, log, metrics, database } = options
  const subscriptions: Subscription[] = running.flatMap(([name, { service }]) =>
    (service.consumers ?? []).flatMap((consumer) => subscriptionsOf(name, consumer)),
  )
  metrics.watchConsumers(() => lagOf(db, subscriptions))
  for (const [, { service }] of running) service.figures?.forEach((figure) => metrics.watchFigure(figure))
  const relay = new Relay(db, subscriptions, options.pulse, log)
  const tasks = new Map<string, Task<never>>(
    running.flatMap(([name, { service }]) =>
      (service.tasks ?? []).map((task) => [`${name}.${task.name}`, task] as const),
    ),
  )
  const tickers = new Map<string, Ticker>([
    ...running.flatMap(([name, { service }]) =>
      (service.tickers ?? []).map((ticker) => [`${name}.${ticker.name}`, ticker] as const),
    ),
    [
      'platform.forget-keys',
      { name: 'forget-keys', everySeconds: 3_600, run: () => forgetOldKeys(db) },
    ] as const,
    [
      'platform.forget-floods',
      { name: 'forget-floods', everySeconds: 600, run: () => forgetFullBuckets(db) },
    ] as const,
    [
      'platform.note-audit-head',
      {
        name: 'note-audit-head',
        everySeconds: 600,
        async run() {
          const head = await noteAuditHead(db, options.config.dataDir)
          if (head) log.info({ audit: head }, 'head of the audit log')
        },
      },
    ] as const,
  ])
  const stops: (() => Promise<void>)[] = []
  return {
    ...host,
    async start() {
      if (options.config.background === 'off') return
      await relay.start()
      const worker = await startWorker(database.pool, tasks, log, metrics)
      const ticking = startTickers(db, tickers, log)
      stops.push(
        () => ticking.stop(),
        () => worker.stop(),
        () => relay.stop(),
      )
    },
    behind: () => relay.behind(),
    async stop() {
      for (const stop of stops.splice(0)) await stop()
      for (const [, { service }] of running) await service.stop?.()
    },
  }
}

/** A declared callee; it must come earlier in the list, so that calls form no cycle. */
function calleeOf(
  calls: Record<string, Record<string, Run>>,
  caller: string,
  callee: string,
): Service<Contract> {
  const service = calls[callee]
  if (!service) throw new Error(`${caller} uses ${callee}, which is not before it in the list of services`)
  return service
}

const asRuns = (service: Service<Contract>) => service as Record<string, Run>

function sessionFinder(calls: Record<string, Record<string, Run>>): FindSession {
  return async (token) => {
    const resolve = calls['identity']?.['resolveSession']
    if (!resolve) return null
    return (await resolve(systemContext('platform'), { token })) as SessionFacts | null
  }
}
