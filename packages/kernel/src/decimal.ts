import { kernelError } from './errors.ts'

/** An exact number in plain notation, such as `19.99`, `-0.5` or `1588.21`: no exponent, no grouping, no plus. */
export type Decimal = string

/** A decimal taken apart: its value is `units` × 10^-`scale`. */
export interface DecimalParts {
  readonly units: bigint
  readonly scale: number
}

const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/
const MAX_LENGTH = 100

/** Ten to the power of `exponent`, an integer of at least 0. */
export const powerOfTen = (exponent: number): bigint => 10n ** BigInt(exponent)

/** Reads a decimal of at most 100 characters; throws 400 `money.bad-decimal`. */
export function parseDecimal(text: Decimal): DecimalParts {
  const match = text.length <= MAX_LENGTH ? PLAIN.exec(text) : null
  if (!match) throw kernelError(400, 'money.bad-decimal', { text: text.slice(0, MAX_LENGTH) })
  const [, sign = '', whole = '', fraction = ''] = match
  return { units: BigInt(sign + whole + fraction), scale: fraction.length }
}

/** Writes `{ units: -1205n, scale: 2 }` as `-12.05`, keeping every digit of the scale. */
export function printDecimal({ units, scale }: DecimalParts): Decimal {
  const sign = units < 0n ? '-' : ''
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  return scale === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-scale)}`
}

/**
 * The quotient of two integers, rounded to the nearest, a half to the even neighbour: 5/2 → 2, 7/2 → 4.
 * Source: IEEE 754 roundTiesToEven. `denominator` must not be 0.
 */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  if (denominator < 0n) return divideHalfEven(-numerator, -denominator)
  if (numerator < 0n) return -divideHalfEven(-numerator, denominator)
  const floor = numerator / denominator
  const twice = (numerator % denominator) * 2n
  const up = twice > denominator || (twice === denominator && floor % 2n === 1n)
  return up ? floor + 1n : floor
}

/** The exact product; `1.20` × `0.5` = `0.600`. */
export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  const [x, y] = [parseDecimal(a), parseDecimal(b)]
  return printDecimal({ units: x.units * y.units, scale: x.scale + y.scale })
}

/** The quotient with `scale` decimal digits, half-even; throws 400 `money.bad-decimal` when dividing by zero. */
export function divideDecimals(a: Decimal, b: Decimal, scale: number): Decimal {
  const [x, y] = [parseDecimal(a), parseDecimal(b)]
  if (y.units === 0n) throw kernelError(400, 'money.bad-decimal', { text: b })
  const numerator = x.units * powerOfTen(scale + y.scale)
  return printDecimal({ units: divideHalfEven(numerator, y.units * powerOfTen(x.scale)), scale })
}

/** The exact sum. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const [x, y] = [parseDecimal(a), parseDecimal(b)]
  const scale = Math.max(x.scale, y.scale)
  return printDecimal({ units: atScale(x, scale) + atScale(y, scale), scale })
}

/** -1, 0 or 1 as `a` is less than, equal to or greater than `b`; `1.0` equals `1`. */
export function compareDecimals(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const [x, y] = [parseDecimal(a), parseDecimal(b)]
  const scale = Math.max(x.scale, y.scale)
  const difference = atScale(x, scale) - atScale(y, scale)
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}

/** The decimal with `scale` decimal digits, half-even: `2.665` at 2 → `2.66`, `2.675` → `2.68`. */
export function roundDecimal(decimal: Decimal, scale: number): Decimal {
  return divideDecimals(decimal, '1', scale)
}

const atScale = ({ units, scale }: DecimalParts, wanted: number): bigint => units * powerOfTen(wanted - scale)

/**
 * Units of `target` per unit of `source`, from two rates against one base, as the ECB publishes them.
 * 18 decimal digits: enough for any safe amount between the weakest and the strongest currency.
 */
export const crossRate = (basePerSource: Decimal, basePerTarget: Decimal): Decimal =>
  divideDecimals(basePerTarget, basePerSource, 18)
