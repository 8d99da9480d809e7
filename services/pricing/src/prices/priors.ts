import type { Money } from '@tradewind/kernel'
import type { Kysely } from 'kysely'
import type { PricingTables } from '../tables.ts'
import type { MarketTerms } from '../terms/terms.queries.ts'
import type { SeenPrice } from './prices.rules.ts'
import { readMemory } from './prior.queries.ts'
import { priorOf } from './prior.rules.ts'

/** What each price is reduced from, if it is; the past is read, in one statement, only where a special price won. */
export async function priorsOf(
  db: Kysely<PricingTables>,
  seen: readonly { market: MarketTerms; one: SeenPrice }[],
): Promise<(Money | undefined)[]> {
  const special = seen.flatMap(({ market, one: { won } }) =>
    won.special
      ? [{ offerId: won.offerId, from: Date.parse(won.special.startsAt) - dayMs(market.priorPriceDays ?? 0) }]
      : [],
  )
  if (special.length === 0) return []
  const since = new Date(Math.min(...special.map(({ from }) => from)))
  const memory = await readMemory(db, [...new Set(special.map(({ offerId }) => offerId))], since)
  return seen.map(({ market, one }) => priorOf(memory, one, market))
}

const dayMs = (days: number): number => days * 86_400_000
