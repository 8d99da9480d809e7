import type { ColumnType, Generated } from 'kysely'
import type { Static } from 'typebox'
import type { StatementStatus } from './contract/index.ts'

type Instant = ColumnType<Date, never, never>

export interface StatementsTable {
  store_id: string
  id: string
  number: string
  currency: string
  period_start: string
  period_end: string
  status: Generated<Static<typeof StatementStatus>>
  goods_minor: number
  shipping_minor: number
  tax_minor: number
  commission_minor: number
  refunds_minor: number
  commission_returned_minor: number
  carried_over_minor: number
  payable_minor: number
  order_count: number
  carried_into: string | null
  created_at: Instant
  version: Generated<number>
}

export interface PayoutsTable {
  store_id: string
  id: string
  statement_id: string
  currency: string
  minor: number
  reference: string
  paid_at: Instant
}

/** The ledger's own tables are written and read by plain SQL in `ledger.queries.ts`. */
export interface SettlementTables {
  'settlement.statements': StatementsTable
  'settlement.payouts': PayoutsTable
}
