import type { Static } from 'typebox'
import type { ProductCard } from '@tradewind/search/contract'
import type { KeptRow } from './keeping.queries.ts'

type Card = Static<typeof ProductCard>

/** What it cost when it was kept, if it costs less now; prices of other markets and currencies are not compared. */
export function cheaperThan(
  kept: Pick<KeptRow, 'market' | 'currency' | 'priceMinor'>,
  market: string | undefined,
  card: Pick<Card, 'price'> | undefined,
): { minor: number; currency: string } | null {
  const { currency, priceMinor } = kept
  if (!card || currency === null || priceMinor === null) return null
  if (kept.market !== (market ?? null) || currency !== card.price.currency) return null
  return card.price.minor < priceMinor ? { minor: priceMinor, currency } : null
}
