import { money, type Money } from '@tradewind/kernel'
import { seedsContext, type LoadCalls } from './contracts.ts'
import { tagPrice } from './demo-prices.ts'
import type { LoadedVariant } from './demo-products.ts'
import type { LoadedStore } from './demo-stores.ts'

interface Offer {
  offerId: string
  store: LoadedStore
  euro: Money
  factor: number
  onHand: number
}

/** How the second and third store of a product differ in price. */
const FACTORS = [0.94, 1.06, 0.98, 1.1]
/** One product of this many is sold by a second store, one of three of those by a third. */
const SHARED_ONE_OF = 4

/** One offer of this many is reduced for some weeks, so that the mall shows what a reduction is measured from. */
const REDUCED_ONE_OF = 17
const REDUCED_FACTOR = 0.8
const REDUCED_DAYS = 60
/** Of the others, one offer of this many is cheaper from three pieces on. */
const TIERED_ONE_OF = 5
const TIERED_FACTOR = 0.92

/** Prices and stock of all offers, and further stores' offers of every fourth product, so that offers can be compared. */
export async function loadDemoOffers(
  calls: LoadCalls,
  stores: readonly LoadedStore[],
  variants: readonly LoadedVariant[],
  rates: Readonly<Record<string, string>>,
): Promise<void> {
  const offers = [
    ...variants.map((variant, index) => ({ ...variant, factor: 1, onHand: stockOf(index) })),
    ...(await loadFurther(calls, stores, variants)),
  ]
  await calls.pricing.importPrices(seedsContext(), {
    prices: offers.map(({ offerId, store, euro, factor }) => ({
      offerId,
      storeId: store.id,
      price: tagPrice(money(euro.minor, euro.currency), store.currency, rates, factor),
      isBase: true,
    })),
  })
  const endsAt = new Date(Date.now() + REDUCED_DAYS * 86_400_000).toISOString()
  await calls.pricing.importSpecialPrices(seedsContext(), {
    specials: offers.flatMap(({ offerId, store, euro, factor }, index) => {
      const special = specialOf(index)
      if (!special) return []
      const { factor: less, minQuantity } = special
      const price = tagPrice(money(euro.minor, euro.currency), store.currency, rates, factor * less)
      return [{ offerId, storeId: store.id, price, minQuantity }]
    }),
    endsAt,
  })
  await calls.inventory.importStock(seedsContext(), {
    stock: offers.map(({ offerId, store, onHand }) => ({
      offerId,
      storeId: store.id,
      country: store.country,
      onHand,
    })),
  })
}

function specialOf(index: number): { factor: number; minQuantity: number } | undefined {
  if (index % REDUCED_ONE_OF === 0) return { factor: REDUCED_FACTOR, minQuantity: 1 }
  if (index % TIERED_ONE_OF === 0) return { factor: TIERED_FACTOR, minQuantity: 3 }
  return undefined
}

async function loadFurther(
  calls: LoadCalls,
  stores: readonly LoadedStore[],
  variants: readonly LoadedVariant[],
): Promise<Offer[]> {
  const products = [...new Set(variants.map((variant) => variant.productKey))]
  const wanted = variants.flatMap((variant) => {
    const index = products.indexOf(variant.productKey)
    if (index % SHARED_ONE_OF !== 0) return []
    const others = stores.filter((store) => store.id !== variant.store.id)
    const count = (index / SHARED_ONE_OF) % 3 === 0 ? 2 : 1
    return Array.from({ length: count }, (_, at) => ({
      variant,
      index,
      store: others[(index + at) % others.length],
    })).flatMap(({ store, ...rest }) => (store ? [{ ...rest, store }] : []))
  })
  const answers = await calls.catalog.importOffers(seedsContext(), {
    offers: wanted.map(({ variant, store }) => ({
      variantId: variant.variantId,
      storeId: store.id,
      sku: `${variant.sku}-${store.key.toUpperCase()}`,
    })),
  })
  return wanted.flatMap(({ variant, index, store }) => {
    const offer = answers.find((one) => one.variantId === variant.variantId && one.storeId === store.id)
    return offer
      ? [
          {
            offerId: offer.offerId,
            store,
            euro: variant.euro,
            factor: FACTORS[index % FACTORS.length] ?? 1,
            onHand: 5 + (index % 40),
          },
        ]
      : []
  })
}

// A few are scarce and one in thirty is sold out, so that the mall shows all its states.
const stockOf = (index: number) => (index % 30 === 29 ? 0 : index % 11 === 10 ? 3 : 12 + ((index * 17) % 120))
