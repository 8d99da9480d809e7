import { sql } from 'kysely'
import type { Locale } from '@tradewind/kernel'
import { ADDRESSES_A_PART } from '../contract/index.ts'
import type { Db } from '../parts.ts'

const ON_SALE = sql`p.published and exists (select from search.listing l where l.number = p.number)`

/** Numbers of the parts that hold a product on sale, from 0. */
export async function findParts(db: Db): Promise<number[]> {
  const { rows } = await sql<{ part: number }>`
    select distinct (p.number - 1) / ${sql.lit(ADDRESSES_A_PART)} as part from search.products p where ${ON_SALE} order by part`.execute(
    db,
  )
  return rows.map(({ part }) => part)
}

/** Products on sale with a name in the language, after a number and up to the end of its part. */
export async function findAddresses(
  db: Db,
  { part, after, limit }: { part: number; after: number; limit: number },
  locale: Locale,
): Promise<{ number: number; slug: string }[]> {
  const first = part * ADDRESSES_A_PART
  const { rows } = await sql<{ number: number; slug: string }>`
    select p.number, p.titles -> ${locale} ->> 1 as slug from search.products p
    where p.number > ${Math.max(first, after)} and p.number <= ${first + ADDRESSES_A_PART}
      and p.titles ? ${locale} and not ${locale} = any(p.hidden_in) and ${ON_SALE}
    order by p.number limit ${limit}`.execute(db)
  return rows
}
