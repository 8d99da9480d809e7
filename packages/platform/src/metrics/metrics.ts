import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** What the figures read of a pool of connections. */
export interface PoolLevels {
  readonly totalCount: number
  readonly idleCount: number
  readonly waitingCount: number
}

/** How far a consumer is behind one outbox, such as `search.prices<pricing`. */
export interface ConsumerLag {
  consumer: string
  /** Facts it has not read. */
  facts: number
  /** Age of the oldest of them; 0 when there is none. */
  seconds: number
}

/** A figure that a service can tell, such as an age in seconds; undefined while there is none. */
export interface Figure {
  readonly name: string
  readonly help: string
  read(): Promise<number | undefined>
}

/** The figures of one process, in seconds and bytes as Prometheus wants them. */
export interface Metrics {
  registry: Registry
  /** `tradewind_http_request_seconds{operation,method,status}`; the count of it is the number of requests. */
  httpSeconds: Histogram<'operation' | 'method' | 'status'>
  /** `tradewind_cache_lookups_total{result="hit"|"miss"}`. */
  cacheLookups: Counter<'result'>
  /** `tradewind_job_seconds{task,result="done"|"failed"}`; the count of it is the number of jobs run. */
  jobSeconds: Histogram<'task' | 'result'>
  /** `tradewind_<name>` of a service: read whenever figures are asked for. */
  watchFigure(figure: Figure): void
  /** Reads the pool's levels whenever figures are asked for. */
  watchPool(pool: PoolLevels): void
  /** `tradewind_outbox_lag_seconds{consumer}`, `tradewind_outbox_unread_facts{consumer}`: read whenever figures are asked for. */
  watchConsumers(read: () => Promise<ConsumerLag[]>): void
}

/** Figures of their own registry, with Node's (event-loop lag, memory, garbage collection) beside ours. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    httpSeconds: new Histogram({
      name: 'tradewind_http_request_seconds',
      help: 'Time from the request to the end of its answer',
      labelNames: ['operation', 'method', 'status'],
      buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    cacheLookups: new Counter({
      name: 'tradewind_cache_lookups_total',
      help: 'Look-ups in the cache',
      labelNames: ['result'],
      registers,
    }),
    jobSeconds: new Histogram({
      name: 'tradewind_job_seconds',
      help: 'Time that jobs ran',
      labelNames: ['task', 'result'],
      buckets: [0.01, 0.05, 0.25, 1, 5, 30, 120],
      registers,
    }),
    watchFigure: ({ name, help, read }) => {
      const gauge = new Gauge({
        name: `tradewind_${name}`,
        help,
        registers,
        async collect() {
          // Without the database the other figures are wanted all the more.
          const value = await read().catch(() => undefined)
          if (value === undefined) gauge.reset()
          else gauge.set(value)
        },
      })
    },
    watchPool: (pool) => {
      const levels = new Gauge({
        name: 'tradewind_pool_connections',
        help: 'Connections to the database, and callers waiting for one',
        labelNames: ['state'],
        registers,
        collect: () => {
          levels.set({ state: 'used' }, pool.totalCount - pool.idleCount)
          levels.set({ state: 'idle' }, pool.idleCount)
          levels.set({ state: 'waiting' }, pool.waitingCount)
        },
      })
    },
    watchConsumers: (read) => {
      const gauge = (name: string, help: string, collect: () => Promise<void>) =>
        new Gauge({ name, help, labelNames: ['consumer'], registers, collect })
      // The first gauge that is collected reads for both.
      let reading: Promise<void> = Promise.resolve()
      const unread = gauge('tradewind_outbox_unread_facts', 'Facts that a consumer has not read', () => {
        reading = refresh()
        return reading
      })
      const lag = gauge(
        'tradewind_outbox_lag_seconds',
        'Age of the oldest fact that a consumer has not read',
        () => reading,
      )
      const refresh = async () => {
        // Without the database the other figures are wanted all the more.
        const lags = await read().catch(() => [])
        for (const one of [unread, lag]) one.reset()
        for (const { consumer, facts, seconds } of lags) {
          unread.set({ consumer }, facts)
          lag.set({ consumer }, seconds)
        }
      }
    },
  }
}
