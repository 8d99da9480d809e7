import type { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** The figures of one process, in seconds and bytes as Prometheus wants them. */
export interface Metrics {
  registry: Registry
  /** `tradewind_http_request_seconds{operation,method,status}`; the count of it is the number of requests. */
  httpSeconds: Histogram<'operation' | 'method' | 'status'>
  /** `tradewind_cache_lookups_total{result="hit"|"miss"}`. */
  cacheLookups: Counter<'result'>
  /** `tradewind_jobs_total{task,result="done"|"failed"}`. */
  jobs: Counter<'task' | 'result'>
  jobSeconds: Histogram<'task'>
  /** `tradewind_outbox_lag_seconds{service}`: age of the oldest fact not yet handed on. */
  outboxLagSeconds: Gauge<'service'>
  /** Reads the pool whenever figures are asked for. */
  watchPool(pool: { totalCount: number; idleCount: number; waitingCount: number }): void
}

export function createMetrics(): Metrics {
  throw new Error('not built yet')
}
