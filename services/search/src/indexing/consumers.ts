import { productChanged, taxonomyChanged } from '@tradewind/catalog/events'
import { methodsChanged } from '@tradewind/fulfilment/events'
import { stockChanged } from '@tradewind/inventory/events'
import { storeChanged } from '@tradewind/merchants/events'
import { systemContext, type EventType, type Fact } from '@tradewind/platform/contract'
import type { Consumer } from '@tradewind/platform/service'
import { marketsChanged, pricesChanged } from '@tradewind/pricing/events'
import { writeNames } from '../names/names.queries.ts'
import type { SearchParts } from '../parts.ts'
import type { SearchTables } from '../tables.ts'
import { repriceOffers, restockOffers } from './offers.ts'
import { refreshDelivery, refreshMarkets, refreshStores } from './terms.ts'
import { indexAllSoon, indexSoon } from './waiting.ts'

/** Facts of one type, with its payload. */
const only = <E extends EventType>(facts: readonly Fact[], event: E): Fact<E>[] =>
  facts.filter((fact) => fact.type === event.name) as Fact<E>[]

/**
 * What other services say, and what the index makes of it. Names come last in a transaction: who waits for their
 * lock waits for the whole of it.
 */
export const searchConsumers = (parts: SearchParts): Consumer[] => [
  {
    name: 'products',
    events: [productChanged, taxonomyChanged],
    handle: async (facts, given) => {
      const tx = given.withTables<SearchTables>()
      const renamed = only(facts, taxonomyChanged).length > 0
      const changed = only(facts, productChanged).map(({ payload }) => payload.productId)
      await indexSoon(parts, tx, changed)
      if (!renamed) return
      await indexAllSoon(parts, tx)
      await writeNames(tx, await parts.deps.calls.catalog.getIndexedTaxonomy(systemContext('search'), {}))
    },
  },
  {
    name: 'prices',
    events: [pricesChanged, marketsChanged],
    handle: async (facts, given) => {
      const tx = given.withTables<SearchTables>()
      await repriceOffers(
        parts,
        tx,
        only(facts, pricesChanged).flatMap(({ payload }) => payload.offerIds),
      )
      if (only(facts, marketsChanged).length === 0) return
      await refreshMarkets(parts, tx)
      await indexAllSoon(parts, tx)
      await refreshStores(parts, tx)
    },
  },
  {
    name: 'stock',
    events: [stockChanged],
    handle: (facts, given) =>
      restockOffers(
        parts,
        given.withTables<SearchTables>(),
        only(facts, stockChanged).flatMap(({ payload }) => payload.offerIds),
      ),
  },
  {
    name: 'stores',
    events: [storeChanged],
    // That its offers are off sale, or on again, the catalogue says product by product.
    handle: (facts, given) =>
      refreshStores(parts, given.withTables<SearchTables>(), storeIdsOf(only(facts, storeChanged))),
  },
  {
    name: 'delivery',
    events: [methodsChanged],
    handle: async (facts, given) => {
      const tx = given.withTables<SearchTables>()
      const storeIds = storeIdsOf(only(facts, methodsChanged))
      await refreshDelivery(parts, tx, storeIds)
      await indexAllSoon(parts, tx, storeIds)
    },
  },
]

const storeIdsOf = (facts: readonly { payload: { storeId: string } }[]): string[] => [
  ...new Set(facts.map(({ payload }) => payload.storeId)),
]
