import { ApiError } from '@tradewind/api-client'

interface Purchase {
  cartId: string
  quoteId: string
  paymentMethod: string
}

const PENDING = 'tw.confirm'
const ORDER = 'tw.order'

/**
 * A purchase that was sent and not answered: kept with the tab, so that pressing again, or loading the page anew, asks
 * for the same order instead of making a second one.
 */
export const pendingConfirm = {
  remember: (purchase: Purchase): void => sessionStorage.setItem(PENDING, JSON.stringify(purchase)),
  find(): Purchase | undefined {
    const text = sessionStorage.getItem(PENDING)
    return text === null ? undefined : (JSON.parse(text) as Purchase)
  },
  /** A refusal is an answer: nothing was ordered. Silence and faults of the server are none. */
  settle(thrown: unknown): void {
    const refused = thrown instanceof ApiError && thrown.status >= 400 && thrown.status < 500
    if (refused) sessionStorage.removeItem(PENDING)
  },
  done(orderId: string): void {
    sessionStorage.removeItem(PENDING)
    sessionStorage.setItem(ORDER, orderId)
  },
  /** The order last made in this tab, for who comes back from the provider by the browser's own way. */
  lastOrder: (): string | undefined => sessionStorage.getItem(ORDER) ?? undefined,
}
