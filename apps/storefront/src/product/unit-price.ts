import { divideHalfEven, type Money } from '@tradewind/kernel'
import type { Product } from './product.ts'

/** What one piece holds: so many thousandths of a unit that prices are compared by. */
export interface Measure {
  readonly thousandths: number
  readonly unit: 'kg' | 'l' | 'm'
}

/** Attributes that say what is in a package, not how large it is. */
const UNITS: Readonly<Record<string, Measure['unit']>> = {
  netGrams: 'kg',
  netMillilitres: 'l',
  netMillimetres: 'm',
}

/** What a product says one piece holds. */
export function measureOf({ attributes }: Pick<Product, 'attributes'>): Measure | undefined {
  for (const { key, number } of attributes) {
    const unit = UNITS[key]
    if (unit && number !== null && number > 0) return { thousandths: number, unit }
  }
  return undefined
}

/** What a whole unit costs at this price, half-even: EUR 4.50 for 250 g is EUR 18.00 a kilogram. */
export const unitPriceOf = ({ minor, currency }: Money, { thousandths }: Measure): Money => ({
  // A measure may have three decimals of its own.
  minor: Number(divideHalfEven(BigInt(minor) * 1_000_000n, BigInt(Math.round(thousandths * 1000)))),
  currency,
})
