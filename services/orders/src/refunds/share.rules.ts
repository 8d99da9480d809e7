/**
 * What pieces `from`+1 to `to` of a line of `quantity` pieces come to, in minor units. Shares of all pieces add up
 * to the whole exactly, in whatever steps they are taken.
 */
export function shareOf(amountMinor: number, quantity: number, from: number, to: number): number {
  return upTo(amountMinor, quantity, to) - upTo(amountMinor, quantity, from)
}

/** Half-even of amount × pieces / quantity; BigInt because the product may pass 2^53. */
function upTo(amountMinor: number, quantity: number, pieces: number): number {
  const numerator = BigInt(amountMinor) * BigInt(pieces)
  const divisor = BigInt(quantity)
  const floor = numerator / divisor
  const twiceRest = (numerator % divisor) * 2n
  const up = twiceRest > divisor || (twiceRest === divisor && floor % 2n === 1n)
  return Number(up ? floor + 1n : floor)
}
