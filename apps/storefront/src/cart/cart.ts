import { answerOf, type Answer } from '@tradewind/api-client'
import { inject, shallowRef, type InjectionKey, type ShallowRef } from 'vue'
import type { Mall } from '../mall/mall.ts'

export type Cart = Answer<'orders.getCart'>
export type CartStore = Cart['stores'][number]

/** The reader's cart: one for all pages; undefined until it was asked for, null when there is none. */
export interface CartHolder {
  cart: ShallowRef<Cart | null | undefined>
  /** Asks again, and takes the cart to the market that the reader is in. */
  load(): Promise<Cart | null>
  /** Asks only if this browser has had a cart, so that most visits cost nothing. */
  loadIfAny(): Promise<void>
  add(offerId: string, quantity: number): Promise<Cart>
  setQuantity(lineId: string, quantity: number): Promise<Cart>
  remove(lineId: string): Promise<Cart>
  /** Puts an answered cart in place. */
  take<T extends Cart | null>(answered: T): T
  forget(): void
}

export const cartKey: InjectionKey<CartHolder> = Symbol('cart')

export function useCart(): CartHolder {
  const holder = inject(cartKey)
  if (!holder) throw new Error('the cart is not provided')
  return holder
}

/** Says that this browser has had a cart, and the place it was last taken to. */
const HINT = 'tw.cart'

export function createCart({ api, place }: Mall): CartHolder {
  const cart = shallowRef<Cart | null>()
  const { market, country, currency } = place
  const mark = `${market}.${country}.${currency}`

  const take = <T extends Cart | null>(answered: T): T => {
    cart.value = answered
    if (!import.meta.env.SSR && answered) localStorage.setItem(HINT, mark)
    return answered
  }
  // Only a switch made in the mall moves the cart; an address in another country has moved it already.
  const inPlace = async (found: Cart | null): Promise<Cart | null> => {
    if (!found || import.meta.env.SSR || localStorage.getItem(HINT) === mark) return found
    return answerOf(
      api.PUT('/api/orders/carts/{cartId}/market', {
        params: { path: { cartId: found.id } },
        body: { market, country, currency },
      }),
    ).catch(() => found)
  }
  const load = async () => take(await inPlace(await answerOf(api.GET('/api/orders/carts/current'))))
  const current = async () => {
    const found = cart.value ?? (await load())
    if (!found) throw new Error('there is no cart')
    return found
  }
  const headers = () => ({ 'Idempotency-Key': crypto.randomUUID() })

  return {
    cart,
    load,
    take,
    loadIfAny: async () => {
      if (cart.value === undefined && localStorage.getItem(HINT) !== null) await load()
    },
    add: async (offerId, quantity) => {
      const found = cart.value ?? (localStorage.getItem(HINT) === null ? null : await load())
      if (!found)
        return take(
          await answerOf(
            api.POST('/api/orders/carts', {
              params: { header: headers() },
              body: { lines: [{ offerId, quantity }], market, country, currency },
            }),
          ),
        )
      return take(
        await answerOf(
          api.POST('/api/orders/carts/{cartId}/lines', {
            params: { path: { cartId: found.id }, header: headers() },
            body: { offerId, quantity },
          }),
        ),
      )
    },
    setQuantity: async (lineId, quantity) =>
      take(
        await answerOf(
          api.PATCH('/api/orders/carts/{cartId}/lines/{lineId}', {
            params: { path: { cartId: (await current()).id, lineId } },
            body: { quantity },
          }),
        ),
      ),
    remove: async (lineId) =>
      take(
        await answerOf(
          api.DELETE('/api/orders/carts/{cartId}/lines/{lineId}', {
            params: { path: { cartId: (await current()).id, lineId } },
          }),
        ),
      ),
    forget: () => {
      cart.value = null
      localStorage.removeItem(HINT)
    },
  }
}
