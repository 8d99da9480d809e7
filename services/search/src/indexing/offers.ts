import { sql } from 'kysely'
import { systemContext } from '@tradewind/platform/contract'
import type { SearchParts, Tx } from '../parts.ts'
import { deriveListings } from './derive.queries.ts'

/** Most offers that prices or stock are asked for in one call. */
const MOST_OFFERS = 2_000

/** Prices of offers changed: takes the new ones over. */
export const repriceOffers = (parts: SearchParts, tx: Tx, offerIds: readonly string[]): Promise<void> =>
  update(parts, tx, offerIds, 'prices', takePrices)

/** Stock of offers changed; lists are worked out anew only for what sold out or came back. */
export const restockOffers = (parts: SearchParts, tx: Tx, offerIds: readonly string[]): Promise<void> =>
  update(parts, tx, offerIds, 'stock', takeStock)

/** What a task does that looks once more at offers that were unknown. */
export const LATE_TASK = 'late'
export interface LateOffers {
  what: 'prices' | 'stock'
  offerIds: string[]
}

/** Longer than an index transaction may last. */
const LATE_MS = 3_000

/**
 * An offer that is not known here is not indexed yet, or just being so by a transaction that may have read what was
 * before. Either that transaction is over when the task looks again, or it has not begun and will read what is now.
 */
async function update(
  parts: SearchParts,
  tx: Tx,
  offerIds: readonly string[],
  what: LateOffers['what'],
  take: typeof takePrices,
): Promise<void> {
  const ids = [...new Set(offerIds)]
  if (ids.length === 0) return
  const known = await lockOffers(tx, ids)
  await deriveListings(tx, await take(parts, tx, known))
  const unknown = ids.filter((id) => !known.includes(id))
  if (unknown.length > 0)
    await parts.deps.enqueue<LateOffers>(
      tx,
      LATE_TASK,
      { what, offerIds: unknown },
      { runAt: new Date(Date.now() + LATE_MS) },
    )
}

export async function updateLate(parts: SearchParts, { what, offerIds }: LateOffers): Promise<void> {
  const take = what === 'prices' ? takePrices : takeStock
  await parts.db.transaction().execute(async (tx) => {
    await deriveListings(tx, await take(parts, tx, await lockOffers(tx, offerIds)))
  })
}

/** The offers that are known, with the locks of their products. */
async function lockOffers(tx: Tx, offerIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ offer_id: string }>`
    with locked as materialized (
      select p.number from search.products p
      where p.number in (select o.number from search.offers o where o.offer_id = any(${offerIds}::text[]))
      order by p.number for update)
    select o.offer_id from search.offers o
    where o.offer_id = any(${offerIds}::text[]) and o.number in (select number from locked)`.execute(tx)
  return rows.map((row) => row.offer_id)
}

/** Brings prices to what pricing says now, and answers the products of which one differs. */
export async function takePrices(
  { deps }: SearchParts,
  tx: Tx,
  offerIds: readonly string[],
): Promise<number[]> {
  const changed = new Set<number>()
  for (let at = 0; at < offerIds.length; at += MOST_OFFERS) {
    const some = offerIds.slice(at, at + MOST_OFFERS)
    const prices = await deps.calls.pricing.getPrices(systemContext('search'), { offerIds: some })
    const byOffer = new Map<string, Record<string, number>>(some.map((offerId) => [offerId, {}]))
    for (const { offerId, market, price } of prices) {
      const known = byOffer.get(offerId)
      if (known) known[market] = price.minor
    }
    const rows = Array.from(byOffer, ([offer_id, inMarkets]) => ({ offer_id, prices: inMarkets }))
    const written = await sql<{ number: number }>`update search.offers o set prices = t.prices
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(offer_id text, prices jsonb)
      where o.offer_id = t.offer_id and o.prices <> t.prices returning o.number`.execute(tx)
    for (const { number } of written.rows) changed.add(number)
  }
  return [...changed]
}

/** Brings stock to what inventory says now, and answers the products of which an offer sold out or came back. */
export async function takeStock(
  { deps }: SearchParts,
  tx: Tx,
  offerIds: readonly string[],
): Promise<number[]> {
  const turned = new Set<number>()
  for (let at = 0; at < offerIds.length; at += MOST_OFFERS) {
    const some = offerIds.slice(at, at + MOST_OFFERS)
    const stock = await deps.calls.inventory.getAvailable(systemContext('search'), { offerIds: some })
    const rows = stock.map(({ offerId, available, warehouseCountry }) => ({
      offer_id: offerId,
      available: Math.max(0, available),
      ships_from: warehouseCountry,
    }))
    const { rows: changed } = await sql<{ number: number; turned: boolean }>`
      with wanted as (
        select o.offer_id, o.number, o.available as before, o.ships_from as from_before, coalesce(t.available, 0) as available, t.ships_from
        from search.offers o left join jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as t(offer_id text, available int, ships_from text) on t.offer_id = o.offer_id
        where o.offer_id = any(${some}::text[]))
      update search.offers o set available = w.available, ships_from = coalesce(w.ships_from, o.ships_from) from wanted w
      where o.offer_id = w.offer_id and (w.before <> w.available or w.from_before is distinct from coalesce(w.ships_from, w.from_before))
      returning o.number, (w.before > 0) <> (w.available > 0) or w.from_before is distinct from o.ships_from as turned`.execute(
      tx,
    )
    for (const row of changed) if (row.turned) turned.add(row.number)
  }
  return [...turned]
}
