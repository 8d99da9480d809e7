import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CURRENCY_EXPONENTS, exponentOf, isCurrency } from './currencies.ts'

const LIST_ONE = new URL('../../../../shared/data/reference/iso4217-currency-codes.csv', import.meta.url)

describe('currencies', () => {
  it.each([
    ['JPY', 0],
    ['EUR', 2],
    ['IDR', 2],
    ['MMK', 2],
    ['HUF', 2],
    ['KWD', 3],
    ['CLF', 4],
  ])('counts the decimals of %s as ISO 4217 does: %i', (code, digits) => {
    expect(exponentOf(code)).toBe(digits)
  })

  it.each(['eur', 'EURO', '', 'XXX', 'XAU', 'DEM', 'BGN', 'constructor', 12, null])(
    'does not know %j',
    (code) => {
      expect(isCurrency(code)).toBe(false)
      expect(() => exponentOf(code as string)).toThrow('money.unknown-currency')
    },
  )

  it.skipIf(!existsSync(LIST_ONE))('equals the reference list (skipped where it is absent)', () => {
    const official = readFileSync(LIST_ONE, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => /,([A-Z]{3}),\d{0,3},(\d),\r?$/.exec(line))
      .flatMap((match) => (match ? [[match[1], Number(match[2])]] : []))
    expect(CURRENCY_EXPONENTS).toEqual(Object.fromEntries(official))
  })
})
