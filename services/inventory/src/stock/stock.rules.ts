import { invalid, refused } from '@tradewind/kernel'

/** More than any warehouse holds, and far from what an integer holds. */
const MOST_ON_HAND = 10_000_000

/** What a person asks for: a new count, or so many more or fewer. */
export interface Adjustment {
  readonly onHand?: number
  readonly change?: number
}

/** What is on hand after an adjustment; refused below what is reserved and above what is sensible. */
export function adjusted(now: { onHand: number; reserved: number }, { onHand, change }: Adjustment): number {
  if ((onHand === undefined) === (change === undefined))
    throw invalid([{ path: 'onHand', code: 'inventory.count-or-change' }])
  const next = onHand ?? now.onHand + (change ?? 0)
  if (next < now.reserved)
    throw refused('inventory.below-reserved', { reserved: now.reserved, onHand: now.onHand })
  if (next > MOST_ON_HAND)
    throw invalid([{ path: 'onHand', code: 'platform.too-big', params: { max: MOST_ON_HAND } }])
  return next
}
