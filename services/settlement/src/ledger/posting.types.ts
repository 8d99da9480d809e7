/** What an entry is for. */
export type EntryKind =
  | 'sale'
  | 'shipping'
  | 'tax'
  | 'duty'
  | 'commission'
  | 'refund'
  | 'commission-returned'
  | 'stray'
  | 'dispute'
  | 'payout'

/** One side of a transaction: above zero a debit, below zero a credit, never zero. */
export interface Entry {
  account: string
  minor: number
  kind: EntryKind
  storeId?: string
  subOrderId?: string
  lineId?: string
  commissionBasisPoints?: number
}

/** A transaction to be booked; its entries sum to zero. */
export interface Posting {
  /** What it is booked for: the same source is booked once. */
  source: string
  kind: 'sale' | 'refund' | 'stray' | 'stray-refund' | 'dispute' | 'payout'
  orderId: string | null
  /** RFC 3339. */
  at: string
  currency: string
  entries: Entry[]
}

/** A line that was sold for a store, with what has come back of it so far. */
export interface SoldLine {
  storeId: string
  lineId: string
  netMinor: number
  commissionMinor: number
  returnedNetMinor: number
}
