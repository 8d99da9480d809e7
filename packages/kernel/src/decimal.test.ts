import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDecimals,
  compareDecimals,
  divideDecimals,
  divideHalfEven,
  multiplyDecimals,
  parseDecimal,
  printDecimal,
  roundDecimal,
} from './decimal.ts'

const parts = fc.record({ units: fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), scale: fc.nat(12) })
const decimal = parts.map(printDecimal)

describe('decimals', () => {
  it('reads back what it prints', () => {
    fc.assert(
      fc.property(parts, (value) => {
        expect(parseDecimal(printDecimal(value))).toEqual(value)
      }),
    )
  })

  it.each(['', '.', '1.', '.5', '+1', '1e3', '1,5', ' 1', '0x1', 'NaN', '--1', '1'.repeat(101)])(
    'refuses %j',
    (text) => {
      expect(() => parseDecimal(text)).toThrow('money.bad-decimal')
    },
  )

  it.each([
    ['2.665', 2, '2.66'],
    ['2.675', 2, '2.68'],
    ['-2.665', 2, '-2.66'],
    ['-2.675', 2, '-2.68'],
    ['0.5', 0, '0'],
    ['1.5', 0, '2'],
    ['2.5000001', 0, '3'],
    ['7', 3, '7.000'],
  ])('rounds %s to %i digits as %s', (text, scale, rounded) => {
    expect(roundDecimal(text, scale)).toBe(rounded)
  })

  it('rounds to a nearest neighbour, and half-way to the even one', () => {
    const integer = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n })
    fc.assert(
      fc.property(
        integer,
        integer.filter((n) => n !== 0n),
        (numerator, denominator) => {
          const quotient = divideHalfEven(numerator, denominator)
          const twice = 2n * (numerator - quotient * denominator)
          const [error, whole] = [twice < 0n ? -twice : twice, denominator < 0n ? -denominator : denominator]
          expect(error < whole || (error === whole && quotient % 2n === 0n)).toBe(true)
        },
      ),
    )
  })

  it('multiplies and adds exactly', () => {
    expect(multiplyDecimals('1.20', '-0.5')).toBe('-0.600')
    expect(addDecimals('0.1', '0.2')).toBe('0.3')
    fc.assert(
      fc.property(decimal, decimal, decimal, (a, b, c) => {
        const left = multiplyDecimals(a, addDecimals(b, c))
        expect(compareDecimals(left, addDecimals(multiplyDecimals(a, b), multiplyDecimals(a, c)))).toBe(0)
      }),
    )
  })

  it('divides what it multiplied', () => {
    const divisor = decimal.filter((text) => /[1-9]/.test(text))
    fc.assert(
      fc.property(decimal, divisor, (a, b) => {
        expect(compareDecimals(divideDecimals(multiplyDecimals(a, b), b, 12), a)).toBe(0)
      }),
    )
    expect(() => divideDecimals('1', '0.00', 2)).toThrow('money.bad-decimal')
  })

  it('orders by value, not by spelling', () => {
    expect(compareDecimals('1.0', '1')).toBe(0)
    expect(compareDecimals('-0', '0.00')).toBe(0)
    expect(compareDecimals('10', '9.99')).toBe(1)
    expect(compareDecimals('-10', '-9.99')).toBe(-1)
  })
})
