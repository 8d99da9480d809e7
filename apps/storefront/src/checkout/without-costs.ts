import type { Cart } from '../cart/cart.ts'

/** What is in a cart, for an address at which none of its costs, nor any news of them, hold. */
export const withoutCosts = (cart: Cart): Cart => ({
  ...cart,
  quote: null,
  goods: null,
  notices: [],
  stores: cart.stores.map((store) => ({
    ...store,
    goods: null,
    total: null,
    lines: store.lines.map((line) => ({ ...line, gross: null })),
  })),
})
