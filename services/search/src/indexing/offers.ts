import { sql } from 'kysely'
import { systemContext, type OutputOf } from '@tradewind/platform/contract'
import type { inventory } from '@tradewind/inventory/contract'
import type { pricing } from '@tradewind/pricing/contract'
import type { IndexingParts, Tx } from '../parts.ts'
import { deriveListings } from './derive.queries.ts'
import { drawLook } from './looks.queries.ts'

/** Most offers that prices or stock are asked for in one call. */
const MOST_OFFERS = 2_000

/** What another service says of offers now, to be written in a transaction; answers the products whose lists it changes. */
export type Taking = (tx: Tx) => Promise<number[]>

/** Prices of offers changed: reads the new ones. An offer that is not known here is read whole once it is. */
export const repriceOffers = (parts: IndexingParts, offerIds: readonly string[]) =>
  renew(parts, offerIds, readPrices)

/** Stock of offers changed; lists are worked out anew only for what sold out or came back. */
export const restockOffers = (parts: IndexingParts, offerIds: readonly string[]) =>
  renew(parts, offerIds, readStock)

async function renew(
  parts: IndexingParts,
  offerIds: readonly string[],
  read: typeof readPrices,
): Promise<(tx: Tx) => Promise<void>> {
  const { rows } = await sql<{ offer_id: string }>`
    select offer_id from search.offers where offer_id = any(${[...new Set(offerIds)]}::text[])`.execute(
    parts.db,
  )
  const known = rows.map((row) => row.offer_id)
  if (known.length === 0) return () => Promise.resolve()
  const take = await read(parts, known)
  return async (tx) => {
    await lockProductsOf(tx, known)
    await deriveListings(tx, await take(tx))
  }
}

/** Products are locked before their offers, by all who write both. */
async function lockProductsOf(tx: Tx, offerIds: readonly string[]): Promise<void> {
  await sql`select from search.products where number in (select number from search.offers where offer_id = any(${[...offerIds]}::text[]))
    order by number for update`.execute(tx)
}

type Price = OutputOf<(typeof pricing)['getPrices']>[number]
type Stock = OutputOf<(typeof inventory)['getAvailable']>[number]

/** Asks pricing what offers cost. */
export async function readPrices({ db, deps }: IndexingParts, offerIds: readonly string[]): Promise<Taking> {
  const look = await drawLook(db)
  const prices: Price[] = []
  for (const some of chunksOf(offerIds))
    prices.push(
      ...(await deps.calls.pricing.getPrices(systemContext('search'), {
        offerIds: some,
        allCurrencies: true,
        withPrior: true,
        withTiers: true,
      })),
    )
  const rows = new Map(offerIds.map((offerId) => [offerId, emptyRow(offerId)]))
  for (const { offerId, market, own, price, prior, tiers } of prices) {
    const row = rows.get(offerId)
    const key = own ? market : `${market} ${price.currency}`
    if (row) row.prices[key] = price.minor
    if (row && prior) row.priors[key] = prior.minor
    if (row && tiers.length > 0)
      row.tiers[key] = tiers.map(({ minQuantity, price: { minor } }) => [minQuantity, minor])
  }
  return async (tx) => {
    const { rows: written } = await sql<{ number: number; differs: boolean }>`
      with wanted as (select o.offer_id, t.prices, t.priors, t.tiers, (o.prices, o.priors) is distinct from (t.prices, t.priors) as differs
        from jsonb_to_recordset(${JSON.stringify([...rows.values()])}::jsonb) as t(offer_id text, prices jsonb, priors jsonb, tiers jsonb)
        join search.offers o on o.offer_id = t.offer_id where o.prices_look < ${look})
      update search.offers o set prices = w.prices, priors = w.priors, tiers = w.tiers, prices_look = ${look} from wanted w
      where o.offer_id = w.offer_id returning o.number, w.differs`.execute(tx)
    return [...new Set(written.filter(({ differs }) => differs).map(({ number }) => number))]
  }
}

const emptyRow = (offer_id: string) => ({
  offer_id,
  prices: {} as Record<string, number>,
  priors: {} as Record<string, number>,
  tiers: {} as Record<string, [minQuantity: number, minor: number][]>,
})

/** Asks inventory what of offers can be sold. */
export async function readStock({ db, deps }: IndexingParts, offerIds: readonly string[]): Promise<Taking> {
  const look = await drawLook(db)
  const stock: Stock[] = []
  for (const some of chunksOf(offerIds))
    stock.push(...(await deps.calls.inventory.getAvailable(systemContext('search'), { offerIds: some })))
  const rows = stock.map(({ offerId, available, warehouseCountry }) => ({
    offer_id: offerId,
    available: Math.max(0, available),
    ships_from: warehouseCountry,
  }))
  return async (tx) => {
    const { rows: written } = await sql<{ number: number; turned: boolean }>`
      with wanted as (
        select o.offer_id, o.available as before, o.ships_from as from_before, coalesce(t.available, 0) as available, t.ships_from
        from search.offers o left join jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as t(offer_id text, available int, ships_from text) on t.offer_id = o.offer_id
        where o.offer_id = any(${[...offerIds]}::text[]) and o.stock_look < ${look})
      update search.offers o set available = w.available, ships_from = coalesce(w.ships_from, o.ships_from), stock_look = ${look}
      from wanted w where o.offer_id = w.offer_id
      returning o.number, (w.before > 0) <> (w.available > 0) or w.from_before is distinct from o.ships_from as turned`.execute(
      tx,
    )
    return [...new Set(written.filter(({ turned }) => turned).map(({ number }) => number))]
  }
}

const chunksOf = (offerIds: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(offerIds.length / MOST_OFFERS) }, (_, nth) =>
    offerIds.slice(nth * MOST_OFFERS, (nth + 1) * MOST_OFFERS),
  )
