import type { PayloadOf } from '@tradewind/platform/contract'
import type { orderPaid } from '@tradewind/orders/events'
import { COMMISSION, dutyAccount, GOODS, pspAccount, SHIPPING, storeAccount, taxAccount } from './accounts.ts'
import { commissionOf } from './commission.rules.ts'
import type { Entry, Posting, SoldLine } from './posting.types.ts'

export type Sale = PayloadOf<typeof orderPaid>
type Part = Sale['parts'][number]

/** Stores whose goods are the house's own or bought outright: their sales are the house's revenue. */
export const isHouse = (businessModel: string): boolean =>
  businessModel === 'own' || businessModel === 'outright'

/**
 * Books a paid order: the provider holds the total, the tax office gets the tax and customs the duty, stores get
 * the rest of what their buyers paid less commission, the house what its own stores sold. Shipping goes to the store
 * whole; duty and the tax on it never pass through a store's account.
 */
export function bookSale(sale: Sale): Posting {
  const { orderId, currency, total, provider, paidAt, country, parts } = sale
  const tax = taxAccount(country)
  const entries: Entry[] = [
    { account: pspAccount(provider), minor: total.minor, kind: 'sale' },
    ...parts.flatMap((part) => (isHouse(part.businessModel) ? houseEntries(part) : storeEntries(part))),
    { account: tax, minor: -sum(parts.map(taxIn)), kind: 'tax' },
    { account: dutyAccount(country), minor: -sum(parts.map(dutyIn)), kind: 'duty' },
  ]
  return {
    source: `sale:${orderId}`,
    kind: 'sale',
    orderId,
    at: paidAt,
    currency,
    entries: entries.filter(({ minor }) => minor !== 0),
  }
}

function storeEntries({ storeId, subOrderId, lines, shippingGross, shippingTax }: Part): Entry[] {
  const own = { account: storeAccount(storeId), storeId, subOrderId }
  const commissions = lines.map((line) => commissionOf(line.net.minor, line.commissionBasisPoints))
  return [
    ...lines.flatMap(({ lineId, gross, tax, commissionBasisPoints }, index): Entry[] => [
      { ...own, lineId, minor: -gross.minor, kind: 'sale' },
      { ...own, lineId, minor: tax.minor, kind: 'tax' },
      { ...own, lineId, minor: commissions[index] ?? 0, kind: 'commission', commissionBasisPoints },
    ]),
    { ...own, minor: -shippingGross.minor, kind: 'shipping' },
    { ...own, minor: shippingTax.minor, kind: 'tax' },
    { account: COMMISSION, subOrderId, minor: -sum(commissions), kind: 'commission' },
  ]
}

const houseEntries = ({ subOrderId, lines, shippingNet }: Part): Entry[] => [
  { account: GOODS, subOrderId, minor: -sum(lines.map(({ net }) => net.minor)), kind: 'sale' },
  { account: SHIPPING, subOrderId, minor: -shippingNet.minor, kind: 'shipping' },
]

const taxIn = ({ lines, shippingTax }: Pick<Part, 'lines' | 'shippingTax'>): number =>
  shippingTax.minor + sum(lines.map(({ tax, dutyTax }) => tax.minor + (dutyTax?.minor ?? 0)))

const dutyIn = ({ lines }: Pick<Part, 'lines'>): number => sum(lines.map(({ duty }) => duty?.minor ?? 0))

/** What is to be remembered of the lines sold for stores, so that their commission can go back. */
export const soldLinesOf = ({ parts }: Sale): SoldLine[] =>
  parts
    .filter(({ businessModel }) => !isHouse(businessModel))
    .flatMap(({ storeId, lines }) =>
      lines.map(({ lineId, net, commissionBasisPoints }) => ({
        storeId,
        lineId,
        netMinor: net.minor,
        commissionMinor: commissionOf(net.minor, commissionBasisPoints),
        returnedNetMinor: 0,
      })),
    )

const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0)
