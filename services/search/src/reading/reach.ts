import { sql } from 'kysely'
import type { CountryCode } from '@tradewind/kernel'
import type { Names } from '../names/names.ts'
import type { Db } from '../parts.ts'

/** Whether a store ships a parcel of a weight to a country; one of which that is not known yet is taken to. */
function sends({ stores }: Names, storeId: string, country: CountryCode, grams: number): boolean {
  const { shipsTo, shipsGrams } = stores.get(storeId) ?? {}
  if (shipsTo && !shipsTo.includes('*') && !shipsTo.includes(country)) return false
  return !shipsGrams || grams <= (shipsGrams[country] ?? shipsGrams['*'] ?? 0)
}

/** Goods by their number, with the store of their best offer, its weight, and how many stores there are. */
interface Offered {
  number: number
  store_id: string
  weight_grams: number
  stores: number
}

/**
 * Says of goods whether any store sends them to a country. What the best offer's store does is held in memory; goods
 * that it does not send are looked up where others have them too, or where it sends lighter ones.
 */
export async function withReach<Shown extends object>(
  db: Db,
  names: Names,
  cards: readonly { row: Offered; card: Shown }[],
  country: CountryCode,
): Promise<(Shown & { sent: boolean })[]> {
  const doubtful = cards.filter(
    ({ row: { store_id, weight_grams, stores } }) =>
      !sends(names, store_id, country, weight_grams) && (stores > 1 || sends(names, store_id, country, 0)),
  )
  const elsewhere = await lightestOf(
    db,
    doubtful.map(({ row }) => row.number),
  )
  return cards.map(({ row, card }) => ({
    ...card,
    sent: [row, ...(elsewhere.get(row.number) ?? [])].some(({ store_id, weight_grams }) =>
      sends(names, store_id, country, weight_grams),
    ),
  }))
}

type Lightest = Pick<Offered, 'store_id' | 'weight_grams'>

/** The lightest that each store has of some goods. */
async function lightestOf(db: Db, numbers: readonly number[]): Promise<ReadonlyMap<number, Lightest[]>> {
  if (numbers.length === 0) return new Map()
  const { rows } = await sql<Lightest & { number: number }>`
    select number, store_id, min(weight_grams) as weight_grams from search.offers
    where number = any(${[...numbers]}::int[]) and on_sale group by number, store_id`.execute(db)
  return Map.groupBy(rows, ({ number }) => number)
}

/** What is sent before what is not, each in its order: within one page, since the index is not sorted by countries. */
export const sentFirst = <Shown extends { sent: boolean }>(cards: readonly Shown[]): Shown[] => [
  ...cards.filter(({ sent }) => sent),
  ...cards.filter(({ sent }) => !sent),
]
