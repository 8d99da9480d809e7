import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commissionOf, commissionReturned } from './commission.rules.ts'
import { bookPayout, bookStray, bookStrayRefund } from './other.rules.ts'
import { anySale, balances, owedTo, refundOf, sumOf } from './posting.testing.ts'
import { bookRefund } from './refund.rules.ts'
import { bookSale, isHouse, soldLinesOf, type Sale } from './sale.rules.ts'

const soldOf = (sale: Sale) => new Map(soldLinesOf(sale).map((line) => [line.lineId, line]))

describe('commission', () => {
  it.each([
    [10_000, 1200, 1200],
    [999, 1200, 120], // 119.88
    [25, 1000, 2], // 2.5, half to even
    [35, 1000, 4], // 3.5, half to even
    [0, 1200, 0],
    [1, 10_000, 1],
    [9_007_199_254_740_991, 5000, 4_503_599_627_370_496],
  ])('on %i at %i hundredths of a percent is %i', (net, basisPoints, commission) => {
    expect(commissionOf(net, basisPoints)).toBe(commission)
  })

  it('is within half a minor unit of the exact share, per line', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000_000), fc.integer({ min: 0, max: 10_000 }), (net, basisPoints) => {
        const error = BigInt(commissionOf(net, basisPoints)) * 10_000n - BigInt(net) * BigInt(basisPoints)
        expect(error <= 5_000n && error >= -5_000n).toBe(true)
      }),
    )
  })

  it('goes back exactly, in whatever steps the line does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(5_000), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 10_000 }),
        (steps, basisPoints) => {
          const netMinor = steps.reduce((a, b) => a + b, 0)
          const commissionMinor = commissionOf(netMinor, basisPoints)
          const line = { storeId: 's', lineId: 'l', netMinor, commissionMinor, returnedNetMinor: 0 }
          let back = 0
          for (const step of steps) {
            const part = commissionReturned(line, step)
            expect(part).toBeGreaterThanOrEqual(0)
            back += part
            line.returnedNetMinor += step
          }
          expect(back).toBe(commissionMinor)
        },
      ),
    )
  })
})

describe('a sale', () => {
  it('is booked whole: zero in all, the total with the provider, each store its due, all tax with the tax office, all duty with customs', () => {
    fc.assert(
      fc.property(anySale, (sale) => {
        const posting = bookSale(sale)
        expect(sumOf(posting.entries)).toBe(0)
        expect(posting.entries.every(({ minor }) => minor !== 0 && Number.isSafeInteger(minor))).toBe(true)

        const stands = balances([posting])
        expect(stands['psp:sandbox'] ?? 0).toBe(sale.total.minor)
        const tax = sale.parts.reduce(
          (total, { lines, shippingTax }) =>
            total +
            shippingTax.minor +
            lines.reduce((sum, line) => sum + line.tax.minor + (line.dutyTax?.minor ?? 0), 0),
          0,
        )
        expect(-(stands[`tax:${sale.country}`] ?? 0) + 0).toBe(tax)
        const duty = sale.parts
          .flatMap(({ lines }) => lines)
          .reduce((sum, line) => sum + (line.duty?.minor ?? 0), 0)
        expect(-(stands[`duty:${sale.country}`] ?? 0) + 0).toBe(duty)
        for (const part of sale.parts) {
          const owed = isHouse(part.businessModel) ? 0 : owedTo(part)
          expect(-(stands[`store:${part.storeId}`] ?? 0) + 0).toBe(owed)
        }
      }),
    )
  })

  it('of a merchant at 12 % keeps what the example says', () => {
    const eur = (minor: number) => ({ minor, currency: 'EUR' })
    const posting = bookSale({
      orderId: 'ord_1',
      number: 'TW-1',
      currency: 'EUR',
      country: 'DE',
      total: eur(12_495),
      provider: 'sandbox',
      paidAt: '2026-11-01T10:00:00.000Z',
      parts: [
        {
          subOrderId: 'sub_1',
          storeId: 'sto_1',
          businessModel: 'recruited',
          lines: [
            {
              lineId: 'lin_1',
              offerId: 'off_1',
              quantity: 2,
              net: eur(10_000),
              tax: eur(1_900),
              gross: eur(11_900),
              commissionBasisPoints: 1200,
            },
          ],
          shippingNet: eur(500),
          shippingTax: eur(95),
          shippingGross: eur(595),
        },
      ],
    })
    expect(balances([posting])).toEqual({
      'psp:sandbox': 12_495,
      'store:sto_1': -9_300,
      'revenue:commission': -1_200,
      'tax:DE': -1_995,
    })
  })
})

describe('a refund', () => {
  it('is the mirror of its sale: when all has come back, in whatever steps, every account stands at zero', () => {
    const story = fc.tuple(anySale, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })))
    fc.assert(
      fc.property(story, ([sale, dice]) => {
        const next = () => dice.next().value ?? 0
        const sold = soldOf(sale)
        const postings = [bookSale(sale)]
        for (const part of sale.parts) {
          const back = new Map(part.lines.map(({ lineId }) => [lineId, 0]))
          const steps = [
            ...Array.from({ length: 3 }, () => (left: number) => Math.floor(left * next())),
            (left: number) => left,
          ]
          steps.forEach((share, step) => {
            const refund = refundOf(
              sale,
              part,
              ({ lineId, quantity }) => {
                const from = back.get(lineId) ?? 0
                const to = from + share(quantity - from)
                back.set(lineId, to)
                return [from, to]
              },
              step === 1,
            )
            const posting = bookRefund(refund, sold)
            expect(sumOf(posting.entries)).toBe(0)
            expect(-(balances([posting])['psp:sandbox'] ?? 0) + 0).toBe(refund.amount.minor)
            postings.push(posting)
          })
        }
        expect(balances(postings)).toEqual({})
      }),
    )
  })

  it('of less than its lines come to takes less of each, and still sums to zero', () => {
    fc.assert(
      fc.property(anySale, fc.double({ min: 0, max: 1, noNaN: true }), (sale, share) => {
        const [part] = sale.parts
        if (!part) throw new Error('a sale has parts')
        const whole = refundOf(sale, part, ({ quantity }) => [0, quantity], true)
        const amount = { ...whole.amount, minor: Math.floor(whole.amount.minor * share) }
        const posting = bookRefund({ ...whole, amount }, soldOf(sale))
        expect(sumOf(posting.entries)).toBe(0)
        expect(-(balances([posting])['psp:sandbox'] ?? 0) + 0).toBe(amount.minor)
      }),
    )
  })
})

describe('other money', () => {
  const amount = { minor: 500, currency: 'EUR' }
  const stray = { orderId: 'ord_1', amount, provider: 'sandbox', at: '2026-11-01T10:00:00.000Z' }

  it('that came for an ended order is the buyer’s, and is gone once it went back', () => {
    const came = bookStray(stray, 'orders:1')
    expect(balances([came])).toEqual({ 'psp:sandbox': 500, 'buyer:stray': -500 })
    expect(balances([came, bookStrayRefund(stray, 'orders:2')])).toEqual({})
  })

  it('that the bank paid is owed no more', () => {
    expect(balances([bookPayout('stm_1', 'sto_1', amount, stray.at)])).toEqual({
      'store:sto_1': 500,
      bank: -500,
    })
  })
})
