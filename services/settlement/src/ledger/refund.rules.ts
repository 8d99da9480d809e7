import { allocate } from '@tradewind/kernel'
import type { PayloadOf } from '@tradewind/platform/contract'
import type { saleRefunded } from '@tradewind/orders/events'
import { COMMISSION, dutyAccount, GOODS, pspAccount, SHIPPING, storeAccount, taxAccount } from './accounts.ts'
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
  dutyMinor: number
  dutyTaxMinor: number
  commissionMinor: number
}

/**
 * Books a refund as the mirror of its sale: the provider gives back the amount, tax and duty come from the accounts
 * of the tax office and customs, the rest from the store, who gets its commission back. `sold` holds the lines as they were sold and is
 * brought up to date. When everything has come back, every account stands where it stood before the sale.
 */
export function bookRefund(refund: Refunded, sold: ReadonlyMap<string, SoldLine>): Posting {
  const { orderId, amount, provider, country, refundedAt } = refund
  const house = isHouse(refund.businessModel)
  const shares = sharesOf(refund, sold)
  const entries: Entry[] = [
    { account: pspAccount(provider), minor: -amount.minor, kind: 'refund' },
    ...(house ? houseEntries(refund, shares) : storeEntries(refund, shares)),
    {
      account: taxAccount(country),
      minor: sum(shares.map(({ taxMinor, dutyTaxMinor }) => taxMinor + dutyTaxMinor)),
      kind: 'tax',
    },
    { account: dutyAccount(country), minor: sum(shares.map(({ dutyMinor }) => dutyMinor)), kind: 'duty' },
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
  return inProportion(refund).map(({ basisPoints, ...piece }) => {
    const { lineId, netMinor } = piece
    const line = lineId === undefined ? undefined : sold.get(lineId)
    if (!line) return { ...piece, commissionMinor: commissionOf(netMinor, basisPoints) }
    const commissionMinor = commissionReturned(line, netMinor)
    line.returnedNetMinor += netMinor
    return { ...piece, commissionMinor }
  })
}

interface Piece {
  lineId?: string
  netMinor: number
  taxMinor: number
  dutyMinor: number
  dutyTaxMinor: number
  basisPoints: number
}

/** The lines and the shipping as the order split them; where less went back than they come to, less of each. */
function inProportion({ amount, lines, shippingNet, shippingTax }: Refunded): Piece[] {
  const pieces: Piece[] = [
    ...lines.map(({ lineId, net, tax, duty, dutyTax, commissionBasisPoints }) => ({
      lineId,
      netMinor: net.minor,
      taxMinor: tax.minor,
      dutyMinor: duty?.minor ?? 0,
      dutyTaxMinor: dutyTax?.minor ?? 0,
      basisPoints: commissionBasisPoints,
    })),
    {
      netMinor: shippingNet.minor,
      taxMinor: shippingTax.minor,
      dutyMinor: 0,
      dutyTaxMinor: 0,
      basisPoints: 0,
    },
  ]
  const weights = pieces.flatMap((piece) => [
    piece.netMinor,
    piece.taxMinor,
    piece.dutyMinor,
    piece.dutyTaxMinor,
  ])
  if (sum(weights) === amount.minor) return pieces
  const parts = allocate(amount, weights).map(({ minor }) => minor)
  return pieces.map((piece, index) => ({
    ...piece,
    netMinor: parts[index * 4] ?? 0,
    taxMinor: parts[index * 4 + 1] ?? 0,
    dutyMinor: parts[index * 4 + 2] ?? 0,
    dutyTaxMinor: parts[index * 4 + 3] ?? 0,
  }))
}

const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0)
