import { sql } from 'kysely'
import type { Locale } from '@tradewind/kernel'
import type { Db } from '../parts.ts'

const MOST_KEPT = 200_000
/** Words this process has written already; to write one again would only cost. */
const written = new WeakMap<Db, Set<string>>()

/** Adds the words of documents to the vocabulary; outside of the caller's transaction, since a word too many does no harm. */
export async function learnWords(
  db: Db,
  documents: readonly { locale: Locale; words: readonly string[] }[],
): Promise<void> {
  const seen = written.get(db) ?? new Set<string>()
  written.set(db, seen)
  if (seen.size > MOST_KEPT) seen.clear()
  const fresh = new Map<string, { locale: Locale; word: string }>()
  for (const { locale, words } of documents) {
    for (const word of words) {
      const key = `${word} ${locale}`
      if (!seen.has(key)) fresh.set(key, { locale, word })
    }
  }
  if (fresh.size === 0) return
  const rows = [...fresh.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
  await sql`insert into search.vocabulary (word, locale)
    select * from unnest(${rows.map(({ word }) => word)}::text[], ${rows.map(({ locale }) => locale)}::text[]) on conflict do nothing`.execute(
    db,
  )
  for (const key of fresh.keys()) seen.add(key)
}
