import { Logger as WorkerLogger, run, runMigrations } from 'graphile-worker'
import { sql, type QueryExecutorProvider } from 'kysely'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import type { Metrics } from '../metrics/index.ts'
import type { Task } from '../service/definition.ts'

export interface Worker {
  stop(): Promise<void>
}

/** Queues a task inside the caller's transaction; the same `key` again replaces a waiting one. */
export async function enqueueTask(
  tx: QueryExecutorProvider,
  name: string,
  payload: unknown,
  options: { runAt?: Date; key?: string } = {},
): Promise<void> {
  await sql`select platform.enqueue(${name}, ${JSON.stringify(payload)}::json, ${options.runAt ?? null}::timestamptz,
    ${options.key ?? null}::text)`.execute(tx)
}

/** Makes or updates the tables of the queue. */
export async function migrateJobs(pool: Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: silent })
}

/** Runs the tasks of this process's services; each at least once, again with growing pauses when it fails. */
export async function startWorker(
  pool: Pool,
  tasks: ReadonlyMap<string, Task<never>>,
  log: Logger,
  metrics: Metrics,
): Promise<Worker> {
  const taskList = Object.fromEntries(
    [...tasks].map(([name, task]) => [
      name,
      async (payload: unknown) => {
        const end = metrics.jobSeconds.startTimer({ task: name })
        try {
          await task.run(payload as never)
          end({ result: 'done' })
        } catch (error) {
          end({ result: 'failed' })
          log.warn({ err: error, task: name }, 'a task failed and will run again')
          throw error
        }
      },
    ]),
  )
  const runner = await run({
    pgPool: pool,
    taskList,
    concurrency: 5,
    pollInterval: 1_000,
    noHandleSignals: true,
    logger: silent,
  })
  return { stop: () => runner.stop() }
}

const silent = new WorkerLogger(() => () => undefined)
