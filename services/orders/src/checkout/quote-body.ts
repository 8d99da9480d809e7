import type { Locale } from '@tradewind/kernel'
import type { CartGoods, Offer, Priced } from '../carts/cart-goods.ts'
import { textOf } from '../carts/cart-view.ts'

/** Everything a checkout needs, as of the quote: an order is written from this alone. */
export interface QuoteBody {
  priced: Priced
  offers: Offer[]
  stores: QuotedStore[]
}

export interface QuotedStore {
  storeId: string
  name: string
  businessModel: string
  commissionBasisPoints: number
  shippingMethod: string
  shippingCarrier: string
}

export function frozenBody(goods: CartGoods, priced: Priced, locale: Locale): QuoteBody {
  const stores = priced.shipping.map(({ storeId }) => {
    const store = goods.stores.get(storeId)
    const choice = goods.chosen.get(storeId)
    if (!store || !choice) throw new Error(`quoted without store or shipping: ${storeId}`)
    return {
      storeId,
      name: textOf(store.name, locale),
      businessModel: store.contract.businessModel,
      commissionBasisPoints: store.contract.commissionBasisPoints,
      shippingMethod: textOf(choice.name, locale),
      shippingCarrier: choice.carrier,
    }
  })
  return { priced, offers: goods.saleable.map((line) => line.offer), stores }
}
