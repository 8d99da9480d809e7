import { sql } from 'kysely'
import { systemContext } from '@tradewind/platform/contract'
import type { SearchParts, Tx } from '../parts.ts'
import { deriveListings } from './derive.queries.ts'

interface Known {
  offer_id: string
  number: number
}

/** Most offers that prices or stock are asked for in one call. */
const MOST_OFFERS = 2_000

/** Prices of known offers changed: takes the new ones over. An offer not indexed yet gets its price when it is. */
export async function repriceOffers(parts: SearchParts, tx: Tx, offerIds: readonly string[]): Promise<void> {
  if (offerIds.length === 0) return
  const known = await lockOffers(tx, offerIds)
  await takePrices(
    parts,
    tx,
    known.map((offer) => offer.offer_id),
  )
  await deriveListings(tx, numbersOf(known))
}

/** Stock of known offers changed; lists are worked out anew only for what sold out or came back. */
export async function restockOffers(parts: SearchParts, tx: Tx, offerIds: readonly string[]): Promise<void> {
  const known = await lockOffers(tx, offerIds)
  await deriveListings(
    tx,
    await takeStock(
      parts,
      tx,
      known.map((offer) => offer.offer_id),
    ),
  )
}

const numbersOf = (known: readonly Known[]): number[] => [...new Set(known.map(({ number }) => number))]

/**
 * Locks the products of these offers. One that is being indexed at this moment is waited for, through the row that
 * its offer is about to get: it may have read the old price already.
 */
async function lockOffers(tx: Tx, offerIds: readonly string[]): Promise<Known[]> {
  const ids = [...new Set(offerIds)]
  const before = await lockKnown(tx, ids)
  if (before.length === ids.length) return before
  await sql`insert into search.offers (offer_id) select id from unnest(${ids}::text[]) as t(id)
    where not exists (select from search.offers o where o.offer_id = t.id) order by id on conflict do nothing`.execute(
    tx,
  )
  return lockKnown(tx, ids)
}

async function lockKnown(tx: Tx, offerIds: readonly string[]): Promise<Known[]> {
  const { rows } = await sql<Known>`
    with locked as materialized (
      select p.number from search.products p
      where p.number in (select o.number from search.offers o where o.offer_id = any(${offerIds}::text[]))
      order by p.number for update)
    select o.offer_id, o.number from search.offers o where o.offer_id = any(${offerIds}::text[]) and o.number in (select number from locked)`.execute(
    tx,
  )
  return rows
}

/** Brings prices to what pricing says now. The offers have rows. */
export async function takePrices({ deps }: SearchParts, tx: Tx, offerIds: readonly string[]): Promise<void> {
  for (let at = 0; at < offerIds.length; at += MOST_OFFERS) {
    const some = offerIds.slice(at, at + MOST_OFFERS)
    const prices = await deps.calls.pricing.getPrices(systemContext('search'), { offerIds: some })
    const byOffer = new Map<string, Record<string, number>>(some.map((offerId) => [offerId, {}]))
    for (const { offerId, market, price } of prices) {
      const known = byOffer.get(offerId)
      if (known) known[market] = price.minor
    }
    const rows = Array.from(byOffer, ([offer_id, inMarkets]) => ({ offer_id, prices: inMarkets }))
    await sql`update search.offers o set prices = t.prices
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(offer_id text, prices jsonb)
      where o.offer_id = t.offer_id and o.prices <> t.prices`.execute(tx)
  }
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
    for (const row of changed) if (row.turned && row.number !== null) turned.add(row.number)
  }
  return [...turned]
}
