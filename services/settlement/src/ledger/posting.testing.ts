import fc from 'fast-check'
import { newId } from '@tradewind/kernel'
import { commissionOf } from './commission.rules.ts'
import type { Entry, Posting } from './posting.types.ts'
import type { Refunded } from './refund.rules.ts'
import type { Sale } from './sale.rules.ts'

type Part = Sale['parts'][number]
type Line = Part['lines'][number]

/** Balances that a list of entries comes to, by account; accounts that stand at zero are left out. */
export function balances(postings: readonly Posting[]): Record<string, number> {
  const all = new Map<string, number>()
  for (const { entries } of postings) {
    for (const { account, minor } of entries) all.set(account, (all.get(account) ?? 0) + minor)
  }
  return Object.fromEntries([...all].filter(([, minor]) => minor !== 0))
}

export const sumOf = (entries: readonly Entry[]): number =>
  entries.reduce((total, { minor }) => total + minor, 0)

const amount = fc.oneof(fc.nat(50_000), fc.nat(3), fc.integer({ min: 0, max: 2_000_000_000 }))
const money = (minor: number, currency: string) => ({ minor, currency })

/** What the buyer paid for a line: its price with tax, and the duty that came with it. */
const paidFor = ({ gross, duty, dutyTax }: Line): number =>
  gross.minor + (duty?.minor ?? 0) + (dutyTax?.minor ?? 0)

/** A line of `quantity` pieces as orders freeze it. */
const line = (currency: string): fc.Arbitrary<Line> =>
  fc
    .record({
      net: amount,
      tax: amount,
      duty: fc.nat(5_000),
      dutyTax: fc.nat(900),
      quantity: fc.integer({ min: 1, max: 9 }),
      commissionBasisPoints: fc.oneof(fc.constantFrom(0, 1200, 10_000), fc.integer({ min: 0, max: 10_000 })),
    })
    .map(({ net, tax, duty, dutyTax, quantity, commissionBasisPoints }) => ({
      lineId: newId('lin'),
      offerId: newId('off'),
      quantity,
      net: money(net, currency),
      tax: money(tax, currency),
      gross: money(net + tax, currency),
      duty: money(duty, currency),
      dutyTax: money(dutyTax, currency),
      commissionBasisPoints,
    }))

const part = (currency: string): fc.Arbitrary<Part> =>
  fc
    .record({
      businessModel: fc.constantFrom('own', 'outright', 'consignment', 'recruited'),
      lines: fc.array(line(currency), { minLength: 1, maxLength: 4 }),
      shippingNet: amount,
      shippingTax: fc.nat(2_000),
    })
    .map(({ businessModel, lines, shippingNet, shippingTax }) => ({
      subOrderId: newId('sub'),
      storeId: newId('sto'),
      businessModel,
      lines,
      shippingNet: money(shippingNet, currency),
      shippingTax: money(shippingTax, currency),
      shippingGross: money(shippingNet + shippingTax, currency),
    }))

/** A paid order over several stores. */
export const anySale: fc.Arbitrary<Sale> = fc
  .record({
    currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
    country: fc.constantFrom('DE', 'JP', 'US'),
  })
  .chain(({ currency, country }) =>
    fc.array(part(currency), { minLength: 1, maxLength: 4 }).map((parts) => ({
      orderId: newId('ord'),
      number: newId('tw'),
      currency,
      country,
      total: money(
        parts.reduce(
          (total, { lines, shippingGross }) =>
            total + shippingGross.minor + lines.reduce((sum, line) => sum + paidFor(line), 0),
          0,
        ),
        currency,
      ),
      provider: 'sandbox',
      paidAt: '2026-11-01T10:00:00.000Z',
      parts,
    })),
  )

/** The refund of some pieces of a part's lines, from how many had come back to how many will have, and of the shipping. */
export function refundOf(
  sale: Sale,
  part: Part,
  pieces: (line: Line) => [from: number, to: number],
  withShipping: boolean,
): Refunded {
  const { orderId, currency, country, provider } = sale
  const lines = part.lines
    .map((whole) => ({ whole, range: pieces(whole) }))
    .filter(({ range: [from, to] }) => to > from)
    .map(({ whole, range: [from, to] }) => {
      const share = (minor: number) =>
        Math.floor((minor * to) / whole.quantity) - Math.floor((minor * from) / whole.quantity)
      const net = share(whole.net.minor)
      const tax = share(whole.tax.minor)
      const [duty, dutyTax] = [share(whole.duty?.minor ?? 0), share(whole.dutyTax?.minor ?? 0)]
      return {
        ...whole,
        quantity: to - from,
        net: money(net, currency),
        tax: money(tax, currency),
        gross: money(net + tax, currency),
        duty: money(duty, currency),
        dutyTax: money(dutyTax, currency),
      }
    })
  const none = money(0, currency)
  const shipping = {
    shippingNet: withShipping ? part.shippingNet : none,
    shippingTax: withShipping ? part.shippingTax : none,
    shippingGross: withShipping ? part.shippingGross : none,
  }
  const total = lines.reduce((sum, line) => sum + paidFor(line), shipping.shippingGross.minor)
  return {
    orderId,
    refundKey: newId('ret'),
    subOrderId: part.subOrderId,
    storeId: part.storeId,
    businessModel: part.businessModel,
    country,
    provider,
    amount: money(total, currency),
    refundedAt: '2026-11-10T10:00:00.000Z',
    lines,
    ...shipping,
  }
}

/** What a part comes to for its store, reckoned another way than the rules do. */
export const owedTo = ({ lines, shippingNet }: Part): number =>
  shippingNet.minor +
  lines.reduce(
    (total, { net, commissionBasisPoints }) =>
      total + net.minor - commissionOf(net.minor, commissionBasisPoints),
    0,
  )
