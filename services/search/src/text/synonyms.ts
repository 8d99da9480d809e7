import { existsSync, readFileSync } from 'node:fs'
import type { Locale } from '@tradewind/kernel'

/** Words for the same thing, each a word or several. */
export type SynonymGroup = readonly string[]

const groups = new Map<Locale, readonly SynonymGroup[]>()

/** The groups of `synonyms/<locale>.json`; none where there is no such file. */
export function synonymGroups(locale: Locale): readonly SynonymGroup[] {
  const known = groups.get(locale)
  if (known) return known
  const file = new URL(`../../synonyms/${locale}.json`, import.meta.url)
  const read = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SynonymGroup[]) : []
  groups.set(locale, read)
  return read
}
