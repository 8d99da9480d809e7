import { divideHalfEven, money, parseDecimal, powerOfTen, type Decimal, type Money } from '@tradewind/kernel'
import type { LandedRule } from './landed.types.ts'

/** How tax follows from an amount without it: exact fractions of it, each half-even. */
export interface TaxShape {
  readonly percent: Decimal
  /** (numerator, denominator) of the value added tax, and of the consumption tax before it. */
  readonly vat: readonly [bigint, bigint]
  readonly consumption: readonly [bigint, bigint]
  /** Plainly so many per cent on top. */
  readonly plain: boolean
}

/**
 * on-top: VAT/(1−CT) and CT/(1−CT), of which a share is levied; with no consumption tax it is plain VAT.
 * inside: r/(1−r), since such a tax is part of its own base.
 */
export function shapeOf(
  { tax, taxSharePercent }: Pick<LandedRule, 'tax' | 'taxSharePercent'>,
  percent: Decimal,
  consumptionPercent: Decimal,
): TaxShape {
  if (tax === 'none') return { percent: '0', vat: [0n, 1n], consumption: [0n, 1n], plain: false }
  const [rate, consumption, share] = [percent, consumptionPercent, taxSharePercent].map(fraction)
  if (!rate || !consumption || !share) throw new Error('a tax without a rate')
  const rest = tax === 'inside' ? lessThanOne(rate) : lessThanOne(consumption)
  return {
    percent,
    vat: times(times(rate, share), inverse(rest)),
    consumption: times(times(consumption, share), inverse(rest)),
    plain: tax === 'on-top' && consumption[0] === 0n && share[0] === share[1],
  }
}

/** Tax on an amount without tax: its value added tax, and its tax on consumption. */
export function taxOn(net: Money, shape: TaxShape): { vat: Money; consumption: Money } {
  const part = ([numerator, denominator]: readonly [bigint, bigint]): Money =>
    money(Number(divideHalfEven(BigInt(net.minor) * numerator, denominator)), net.currency)
  return { vat: part(shape.vat), consumption: part(shape.consumption) }
}

type Fraction = readonly [bigint, bigint]

function fraction(percent: Decimal): Fraction {
  const { units, scale } = parseDecimal(percent)
  return [units, powerOfTen(scale + 2)]
}
const times = (a: Fraction, b: Fraction): Fraction => [a[0] * b[0], a[1] * b[1]]
const inverse = ([numerator, denominator]: Fraction): Fraction => [denominator, numerator]
const lessThanOne = ([numerator, denominator]: Fraction): Fraction => [denominator - numerator, denominator]
