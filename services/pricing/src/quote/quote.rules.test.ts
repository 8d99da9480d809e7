import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StoredPrice } from '../prices/prices.rules.ts'
import type { Terms } from '../terms/terms.queries.ts'
import { quoteOf, type QuoteInput } from './quote.rules.ts'

const NOW = '2026-11-22T10:00:00.000Z'
const NO_BORDERS = { members: [], rules: [], tariffs: [], levies: [] }
const AT_HOME = { hsCode: null, originCountry: null, weightGrams: 100, shipsFrom: 'DE' }
const EXPONENTS: Record<string, number> = { EUR: 2, USD: 2, JPY: 0, KWD: 3, IDR: 2 }
const CURRENCIES = Object.keys(EXPONENTS)
const CATEGORIES = ['standard', 'reduced', 'books', 'food'] as const

/** An independent reckoning in fractions: [numerator, denominator], rounded where the rules say and nowhere else. */
function reference(input: QuoteInput, terms: Terms, prices: readonly StoredPrice[]): Record<string, bigint> {
  const market = terms.markets[0]!
  const currency = input.currency ?? market.currency
  const fraction = (decimal: string): [bigint, bigint] => {
    const [whole = '', digits = ''] = decimal.split('.')
    return [BigInt(whole + digits), 10n ** BigInt(digits.length)]
  }
  const round = (numerator: bigint, denominator: bigint): bigint => {
    const doubled = (2n * numerator) / denominator // floor of twice the value
    const half = (2n * numerator) % denominator === 0n && doubled % 2n === 1n
    const up = (doubled + 1n) / 2n
    return half && up % 2n === 1n ? up - 1n : up
  }
  const rateOf = (code: string) => fraction(code === 'EUR' ? '1' : terms.rates!.rates[code]!)
  const into = (minor: number, from: string): bigint => {
    if (from === currency) return BigInt(minor)
    const [fromN, fromD] = rateOf(from)
    const [toN, toD] = rateOf(currency)
    const scale = (code: string) => 10n ** BigInt(EXPONENTS[code]!)
    return round(BigInt(minor) * toN * fromD * scale(currency), fromN * toD * scale(from))
  }
  const percentOf = (category: string) =>
    fraction(terms.taxRules.find((rule) => rule.category === category)!.percent)

  const totals = { net: 0n, tax: 0n, gross: 0n }
  const count = (seen: bigint, category: string) => {
    const [n, d] = percentOf(category)
    const tax = market.taxDisplay === 'included' ? round(seen * n, 100n * d + n) : round(seen * n, 100n * d)
    totals.tax += tax
    totals.gross += market.taxDisplay === 'included' ? seen : seen + tax
    totals.net += market.taxDisplay === 'included' ? seen - tax : seen
  }
  for (const line of input.lines) {
    const own = prices.filter((price) => price.offerId === line.offerId)
    const price = own.find((price) => price.currency === currency) ?? own.find((price) => price.isBase)!
    count(into(price.minor, price.currency) * BigInt(line.quantity), line.taxCategory)
  }
  for (const { price } of input.shipping) count(into(price.minor, price.currency), 'standard')
  return totals
}

const anyPercent = fc.constantFrom('0', '5', '5.5', '7', '8.1', '10', '19', '20', '25', '27')
const anyRate = (low: number, high: number) =>
  fc.integer({ min: low * 1000, max: high * 1000 }).map((thousandths) => (thousandths / 1000).toFixed(3))

