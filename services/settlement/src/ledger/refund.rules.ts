import { allocate } from '@tradewind/kernel'
import type { PayloadOf } from '@tradewind/platform/contract'
import type { saleRefunded } from '@tradewind/orders/events'
import { COMMISSION, GOODS, pspAccount, SHIPPING, storeAccount, taxAccount } from './accounts.ts'
import { commissionOf, commissionReturned } from './commission.rules.ts'
import type { Entry, Posting, SoldLine } from './posting.types.ts'
import { isHouse } from './sale.rules.ts'

export type Refunded = PayloadOf<typeof saleRefunded>

/** What a refund is booked for: one key may concern several stores' parts. */
export const refundSource = ({ refundKey, subOrderId }: Refunded): string =>
  `refund:${refundKey}:${subOrderId}`

/** What goes back of one line, or of the shipping (no `lineId`). */
interface Share {
  lineId?: string
  netMinor: number
  taxMinor: number
  commissionMinor: number
}

/**
 * Books a refund as the mirror of its sale: the provider gives back the amount, the tax comes from the tax office's
 * account, the rest from the store, who gets its commission back. `sold` holds the lines as they were sold and is
 * brought up to date. When everything has come back, every account stands where it stood before the sale.
 */
export function bookRefund(refund: Refunded, sold: ReadonlyMap<string, SoldLine>): Posting {
  const { orderId, amount, provider, country, refundedAt } = refund
  const house = isHouse(refund.businessModel)
  const shares = sharesOf(refund, sold)
  const entries: Entry[] = [
    { account: pspAccount(provider), minor: -amount.minor, kind: 'refund' },
    ...(house ? houseEntries(refund, shares) : storeEntries(refund, shares)),
    { account: taxAccount(country), minor: sum(shares.map(({ taxMinor }) => taxMinor)), kind: 'tax' },
  ]
  return {
    source: refundSource(refund),
    kind: 'refund',
    orderId,
    at: refundedAt,
    currency: amount.currency,
    entries: entries.filter(({ minor }) => minor !== 0),
  }
}

function storeEntries({ storeId, subOrderId }: Refunded, shares: readonly Share[]): Entry[] {
  const own = { account: storeAccount(storeId), storeId, subOrderId }
  const commission = sum(shares.map(({ commissionMinor }) => commissionMinor))
  return [
    ...shares.flatMap(({ lineId, netMinor, taxMinor, commissionMinor }): Entry[] => [
      { ...own, lineId, minor: netMinor + taxMinor, kind: 'refund' },
      { ...own, lineId, minor: -taxMinor, kind: 'tax' },
      { ...own, lineId, minor: -commissionMinor, kind: 'commission-returned' },
    ]),
    { account: COMMISSION, subOrderId, minor: commission, kind: 'commission-returned' },
  ]
}

function houseEntries({ subOrderId }: Refunded, shares: readonly Share[]): Entry[] {
  const net = (list: readonly Share[]) => sum(list.map(({ netMinor }) => netMinor))
  const goods = shares.filter(({ lineId }) => lineId !== undefined)
  const shipping = shares.filter(({ lineId }) => lineId === undefined)
  return [
    { account: GOODS, subOrderId, minor: net(goods), kind: 'refund' },
    { account: SHIPPING, subOrderId, minor: net(shipping), kind: 'refund' },
  ]
}

function sharesOf(refund: Refunded, sold: ReadonlyMap<string, SoldLine>): Share[] {
  return inProportion(refund).map(({ lineId, netMinor, taxMinor, basisPoints }) => {
    const line = lineId === undefined ? undefined : sold.get(lineId)
    if (!line) return { lineId, netMinor, taxMinor, commissionMinor: commissionOf(netMinor, basisPoints) }
    const commissionMinor = commissionReturned(line, netMinor)
    line.returnedNetMinor += netMinor
    return { lineId, netMinor, taxMinor, commissionMinor }
  })
}

interface Piece {
  lineId?: string
  netMinor: number
  taxMinor: number
  basisPoints: number
}

/** The lines and the shipping as the order split them; where less went back than they come to, less of each. */
function inProportion({ amount, lines, shippingNet, shippingTax }: Refunded): Piece[] {
  const pieces: Piece[] = [
    ...lines.map(({ lineId, net, tax, commissionBasisPoints }) => ({
      lineId,
      netMinor: net.minor,
      taxMinor: tax.minor,
      basisPoints: commissionBasisPoints,
    })),
    { netMinor: shippingNet.minor, taxMinor: shippingTax.minor, basisPoints: 0 },
  ]
  const weights = pieces.flatMap(({ netMinor, taxMinor }) => [netMinor, taxMinor])
  if (sum(weights) === amount.minor) return pieces
  const parts = allocate(amount, weights).map(({ minor }) => minor)
  return pieces.map((piece, index) => ({
    ...piece,
    netMinor: parts[index * 2] ?? 0,
    taxMinor: parts[index * 2 + 1] ?? 0,
  }))
}

const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0)
