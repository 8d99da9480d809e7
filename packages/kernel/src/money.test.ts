import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CURRENCY_EXPONENTS } from './currencies.ts'
import { crossRate, printDecimal } from './decimal.ts'
import {
  add,
  addTax,
  compare,
  convert,
  extractTax,
  isMoney,
  isZero,
  money,
  multiply,
  negate,
  percentOf,
  subtract,
  sum,
  zero,
} from './money.ts'

const eur = (minor: number) => money(minor, 'EUR')
const minor = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })
const currency = fc.constantFrom(...Object.keys(CURRENCY_EXPONENTS))

describe('amounts', () => {
  it('are whole, safe and of a known currency', () => {
    expect(money(1999, 'EUR')).toEqual({ minor: 1999, currency: 'EUR' })
    expect(Object.is(money(-0, 'EUR').minor, 0)).toBe(true)
    expect(() => money(0.5, 'EUR')).toThrow('money.out-of-range')
    expect(() => money(NaN, 'EUR')).toThrow('money.out-of-range')
    expect(() => add(eur(Number.MAX_SAFE_INTEGER), eur(1))).toThrow('money.out-of-range')
    expect(() => multiply(eur(Number.MAX_SAFE_INTEGER), '1.5')).toThrow('money.out-of-range')
    expect(() => money(1, 'EURO')).toThrow('money.unknown-currency')
  })

  it('are told from other values', () => {
    expect(isMoney({ minor: 1, currency: 'EUR' })).toBe(true)
    const others = [null, 1, {}, { minor: 1 }, { minor: 1.5, currency: 'EUR' }, { minor: 1, currency: 'eur' }]
    for (const value of others) expect(isMoney(value)).toBe(false)
  })

  it('form a group under addition', () => {
    fc.assert(
      fc.property(fc.array(minor), minor, (list, one) => {
        const total = sum(list.map(eur), 'EUR')
        expect(total.minor).toBe(list.reduce((a, b) => a + b, 0))
        expect(subtract(add(total, eur(one)), eur(one))).toEqual(total)
        expect(isZero(add(total, negate(total)))).toBe(true)
      }),
    )
    expect(sum([], 'JPY')).toEqual(zero('JPY'))
  })

  it('compare in one currency only', () => {
    expect([compare(eur(1), eur(2)), compare(eur(2), eur(2)), compare(eur(3), eur(2))]).toEqual([-1, 0, 1])
    expect(() => compare(eur(1), money(1, 'USD'))).toThrow('money.currency-mismatch')
    expect(() => add(eur(1), money(1, 'USD'))).toThrow('money.currency-mismatch')
  })
})

describe('rounding', () => {
  it.each([
    [205, '1.3', 266],
    [-205, '1.3', -266],
    [535, '0.5', 268],
    [100, '0.005', 0],
    [300, '0.005', 2],
  ])('%i × %s is %i, half-even', (amount, factor, product) => {
    expect(multiply(eur(amount), factor).minor).toBe(product)
  })

  it('takes percentages', () => {
    expect(percentOf(eur(8000), '12.5')).toEqual(eur(1000))
    expect(percentOf(eur(50), '1')).toEqual(zero('EUR'))
  })
})

describe('tax', () => {
  it.each([
    [11900, '0.19', 1900],
    [16800, '0.20', 2800],
    [11000, '0.10', 1000],
    [100, '0', 0],
  ])('%i with tax at %s holds %i of it', (gross, rate, tax) => {
    expect(extractTax(eur(gross), rate)).toEqual(eur(tax))
  })

  it('finds in a gross amount the tax that was added to the net', () => {
    const rate = fc.nat(3000).map((units) => printDecimal({ units: BigInt(units), scale: 4 }))
    fc.assert(
      fc.property(minor, rate, (net, taxRate) => {
        const gross = addTax(eur(net), taxRate)
        expect(subtract(gross, extractTax(gross, taxRate))).toEqual(eur(net))
      }),
    )
    expect(() => addTax(eur(1), '-0.1')).toThrow('money.bad-rate')
  })
})

// ECB reference rates of 30 June 2025, units per euro
const ECB = { USD: '1.172', JPY: '169.17', KRW: '1588.21', IDR: '19021.03', CNY: '8.397', GBP: '0.8555' }

describe('exchange', () => {
  const price = money(1999, 'USD')

  it.each([
    ['EUR', '1', 1706],
    ['GBP', ECB.GBP, 1459],
    ['CNY', ECB.CNY, 14322],
    ['JPY', ECB.JPY, 2885],
    ['KRW', ECB.KRW, 27089],
    ['IDR', ECB.IDR, 32442866],
  ])('USD 19.99 in %s', (target, perEuro, expected) => {
    expect(convert(price, target, crossRate(ECB.USD, perEuro))).toEqual(money(expected, target))
  })

  it('keeps the value at rate 1, whatever the exponents', () => {
    expect(convert(money(1999, 'USD'), 'KWD', '1')).toEqual(money(19990, 'KWD'))
    expect(convert(money(250, 'USD'), 'JPY', '1')).toEqual(money(2, 'JPY'))
    fc.assert(
      fc.property(minor, currency, (n, code) => {
        expect(convert(money(n, code), code, '1').minor).toBe(n)
      }),
    )
  })

  it('comes back from a finer amount within one minor unit', () => {
    const rate = fc
      .integer({ min: 100, max: 1_000_000 })
      .map((n) => printDecimal({ units: BigInt(n), scale: 2 }))
    fc.assert(
      fc.property(minor, rate, (n, perEuro) => {
        const there = convert(eur(n), 'KWD', crossRate('1', perEuro))
        const back = convert(there, 'EUR', crossRate(perEuro, '1'))
        expect(Math.abs(back.minor - n)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it.each(['0', '-1', '0.000'])('refuses the rate %s', (rate) => {
    expect(() => convert(price, 'EUR', rate)).toThrow('money.bad-rate')
  })
})
