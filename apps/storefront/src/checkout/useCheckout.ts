import { draftOf, emptyDraft, sentAddress, type AddressDraft } from '@tradewind/addresses'
import { answerOf, type Answer } from '@tradewind/api-client'
import { computed, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { useCart, type Cart } from '../cart/cart.ts'
import { useAttempt, type Attempt } from '../mall/attempt.ts'
import { useMall, type Money } from '../mall/mall.ts'
import { methodsOf, type PaymentMethod } from './payment-methods.ts'
import { pendingConfirm } from './pending.ts'

type Confirmed = Answer<'orders.confirm'>

/** A purchase from the cart to the provider's page: what the server knows of it, and what the form holds. */
export interface Checkout {
  cart: ShallowRef<Cart | null | undefined>
  email: Ref<string>
  draft: Ref<AddressDraft>
  /** As typed, where the customs ask for a number; never kept in the browser. */
  customsId: Ref<string>
  /** Not known before they are asked for. */
  methods: ShallowRef<readonly PaymentMethod[] | undefined>
  method: Ref<string>
  /** Whether goods are sold to the country of the address; elsewhere nothing of what they cost holds. */
  isServed: Readonly<Ref<boolean>>
  /** The frozen costs, once every store's shipping is chosen. */
  quote: Readonly<Ref<Cart['quote']>>
  /** The total before, when it is no longer what the buyer last saw. */
  changedFrom: ShallowRef<Money | undefined>
  shipping: Attempt
  paying: Attempt
  /** Asks for the cart, chooses shipping where nothing is chosen, and finishes a purchase that was cut off. */
  begin(): Promise<void>
  chooseShipping(storeId: string, methodId: string): Promise<boolean>
  /** Asks again for costs and ways to pay that did not arrive. */
  askCosts(): Promise<boolean>
  /** Places the order for exactly what is shown; answers what to do next, or nothing when the costs have changed. */
  pay(): Promise<Confirmed | undefined>
}

export function useCheckout(): Checkout {
  const { api, place, markets } = useMall()
  const { cart, load, take } = useCart()
  const shipping = useAttempt()
  const paying = useAttempt()
  const email = ref('')
  const draft = ref(emptyDraft(place.country))
  const customsId = ref('')
  const methods = shallowRef<readonly PaymentMethod[]>()
  const method = ref('')
  const changedFrom = shallowRef<Money>()
  const isServed = computed(() => markets.some(({ countries }) => countries.includes(draft.value.country)))
  const quote = computed(() => (isServed.value ? (cart.value?.quote ?? null) : null))
  const path = () => ({ cartId: cart.value?.id ?? '' })

  /** Every store's choice as it stands, the cheapest where there is none. */
  const choices = (chosen: Readonly<Record<string, string>> = {}) =>
    (cart.value?.stores ?? []).flatMap(({ storeId, chosenMethodId, choices: offered }) => {
      const known = offered.find(({ methodId }) => methodId === (chosen[storeId] ?? chosenMethodId))
      const methodId = (known ?? offered[0])?.methodId
      return methodId === undefined ? [] : [{ storeId, methodId }]
    })
  const setShipping = async (chosen?: Readonly<Record<string, string>>) => {
    const body = { choices: choices(chosen) }
    if (body.choices.length > 0)
      take(await answerOf(api.PUT('/api/orders/carts/{cartId}/shipping', { params: { path: path() }, body })))
  }
  const loadMethods = async () => {
    if (!cart.value) return
    const { market, country, currency } = cart.value
    const { items: offered } = await answerOf(
      api.GET('/api/payments/methods', { params: { query: { country, currency } } }),
    )
    const items = methodsOf(
      markets.find(({ code }) => code === market),
      offered,
    )
    methods.value = items
    if (!items.some(({ code }) => code === method.value)) method.value = items[0]?.code ?? ''
  }
  const goTo = async (country: string) => {
    const market = markets.find(({ countries }) => countries.includes(country))
    if (!market || !cart.value) return
    take(
      await answerOf(
        api.PUT('/api/orders/carts/{cartId}/market', {
          params: { path: path() },
          body: { market: market.code, country, currency: cart.value.currency },
        }),
      ),
    )
    await Promise.all([setShipping(), loadMethods()])
  }
  const confirm = async (input: { cartId: string; quoteId: string; paymentMethod: string }) => {
    const { cartId, quoteId, paymentMethod } = input
    const asked = (cart.value?.customsIdKinds ?? []).length > 0 && customsId.value.trim() !== ''
    pendingConfirm.remember(input)
    const answer = await answerOf(
      api.POST('/api/orders/carts/{cartId}/confirm', {
        // The same purchase sent again, after whatever went wrong, is answered by the first one's order.
        params: {
          path: { cartId },
          header: { 'Idempotency-Key': `${quoteId}.${paymentMethod}${asked ? '' : '.plain'}` },
        },
        body: { quoteId, paymentMethod, ...(asked && { customsId: customsId.value.trim() }) },
      }),
    ).catch((thrown: unknown) => {
      pendingConfirm.settle(thrown)
      throw thrown
    })
    pendingConfirm.done(answer.orderId)
    return answer
  }

  const saveAddress = async () => {
    const address = sentAddress(draft.value)
    const wanted = email.value.trim()
    const kept = cart.value?.address ? sentAddress(draftOf(cart.value.address)) : null
    if (JSON.stringify(kept) === JSON.stringify(address) && cart.value?.email === wanted) return
    take(
      await answerOf(
        api.PUT('/api/orders/carts/{cartId}/address', {
          params: { path: path() },
          body: { address, email: wanted },
        }),
      ),
    )
  }

  const askCosts = () => shipping.run(() => Promise.all([setShipping(), loadMethods()]))

  watch(
    () => draft.value.country,
    (country) => {
      if (cart.value && country !== cart.value.country) void shipping.run(() => goTo(country))
    },
  )

  return {
    cart,
    email,
    draft,
    customsId,
    methods,
    method,
    isServed,
    quote,
    changedFrom,
    shipping,
    paying,
    async begin() {
      const found = await load()
      if (!found) return
      draft.value = found.address ? draftOf(found.address) : { ...draft.value, country: found.country }
      email.value = found.email ?? email.value
      await askCosts()
    },
    askCosts,
    chooseShipping: (storeId, methodId) => shipping.run(() => setShipping({ [storeId]: methodId })),
    async pay() {
      let answer: Confirmed | undefined
      await paying.run(async () => {
        const unanswered = pendingConfirm.find()
        if (unanswered) {
          answer = await confirm(unanswered)
          return
        }
        const shown = quote.value?.total
        await saveAddress()
        const frozen = take(
          await answerOf(
            api.POST('/api/orders/carts/{cartId}/quote', { params: { path: path() }, body: {} }),
          ),
        ).quote
        changedFrom.value = undefined
        if (!frozen) return
        if (shown && (shown.minor !== frozen.total.minor || shown.currency !== frozen.total.currency)) {
          changedFrom.value = shown
          return
        }
        answer = await confirm({
          cartId: path().cartId,
          quoteId: frozen.id,
          paymentMethod: method.value,
        })
      })
      return answer
    },
  }
}
