import { compare, type Money } from '@tradewind/kernel'

/** What a seller did in a year, in the currency of the limit. */
export interface SellerYear {
  readonly sales: number
  readonly consideration: Money
}

/**
 * Whether a platform reports a seller of goods: all but those with fewer sales and no more consideration than both
 * limits. Source: Directive (EU) 2021/514 Annex V.
 */
export const isReportable = (
  year: SellerYear,
  limits: { fewerSales: number; mostConsideration: Money },
): boolean => year.sales >= limits.fewerSales || compare(year.consideration, limits.mostConsideration) > 0
