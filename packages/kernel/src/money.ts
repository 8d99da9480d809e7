import type { Money } from './amount.ts'
import { exponentOf, isCurrency, type CurrencyCode } from './currencies.ts'
import { divideHalfEven, parseDecimal, powerOfTen, type Decimal } from './decimal.ts'
import { kernelError } from './errors.ts'

/** An amount of checked parts; throws `money.unknown-currency` (400), `money.out-of-range` (422) beyond safe integers. */
export function money(minor: number, currency: CurrencyCode): Money {
  exponentOf(currency)
  if (!Number.isSafeInteger(minor)) throw kernelError(422, 'money.out-of-range', { currency })
  return { minor: minor + 0, currency } // + 0 turns -0 into 0
}

/** Whether the value has the shape of an amount: safe integer, known currency. */
export function isMoney(value: unknown): value is Money {
  if (typeof value !== 'object' || value === null || !('minor' in value) || !('currency' in value))
    return false
  return Number.isSafeInteger(value.minor) && isCurrency(value.currency)
}

/** Nothing, in this currency. */
export const zero = (currency: CurrencyCode): Money => money(0, currency)

/** The sum of two amounts; throws 500 `money.currency-mismatch`. */
export const add = (a: Money, b: Money): Money => money(a.minor + sameCurrency(a, b).minor, a.currency)

/** `a` less `b`, which may be negative; throws 500 `money.currency-mismatch`. */
export const subtract = (a: Money, b: Money): Money => money(a.minor - sameCurrency(a, b).minor, a.currency)

/** The amount with its sign turned. */
export const negate = (amount: Money): Money => money(-amount.minor, amount.currency)

/** The sum of a list, zero when it is empty; throws 500 `money.currency-mismatch`. */
export const sum = (list: readonly Money[], currency: CurrencyCode): Money => list.reduce(add, zero(currency))

/** -1, 0 or 1 as `a` is less than, equal to or greater than `b`; throws 500 `money.currency-mismatch`. */
export const compare = (a: Money, b: Money): -1 | 0 | 1 => {
  sameCurrency(a, b)
  return a.minor === b.minor ? 0 : a.minor < b.minor ? -1 : 1
}

/** Whether the amount is nothing. */
export const isZero = (amount: Money): boolean => amount.minor === 0

/** The amount times a decimal, half-even: 2.05 × `1.3` = 2.665 → 2.66. */
export function multiply(amount: Money, factor: Decimal): Money {
  const { units, scale } = parseDecimal(factor)
  return ratio(amount, units, powerOfTen(scale))
}

/** So many per cent of the amount, half-even: `percentOf(EUR 80.00, '12.5')` = EUR 10.00. */
export function percentOf(amount: Money, percent: Decimal): Money {
  const { units, scale } = parseDecimal(percent)
  return ratio(amount, units, powerOfTen(scale + 2))
}

/**
 * The amount in another currency, half-even; `rate` is units of the target per unit of the source.
 * Exponents are honoured: USD 19.99 at `144.34` = JPY 2885. Throws 400 `money.bad-rate` unless the rate is above 0.
 */
export function convert(amount: Money, target: CurrencyCode, rate: Decimal): Money {
  const { units, scale } = parseDecimal(rate)
  if (units <= 0n) throw kernelError(400, 'money.bad-rate', { rate })
  const numerator = BigInt(amount.minor) * units * powerOfTen(exponentOf(target))
  return fromBigInt(divideHalfEven(numerator, powerOfTen(scale + exponentOf(amount.currency))), target)
}

/** The tax inside a tax-inclusive amount, half-even; `rate` is a fraction: EUR 119.00 at `0.19` holds EUR 19.00. */
export function extractTax(gross: Money, rate: Decimal): Money {
  const { units, scale } = taxRate(rate)
  return ratio(gross, units, powerOfTen(scale) + units)
}

/** The tax-inclusive amount of a net one, half-even; `rate` is a fraction: EUR 100.00 at `0.19` → EUR 119.00. */
export const addTax = (net: Money, rate: Decimal): Money => {
  taxRate(rate)
  return add(net, multiply(net, rate))
}

function taxRate(rate: Decimal) {
  const parts = parseDecimal(rate)
  if (parts.units < 0n) throw kernelError(400, 'money.bad-rate', { rate })
  return parts
}

function sameCurrency(a: Money, b: Money): Money {
  if (a.currency !== b.currency) {
    throw kernelError(500, 'money.currency-mismatch', { currency: a.currency, other: b.currency })
  }
  return b
}

const ratio = ({ minor, currency }: Money, numerator: bigint, denominator: bigint): Money =>
  fromBigInt(divideHalfEven(BigInt(minor) * numerator, denominator), currency)

const fromBigInt = (minor: bigint, currency: CurrencyCode): Money => money(Number(minor), currency)
