import { sql } from 'kysely'
import { newId, notFound, refused } from '@tradewind/kernel'
import type { Service } from '@tradewind/platform/contract'
import type { Task, Ticker } from '@tradewind/platform/service'
import type { translation } from '../contract/index.ts'
import type { TranslationParts } from '../parts.ts'
import {
  findDueJob,
  findNextDue,
  forgetRefusals,
  keepLane,
  leaveLane,
  listJobs,
  stopJob,
  takeLane,
  type JobRow,
} from './jobs.queries.ts'
import { PROVIDER_SECONDS, type Machine } from './machine.types.ts'
import { translatePage } from './translate-page.ts'

const TASK = 'translate'
/** Kept with each call to the provider; who takes longer for one has died. */
const LANE_SECONDS = PROVIDER_SECONDS * 3
const LONGEST_PAUSE_SECONDS = 3_600
const REPEAT_SECONDS = 60

type MachineOperations = Pick<Service<typeof translation>, 'getMachine' | 'startMachine' | 'stopMachine'>

export function machineOperations({ db, deps }: TranslationParts, machine?: Machine): MachineOperations {
  return {
    getMachine: async () => ({ provider: machine?.name ?? null, jobs: (await listJobs(db)).map(viewOf) }),
    startMachine: (_ctx, { kind, locale, repeats }) => {
      if (!machine) throw refused('translation.no-machine')
      return db.transaction().execute(async (tx) => {
        const again = {
          state: 'running' as const,
          repeats,
          cursor: null,
          fault: null,
          done: 0,
          refused: 0,
          attempts: 0,
        }
        const job = await tx
          .insertInto('translation.jobs')
          .values({ kind, locale, ...again })
          .onConflict((conflict) =>
            conflict
              .columns(['kind', 'locale'])
              .doUpdateSet({ ...again, due_at: sql`now()`, updated_at: sql`now()` }),
          )
          .returningAll()
          .executeTakeFirstOrThrow()
        await forgetRefusals(tx, kind, locale)
        await deps.enqueue(tx, TASK, {}, { key: TASK })
        return viewOf(job)
      })
    },
    stopMachine: async (_ctx, { kind, locale }) => {
      const job = await stopJob(db, kind, locale)
      if (!job) throw notFound()
      return viewOf(job)
    },
  }
}

const viewOf = ({ kind, locale, state, repeats, done, refused: lost, fault, updated_at }: JobRow) => ({
  kind: kind as Awaited<ReturnType<MachineOperations['startMachine']>>['kind'],
  locale,
  state,
  repeats,
  done,
  refused: lost,
  fault,
  updatedAt: updated_at.toISOString(),
})

/** Translates a page of the job whose turn it is, one at a time in the whole house, and queues itself while there is more. */
export const translateTask = (parts: TranslationParts, machine: Machine): Task<object> => ({
  name: TASK,
  async run() {
    const { db, deps } = parts
    const holder = newId('lane')
    if (!(await takeLane(db, holder, LANE_SECONDS))) return
    try {
      const job = await findDueJob(db)
      if (job) await work(parts, inLane(db, holder, machine), job)
    } finally {
      await leaveLane(db, holder)
    }
    const runAt = await findNextDue(db)
    if (runAt) await db.transaction().execute((tx) => deps.enqueue(tx, TASK, {}, { key: TASK, runAt }))
  },
})

class LaneLost extends Error {}

/** The machine for as long as the lane is ours. */
const inLane = (db: TranslationParts['db'], holder: string, machine: Machine): Machine => ({
  ...machine,
  async translate(...asked) {
    if (!(await keepLane(db, holder, LANE_SECONDS))) throw new LaneLost('another process has the lane')
    return machine.translate(...asked)
  },
})

async function work({ db, deps }: TranslationParts, machine: Machine, job: JobRow): Promise<void> {
  // A job that was stopped meanwhile stays so.
  const own = db
    .updateTable('translation.jobs')
    .where('kind', '=', job.kind)
    .where('locale', '=', job.locale)
    .where('state', '=', 'running')
  try {
    const { nextCursor, done, refused: lost } = await translatePage({ db, deps }, machine, job)
    await own
      .set((row) => ({
        state: nextCursor === null ? 'done' : 'running',
        cursor: nextCursor,
        done: row('done', '+', done),
        refused: row('refused', '+', lost),
        fault: null,
        attempts: 0,
        due_at: sql`now()`,
        updated_at: sql`now()`,
      }))
      .execute()
  } catch (error) {
    if (error instanceof LaneLost) return
    deps.log.warn({ err: error, kind: job.kind, locale: job.locale }, 'the translation provider failed')
    const pause = Math.min(2 ** job.attempts, LONGEST_PAUSE_SECONDS)
    await own
      .set((row) => ({
        fault: faultOf(error, deps.config.translator?.key),
        attempts: row('attempts', '+', 1),
        due_at: sql`now() + make_interval(secs => ${pause})`,
        updated_at: sql`now()`,
      }))
      .execute()
  }
}

/** What the provider said, without our key, which some put into the address they complain of. */
const faultOf = (error: unknown, key = ''): string => {
  const said = error instanceof Error ? error.message : String(error)
  return (key === '' ? said : said.replaceAll(key, '…')).slice(0, 300)
}

/** Begins repeating jobs again, and wakes what a dead process left. */
export const repeatTicker = ({ db, deps }: TranslationParts): Ticker => ({
  name: 'repeat',
  everySeconds: REPEAT_SECONDS,
  run: () =>
    db.transaction().execute(async (tx) => {
      await sql`update translation.jobs set state = 'running', cursor = null, due_at = now()
        where repeats and state = 'done'`.execute(tx)
      const runAt = await findNextDue(tx)
      if (runAt) await deps.enqueue(tx, TASK, {}, { key: TASK, runAt })
    }),
})