const anyCase = fc
  .record({
    taxDisplay: fc.constantFrom('included' as const, 'excluded' as const),
    currency: fc.constantFrom(...CURRENCIES),
    percents: fc.tuple(anyPercent, anyPercent, anyPercent, anyPercent),
    rates: fc.record({
      USD: anyRate(0.5, 2),
      JPY: anyRate(80, 250),
      KWD: anyRate(0.2, 0.6),
      IDR: anyRate(9000, 25000),
    }),
    offers: fc.array(
      fc.record({
        base: fc.constantFrom(...CURRENCIES),
        minor: fc.nat(10 ** 7),
        list: fc.option(fc.nat(10 ** 7)),
        quantity: fc.integer({ min: 1, max: 999 }),
        taxCategory: fc.constantFrom(...CATEGORIES),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    shipping: fc.array(fc.record({ currency: fc.constantFrom(...CURRENCIES), minor: fc.nat(10 ** 6) }), {
      maxLength: 4,
    }),
  })
  .map(({ taxDisplay, currency, percents, rates, offers, shipping }) => {
    const terms: Terms = {
      markets: [
        {
          code: 'XX',
          name: { en: 'Anywhere' },
          countries: ['DE'],
          locales: ['en'],
          currency,
          currencies: [currency],
          taxDisplay,
          open: true,
        },
      ],
      taxRules: CATEGORIES.map((category, index) => ({
        country: 'DE',
        category,
        percent: percents[index]!,
        validFrom: '2020-01-01',
        validTo: null,
      })),
      rates: { id: 'fxs_1', date: '2026-11-20', source: 'test', base: 'EUR', manual: true, kept: {}, rates },
      landed: NO_BORDERS,
    }
    const prices = offers.flatMap(({ base, minor, list }, index): StoredPrice[] => [
      { offerId: `off_${index}`, currency: base, minor, isBase: true },
      ...(list === null || base === currency
        ? []
        : [{ offerId: `off_${index}`, currency, minor: list, isBase: false }]),
    ])
    const input: QuoteInput = {
      market: 'XX',
      country: 'DE',
      lines: offers.map(({ quantity, taxCategory }, index) => ({
        offerId: `off_${index}`,
        storeId: 'sto_1',
        quantity,
        taxCategory,
        ...AT_HOME,
      })),
      shipping: shipping.map((price, index) => ({ storeId: `sto_${index}`, price })),
    }
    return { terms, prices, input }
  })

describe('any quote', () => {
  it('is what an independent reckoning says, to the minor unit', () => {
    fc.assert(
      fc.property(anyCase, ({ terms, prices, input }) => {
        const quote = quoteOf(input, terms, prices, NOW)
        const expected = reference(input, terms, prices)
        expect(BigInt(quote.total.minor)).toBe(expected['gross'])
        expect(BigInt(quote.tax.minor)).toBe(expected['tax'])
        expect(BigInt(quote.total.minor - quote.tax.minor)).toBe(expected['net'])
      }),
      { numRuns: 2_000 },
    )
  })

  it('is the sum of its parts, none of them negative', () => {
    fc.assert(
      fc.property(anyCase, ({ terms, prices, input }) => {
        const quote = quoteOf(input, terms, prices, NOW)
        const parts = [...quote.lines, ...quote.shipping]
        const sum = (amounts: { minor: number }[]) => amounts.reduce((total, { minor }) => total + minor, 0)
        for (const { net, tax, gross } of parts) {
          expect(net.minor + tax.minor).toBe(gross.minor)
          expect(Math.min(net.minor, tax.minor)).toBeGreaterThanOrEqual(0)
        }
        expect(quote.total.minor).toBe(sum(parts.map((part) => part.gross)))
        expect(quote.tax.minor).toBe(sum(parts.map((part) => part.tax)))
        const shown = quote.goods.minor + quote.shippingTotal.minor
        expect(quote.total.minor).toBe(quote.taxIncluded ? shown : shown + quote.tax.minor)
        expect(quote.lines).toHaveLength(input.lines.length)
      }),
    )
  })
})

describe('a quote', () => {
  const market = (over: Partial<Terms['markets'][number]>): Terms['markets'][number] => ({
    code: 'DE',
    name: { en: 'Germany' },
    countries: ['DE'],
    locales: ['de'],
    currency: 'EUR',
    currencies: ['EUR', 'USD'],
    taxDisplay: 'included',
    open: true,
    ...over,
  })
  const terms: Terms = {
    markets: [
      market({}),
      market({
        code: 'US',
        countries: ['US'],
        currency: 'USD',
        currencies: ['USD'],
        taxDisplay: 'excluded',
      }),
      market({ code: 'FR', countries: ['FR'], open: false }),
    ],
    taxRules: [
      { country: 'DE', category: 'standard', percent: '19', validFrom: '2021-01-01', validTo: null },
      { country: 'DE', category: 'books', percent: '7', validFrom: '2021-01-01', validTo: null },
    ],
    rates: {
      id: 'fxs_1',
      date: '2025-06-30',
      source: 'ECB',
      base: 'EUR',
      manual: true,
      kept: {},
      rates: { USD: '1.172' },
    },
    landed: NO_BORDERS,
  }
  const prices: StoredPrice[] = [
    { offerId: 'bowl', currency: 'EUR', minor: 2380, isBase: true },
    { offerId: 'book', currency: 'EUR', minor: 1070, isBase: true },
    { offerId: 'book', currency: 'USD', minor: 1200, isBase: false },
  ]
  const input = (over: Partial<QuoteInput> = {}): QuoteInput => ({
    market: 'DE',
    country: 'DE',
    lines: [
      { offerId: 'bowl', storeId: 'sto_a', quantity: 2, taxCategory: 'standard', ...AT_HOME },
      { offerId: 'book', storeId: 'sto_b', quantity: 1, taxCategory: 'books', ...AT_HOME },
    ],
    shipping: [{ storeId: 'sto_a', price: { minor: 595, currency: 'EUR' } }],
    ...over,
  })

  it('takes each line’s own tax out of German prices, and the standard one out of shipping', () => {
    const quote = quoteOf(input(), terms, prices, NOW)
    expect(quote.lines.map((line) => [line.gross.minor, line.tax.minor, line.taxPercent])).toEqual([
      [4760, 760, '19'],
      [1070, 70, '7'],
    ])
    expect(quote.shipping[0]).toMatchObject({ gross: { minor: 595 }, tax: { minor: 95 } })
    expect(quote).toMatchObject({
      goods: { minor: 5830, currency: 'EUR' },
      shippingTotal: { minor: 595 },
      tax: { minor: 925 },
      total: { minor: 6425 },
      rateSetId: null,
    })
  })

  it('in a currency of the buyer’s choice uses list prices where there are, and says by which rates the rest', () => {
    const quote = quoteOf(input({ currency: 'USD' }), terms, prices, NOW)
    expect(quote.lines.map((line) => [line.unitPrice, line.basis])).toEqual([
      [{ minor: 2789, currency: 'USD' }, 'converted'],
      [{ minor: 1200, currency: 'USD' }, 'list'],
    ])
    expect(quote).toMatchObject({ currency: 'USD', rateSetId: 'fxs_1' })
  })

  it('says what other ways to ship would cost, as the market shows them, and nothing where no rate is known', () => {
    const quote = quoteOf(
      input({
        currency: 'USD',
        shippingChoices: [
          { methodId: 'shm_fast', price: { minor: 595, currency: 'EUR' } },
          { methodId: 'shm_far', price: { minor: 500, currency: 'THB' } },
        ],
      }),
      terms,
      prices,
      NOW,
    )
    expect(quote.shippingChoices).toEqual([
      { methodId: 'shm_fast', price: { minor: quote.shippingTotal.minor, currency: 'USD' } },
      { methodId: 'shm_far', price: null },
    ])
    expect(quoteOf(input({ currency: 'USD' }), terms, prices, NOW).total).toEqual(quote.total)
  })

  it('falls back to the market’s own currency', () => {
    expect(quoteOf(input({ currency: 'JPY' }), terms, prices, NOW).currency).toBe('EUR')
  })

  it.each([
    ['pricing.unknown-market', { market: 'XX' }],
    ['pricing.unknown-market', { market: 'FR', country: 'FR' }],
    ['pricing.country-not-served', { country: 'AT' }],
    ['pricing.no-tax-rule', { market: 'US', country: 'US' }],
    [
      'pricing.no-price',
      {
        lines: [
          { offerId: 'gone', storeId: 'sto_a', quantity: 1, taxCategory: 'standard' as const, ...AT_HOME },
        ],
      },
    ],
    ['pricing.no-price', { shipping: [{ storeId: 'sto_a', price: { minor: 1, currency: 'THB' } }] }],
  ])('is refused with %s rather than guessed', (code, over) => {
    expect(() => quoteOf(input(over), terms, prices, NOW)).toThrow(
      expect.objectContaining({ code, status: 422 }),
    )
  })
})
