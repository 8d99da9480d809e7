import { sql } from 'kysely'
import type { Db, Tx } from '../parts.ts'

/**
 * Draws the number of a look, before other services are asked. Of two that write the same thing the later look wins:
 * each change is told, and who hears of it draws a number after it, so that what stands in the end has seen it.
 */
export async function drawLook(db: Db): Promise<number> {
  const { rows } = await sql<{ look: number }>`select nextval('search.look_numbers') as look`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a sequence always answers a number')
  return row.look
}

/** Those of these things that no later look has been written of; they are locked until the commit. */
export async function takeLooks(tx: Tx, look: number, what: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ what: string }>`insert into search.looks as l (what, look)
    select what, ${look} from unnest(${[...what]}::text[]) as t(what) order by what
    on conflict (what) do update set look = excluded.look where l.look < excluded.look returning what`.execute(
    tx,
  )
  return new Set(rows.map((row) => row.what))
}

/** Fails, to be tried again, unless a thing still stands as a look wrote it; it does until the commit. */
export async function assertLook(tx: Tx, what: string, look: number): Promise<void> {
  const { rows } = await sql<{
    look: number
  }>`select look from search.looks where what = ${what} for share`.execute(tx)
  if ((rows[0]?.look ?? 0) !== look)
    throw Object.assign(new Error(`${what} were written by another look meanwhile`), { code: '40001' })
}
