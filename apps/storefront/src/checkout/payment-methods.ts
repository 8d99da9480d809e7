import type { Item } from '@tradewind/api-client'
import type { Market } from '../mall/mall.ts'

export type PaymentMethod = Item<'payments.listMethods'>

/** Of the ways to pay that the provider offers, those that the market allows, in its order; all where it says nothing. */
export function methodsOf(
  market: Pick<Market, 'paymentMethods'> | undefined,
  offered: readonly PaymentMethod[],
): readonly PaymentMethod[] {
  if (!market?.paymentMethods) return offered
  return market.paymentMethods.flatMap((code) => offered.find((method) => method.code === code) ?? [])
}
