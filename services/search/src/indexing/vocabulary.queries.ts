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
  const fresh = new Map<string, Set<Locale>>()
  for (const { locale, words } of documents) {
    for (const word of words) {
      if (seen.has(keyOf(word, locale))) continue
      fresh.set(word, (fresh.get(word) ?? new Set()).add(locale))
    }
  }
  if (fresh.size === 0) return
  const rows = [...fresh].map(([word, locales]) => ({ word, locales: [...locales] }))
  await sql`insert into search.vocabulary as v (word, locales)
    select word, locales from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(word text, locales text[])
    where not exists (select from search.vocabulary k where k.word = t.word and k.locales @> t.locales) order by word
    on conflict (word) do update
    set locales = (select array_agg(distinct locale order by locale) from unnest(v.locales || excluded.locales) as l(locale))`.execute(
    db,
  )
  for (const { word, locales } of rows) for (const locale of locales) seen.add(keyOf(word, locale))
}

const keyOf = (word: string, locale: Locale): string => `${word} ${locale}`
