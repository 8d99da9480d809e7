import { sql } from 'kysely'
import type { Locale } from '@tradewind/kernel'
import type { Picture } from '@tradewind/platform/storage'
import type { Db } from '../parts.ts'
import { weightOfBest } from './cards.ts'
import { allOf, firmConditions, storeOpen, type Filters, type Scope } from './scope.ts'

export interface SuggestedRow {
  names_version: number
  products: {
    title: [name: string, slug: string] | null
    picture: Picture | null
    number: number
    store_id: string
    weight_grams: number
    stores: number
  }[]
}

/** A short word begins so many words that the best of the first few hundred must do. */
const MOST_HITS = 300

/** Products whose words begin so, best known first. */
export async function findSuggestions(
  db: Db,
  wanted: string,
  scope: Scope,
  locale: Locale,
  filters: Pick<Filters, 'ruled'>,
): Promise<SuggestedRow> {
  const { rows } = await sql<SuggestedRow>`
    with ${scope.here}
    select (select version from search.names) as names_version,
      (select coalesce(json_agg(found), '[]') from (
        select coalesce(p.titles -> ${locale}, p.titles -> 'en', p.titles -> p.own_locale) as title, p.picture,
          p.number, l.store_id, l.stores, ${weightOfBest} as weight_grams
        from (select number, max(case when locale = ${locale} then 1 else 0 end) as own from (
          select number, locale from search.documents where vector @@ ${wanted}::tsquery limit ${sql.lit(MOST_HITS)}) d group by number) h
        join search.products p on p.number = h.number
        join search.listing l on l.market = ${scope.market} and l.number = h.number
            where ${allOf([storeOpen, ...scope.priced, ...firmConditions(filters)])}
            order by h.own desc, p.popularity desc, p.number desc limit 6) found) as products`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a suggestion has no row')
  return row
}
