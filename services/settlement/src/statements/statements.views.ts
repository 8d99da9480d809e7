import type { Static } from 'typebox'
import type { Statement, StatementLine } from '../contract/index.ts'
import type { LineRow, StatementRow } from './statements.queries.ts'

export function statementView(row: StatementRow, storeName: string): Static<typeof Statement> {
  const money = (minor: number) => ({ minor, currency: row.currency })
  return {
    id: row.id,
    number: row.number,
    storeId: row.store_id,
    storeName,
    currency: row.currency,
    periodStart: row.period_start,
    periodEnd: row.period_end,
    status: row.status,
    goods: money(row.goods_minor),
    shipping: money(row.shipping_minor),
    tax: money(row.tax_minor),
    gross: money(row.goods_minor + row.shipping_minor),
    commission: money(row.commission_minor),
    refunds: money(row.refunds_minor),
    commissionReturned: money(row.commission_returned_minor),
    carriedOver: money(row.carried_over_minor),
    payable: money(row.payable_minor),
    orderCount: row.order_count,
    createdAt: row.created_at.toISOString(),
    version: row.version,
  }
}

/** The lines of a statement; together they come to what is payable. */
export function lineViews(row: StatementRow, lines: readonly LineRow[]): Static<typeof StatementLine>[] {
  const { currency, carried_over_minor: carriedOver, created_at: at } = row
  const views = lines.map((line) => ({
    at: line.at.toISOString(),
    kind: line.kind,
    orderNumber: line.order_number,
    subOrderId: line.sub_order_id,
    amount: { minor: line.minor, currency },
    commissionBasisPoints: line.commission_basis_points,
  }))
  if (carriedOver === 0) return views
  const carried = {
    at: at.toISOString(),
    kind: 'carried-over',
    orderNumber: null,
    subOrderId: null,
    amount: { minor: carriedOver, currency },
    commissionBasisPoints: null,
  }
  return [carried, ...views]
}
