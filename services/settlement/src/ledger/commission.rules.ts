import { divideHalfEven } from '@tradewind/kernel'
import type { SoldLine } from './posting.types.ts'

/** The house's share of a line: of goods without tax, half-even, at the rate frozen in the sale. */
export const commissionOf = (netMinor: number, basisPoints: number): number =>
  Number(divideHalfEven(BigInt(netMinor) * BigInt(basisPoints), 10_000n))

/**
 * What of a line's commission goes back when so much of it is refunded. In whatever steps a line comes back, what
 * goes back adds up to its commission exactly.
 */
export function commissionReturned(sold: SoldLine, refundedNetMinor: number): number {
  return upTo(sold, sold.returnedNetMinor + refundedNetMinor) - upTo(sold, sold.returnedNetMinor)
}

function upTo({ netMinor, commissionMinor }: SoldLine, returnedMinor: number): number {
  if (returnedMinor >= netMinor) return commissionMinor
  return Number(divideHalfEven(BigInt(commissionMinor) * BigInt(returnedMinor), BigInt(netMinor)))
}
