import { productChanged, taxonomyChanged } from '@tradewind/catalog/events'
import { methodsChanged } from '@tradewind/fulfilment/events'
import { stockChanged } from '@tradewind/inventory/events'
import { storeChanged } from '@tradewind/merchants/events'
import type { EventType, Fact } from '@tradewind/platform/contract'
import type { Consumer, Writing } from '@tradewind/platform/service'
import { marketsChanged, pricesChanged } from '@tradewind/pricing/events'
import type { SearchParts, Tx } from '../parts.ts'
import type { SearchTables } from '../tables.ts'
import { repriceOffers, restockOffers } from './offers.ts'
import { readTaxonomy } from './taxonomy.ts'
import { readDelivery, readMarkets, readStores } from './terms.ts'
import { indexAllSoon, indexSoon } from './waiting.queries.ts'

/** Facts of one type, with its payload. */
const only = <E extends EventType>(facts: readonly Fact[], event: E): Fact<E>[] =>
  facts.filter((fact) => fact.type === event.name) as Fact<E>[]

/** What is to be written, in the tables of search. */
const own =
  (write: (tx: Tx) => Promise<void>): Writing =>
  (tx) =>
    write(tx.withTables<SearchTables>())

/**
 * What other services say, and what the index makes of it. Names come last in a transaction: who waits for their
 * lock waits for the whole of it.
 */
export const searchConsumers = (parts: SearchParts): Consumer[] => [
  {
    name: 'products',
    events: [productChanged, taxonomyChanged],
    prepare: async (facts) => {
      const changed = only(facts, productChanged).map(({ payload }) => payload.productId)
      const rename = only(facts, taxonomyChanged).length > 0 ? await readTaxonomy(parts) : undefined
      return own(async (tx) => {
        await indexSoon(parts, tx, changed)
        if (!rename) return
        await indexAllSoon(parts, tx)
        await rename(tx)
      })
    },
  },
  {
    name: 'prices',
    events: [pricesChanged, marketsChanged],
    prepare: async (facts) => {
      const offerIds = only(facts, pricesChanged).flatMap(({ payload }) => payload.offerIds)
      const reprice = await repriceOffers(parts, offerIds)
      if (only(facts, marketsChanged).length === 0) return own(reprice)
      await parts.db.transaction().execute(await readMarkets(parts))
      const writeStores = await readStores(parts)
      return own(async (tx) => {
        await reprice(tx)
        await indexAllSoon(parts, tx)
        await writeStores(tx)
      })
    },
  },
  {
    name: 'stock',
    events: [stockChanged],
    prepare: async (facts) =>
      own(
        await restockOffers(
          parts,
          only(facts, stockChanged).flatMap(({ payload }) => payload.offerIds),
        ),
      ),
  },
  {
    name: 'stores',
    events: [storeChanged],
    // That its offers are off sale, or on again, the catalogue says product by product: maybe before this was heard.
    prepare: async (facts) => {
      const writeStores = await readStores(parts, storeIdsOf(only(facts, storeChanged)))
      return own(async (tx) => {
        const turned = await writeStores(tx)
        if (turned.length > 0) await indexAllSoon(parts, tx, turned)
      })
    },
  },
  {
    name: 'delivery',
    events: [methodsChanged],
    prepare: async (facts) => {
      const storeIds = storeIdsOf(only(facts, methodsChanged))
      const writeDelivery = await readDelivery(parts, storeIds)
      return own(async (tx) => {
        await indexAllSoon(parts, tx, storeIds)
        await writeDelivery(tx)
      })
    },
  },
]

const storeIdsOf = (facts: readonly { payload: { storeId: string } }[]): string[] => [
  ...new Set(facts.map(({ payload }) => payload.storeId)),
]
