import type { Money } from './amount.ts'
import { kernelError } from './errors.ts'
import { money } from './money.ts'

/**
 * Splits an amount in proportion to weights so that the parts sum to it exactly: 100 over [1, 1, 1] = 34, 33, 33.
 * Largest remainder (Hamilton); ties go to the earlier part; a weight of 0 gets nothing.
 * Weights are safe integers of at least 0, such as line totals or grams; when all are 0 they count as equal,
 * so that a charge on free goods still lands somewhere. Throws 500 `money.bad-weights`, also for no weights at all.
 */
export function allocate(amount: Money, weights: readonly number[]): Money[] {
  if (weights.length === 0 || !weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0)) {
    throw kernelError(500, 'money.bad-weights')
  }
  const shares = (weights.every((weight) => weight === 0) ? weights.map(() => 1) : weights).map(BigInt)
  const total = shares.reduce((a, b) => a + b, 0n)
  const magnitude = BigInt(Math.abs(amount.minor))

  const parts = shares.map((share, index) => ({
    index,
    minor: (magnitude * share) / total,
    remainder: (magnitude * share) % total,
  }))
  const left = Number(parts.reduce((rest, part) => rest - part.minor, magnitude))
  const byRemainder = parts.toSorted((a, b) => Number(b.remainder - a.remainder) || a.index - b.index)
  for (const part of byRemainder.slice(0, left)) part.minor += 1n

  const sign = amount.minor < 0 ? -1 : 1
  return parts.map((part) => money(sign * Number(part.minor), amount.currency))
}
