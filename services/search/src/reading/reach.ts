import { sql } from 'kysely'
import type { CountryCode } from '@tradewind/kernel'
import type { Names } from '../names/names.ts'
import type { Db } from '../parts.ts'

/** Whether a store ships to a country; one of which that is not known yet is taken to. */
const reaches = ({ stores }: Names, storeId: string, country: CountryCode): boolean => {
  const shipsTo = stores.get(storeId)?.shipsTo
  return !shipsTo || shipsTo.includes('*') || shipsTo.includes(country)
}

/** Goods by their number, with the store of their best offer and how many stores there are. */
interface Offered {
  number: number
  store_id: string
  stores: number
}

/**
 * Says of goods whether any store sends them to a country. What the best offer's store does is held in memory; only
 * goods that it does not send and others have too are looked up.
 */
export async function withReach<Shown extends object>(
  db: Db,
  names: Names,
  cards: readonly { row: Offered; card: Shown }[],
  country: CountryCode,
): Promise<(Shown & { sent: boolean })[]> {
  const doubtful = cards.filter(({ row }) => row.stores > 1 && !reaches(names, row.store_id, country))
  const elsewhere = await storesOf(
    db,
    doubtful.map(({ row }) => row.number),
  )
  return cards.map(({ row, card }) => ({
    ...card,
    sent: [row.store_id, ...(elsewhere.get(row.number) ?? [])].some((id) => reaches(names, id, country)),
  }))
}

async function storesOf(db: Db, numbers: readonly number[]): Promise<ReadonlyMap<number, string[]>> {
  if (numbers.length === 0) return new Map()
  const { rows } = await sql<{ number: number; stores: string[] }>`
    select number, array_agg(distinct store_id) as stores from search.offers
    where number = any(${[...numbers]}::int[]) and on_sale group by number`.execute(db)
  return new Map(rows.map(({ number, stores }) => [number, stores]))
}

/** What is sent before what is not, each in its order: within one page, since the index is not sorted by countries. */
export const sentFirst = <Shown extends { sent: boolean }>(cards: readonly Shown[]): Shown[] => [
  ...cards.filter(({ sent }) => sent),
  ...cards.filter(({ sent }) => !sent),
]
