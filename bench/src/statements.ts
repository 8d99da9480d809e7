import type { Mall } from './mall.ts'

/** What one piece of work asks of the database. */
export interface DatabaseWork {
  /** Statements that read or write data; `begin` and its like are not counted. */
  statements: number
  /** Pages of 8 KiB that they touch, in PostgreSQL's memory or not. */
  buffers: number
}

const ROUNDS = 5

/**
 * Does some work many times, one after another, and asks PostgreSQL what came of it; of five rounds the one that touched
 * the fewest pages, for now and then one is full, and another is begun. For malls whose background rests.
 */
export async function databaseWorkOf(
  mall: Mall,
  times: number,
  work: () => Promise<unknown>,
): Promise<DatabaseWork> {
  await work()
  const rounds = []
  for (let done = 0; done < ROUNDS; done += 1)
    rounds.push(await roundOf(mall, Math.ceil(times / ROUNDS), work))
  return rounds.reduce((least, round) => (round.buffers < least.buffers ? round : least))
}

async function roundOf({ admin }: Mall, times: number, work: () => Promise<unknown>): Promise<DatabaseWork> {
  await admin.query('select pg_stat_statements_reset()')
  for (let done = 0; done < times; done += 1) await work()
  const { rows } = await admin.query<{ calls: string; buffers: string }>(
    `select sum(calls) as calls, sum(shared_blks_hit + shared_blks_read) as buffers
     from pg_stat_statements s join pg_roles r on r.oid = s.userid where r.rolname = 'tradewind'`,
  )
  return { statements: Number(rows[0]?.calls) / times, buffers: Number(rows[0]?.buffers) / times }
}
