import { useQuery } from '@tanstack/vue-query'
import type { AskedPrice } from '../parts/WhyThisPrice.vue'
import { api, ask } from '../shell/api.ts'

/** The own store with its contract. */
export const useStore = () =>
  useQuery({ queryKey: ['store'], queryFn: () => ask(api.GET('/api/merchants/store')), staleTime: 60_000 })

/** Categories, attributes, options and brands in all languages. */
export const useTaxonomy = () =>
  useQuery({
    queryKey: ['taxonomy'],
    queryFn: () => ask(api.GET('/api/catalog/taxonomy')),
    staleTime: 10 * 60_000,
  })

/** Own warehouses, the first one is the one that is counted by default. */
export const useWarehouses = () =>
  useQuery({
    queryKey: ['warehouses'],
    queryFn: async () => (await ask(api.GET('/api/inventory/merchant/warehouses'))).items,
    staleTime: 60_000,
  })

/** Currencies that buyers can pay in. */
export const useCurrencies = () =>
  useQuery({
    queryKey: ['currencies'],
    queryFn: async () => (await ask(api.GET('/api/pricing/currencies'))).items.map(({ code }) => code),
    staleTime: 10 * 60_000,
  })

/** Offers by id with the words to know them by. */
export const useOffers = (offerIds: () => readonly string[]) =>
  useQuery({
    queryKey: ['offers', offerIds],
    queryFn: () => readOffers(offerIds()),
    staleTime: 60_000,
  })

/** Own offers by id, as many as there are. */
export async function readOffers(offerIds: readonly string[]) {
  const wanted = [...new Set(offerIds)]
  const pages = await Promise.all(
    batches(wanted, 50).map((batch) =>
      ask(api.GET('/api/catalog/merchant/offers', { params: { query: { offerIds: batch, limit: 100 } } })),
    ),
  )
  return pages.flatMap((page) => page.items)
}

/** Stock of own offers, a row per offer and warehouse. */
export async function readStock(offerIds: readonly string[]) {
  const pages = await Promise.all(
    batches(offerIds, 25).map((batch) =>
      ask(api.GET('/api/inventory/merchant/stock', { params: { query: { offerIds: batch, limit: 100 } } })),
    ),
  )
  return pages.flatMap((page) => page.items)
}

/** Prices of own offers, each price list's, the base price first. */
export async function readPrices(offerIds: readonly string[]) {
  const pages = await Promise.all(
    batches(offerIds, 200).map((batch) =>
      ask(api.POST('/api/pricing/merchant/prices/query', { body: { offerIds: batch } })),
    ),
  )
  return pages.flatMap((page) => page.items).toSorted((a, b) => Number(b.isBase) - Number(a.isBase))
}

/** Why an own offer costs what it does in a market. */
export const explainOwnPrice = ({ offerId, ...query }: AskedPrice) =>
  ask(api.GET('/api/pricing/merchant/prices/{offerId}/why', { params: { path: { offerId }, query } }))

const batches = <Entry>(entries: readonly Entry[], size: number): Entry[][] =>
  Array.from({ length: Math.ceil(entries.length / size) }, (_, index) =>
    entries.slice(index * size, (index + 1) * size),
  )
