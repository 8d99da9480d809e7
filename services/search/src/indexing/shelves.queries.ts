import { sql } from 'kysely'
import type { Db } from '../parts.ts'

/** Numbers never change, so what was seen once is known. */
const known = new WeakMap<Db, Map<string, number>>()

/** The numbers of shelves by key, given out now where there is none; outside of the caller's transaction. */
export async function findShelves(db: Db, keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const shelves = known.get(db) ?? new Map<string, number>()
  known.set(db, shelves)
  const unknown = [...new Set(keys)].filter((key) => !shelves.has(key)).sort()
  if (unknown.length > 0) {
    await sql`insert into search.shelves (key) select unnest(${unknown}::text[]) on conflict do nothing`.execute(
      db,
    )
    const { rows } = await sql<{ key: string; shelf: number }>`
      select key, shelf from search.shelves where key = any(${unknown}::text[])`.execute(db)
    for (const { key, shelf } of rows) shelves.set(key, shelf)
  }
  return shelves
}
