import { sql } from 'kysely'
import type { Locale } from '@tradewind/kernel'
import type { Picture } from '@tradewind/platform/storage'
import type { Db } from '../parts.ts'
import type { Scope } from './scope.ts'

export interface SuggestedRow {
  names_version: number
  products: { title: [name: string, slug: string] | null; picture: Picture | null }[]
  stores: { slug: string; name: string }[]
}

/** A short word begins so many words that the best of the first thousand must do. */
const MOST_HITS = 1_000

/** Products whose words begin so, best known first, and stores whose name holds the text. */
export async function findSuggestions(
  db: Db,
  wanted: string,
  text: string,
  scope: Scope,
  locale: Locale,
): Promise<SuggestedRow> {
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<SuggestedRow>`
    with ${scope.here}
    select (select version from search.names) as names_version,
      (select coalesce(json_agg(found), '[]') from (
        select coalesce(p.titles -> ${locale}, p.titles -> 'en', p.titles -> p.own_locale) as title, p.picture
        from (select number, max(case when locale = ${locale} then 1 else 0 end) as own from (
          select number, locale from search.documents where vector @@ ${wanted}::tsquery limit ${sql.lit(MOST_HITS)}) d group by number) h
        join search.products p on p.number = h.number
        join search.listing l on l.market = ${scope.market} and l.number = h.number
        join search.stores s on s.store_id = l.store_id and s.open
        order by h.own desc, p.popularity desc, p.number desc limit 6) found) as products,
      (select coalesce(json_agg(found), '[]') from (
        select slug, coalesce(name ->> ${locale}, name ->> 'en', slug) as name from search.stores
        where open and (name ->> ${locale} ilike ${like} or name ->> 'en' ilike ${like}) order by slug limit 3) found) as stores`.execute(
    db,
  )
  const [row] = rows
  if (!row) throw new Error('a suggestion has no row')
  return row
}
