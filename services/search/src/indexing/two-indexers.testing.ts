import { openDatabase } from '@tradewind/platform/db'
import { eventually } from '@tradewind/platform/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { named, store, type Mall } from '../mall.testing.ts'
import { keepNames } from '../names/names.queries.ts'
import type { IndexingParts } from '../parts.ts'
import type { SearchTables } from '../tables.ts'
import { indexProducts } from './products.ts'
import { readMarkets, readStores } from './terms.ts'

/** Somebody passes only when told to; whoever tells knows by then that somebody stands there. */
function gate() {
  const reached = Promise.withResolvers<void>()
  const opened = Promise.withResolvers<void>()
  return {
    reached: reached.promise,
    open: opened.resolve,
    pass: () => {
      reached.resolve()
      return opened.promise
    },
  }
}

/** Two processes that index one mall: the host’s own, which follows every fact, and another that meets a store. */
export function tellTwoIndexers({
  host,
  search,
  pricing,
  fulfilment,
  merchants,
  operator,
  system,
  sell,
  settled,
}: Mall): void {
  describe('of two processes that index', () => {
    const database = openDatabase({ url: host.db.url, max: 2, transactionTimeoutMs: 20_000 })
    afterAll(() => database.close())
    const db = database.kysely<SearchTables>()
    const own = { db: host.db.kysely<SearchTables>(), deps: { calls: host.calls } }
    const other: IndexingParts = { db, names: keepNames(db), deps: { calls: host.calls } }

    /** The other process, held up where it has asked what delivery costs, to the markets that it knew. */
    const heldUp = (at: ReturnType<typeof gate>): IndexingParts => ({
      ...other,
      deps: {
        calls: {
          ...host.calls,
          fulfilment: {
            ...host.calls.fulfilment,
            getDelivery: async (...asked) => {
              const answer = await host.calls.fulfilment.getDelivery(...asked)
              await at.pass()
              return answer
            },
          },
        },
      },
    })

    const openMarket = async (code: 'FR' | 'IT') => {
      const { items } = await pricing.listAllMarkets(operator, {})
      const germany = items.find((market) => market.code === 'DE')
      if (!germany) throw new Error('no market')
      await pricing.saveMarket(operator, {
        ...germany,
        code,
        countries: [code],
        currencies: ['EUR'],
        name: { en: code },
      })
    }

    /** A store that ships there and its goods; neither has been met by the index. */
    const unmet = async (key: string, country: 'FR' | 'IT') => {
      const stores = await merchants.importStores(system, { stores: [store(key, 'DE', 'EUR')] })
      const storeId = stores[0]?.id ?? ''
      const price = { minor: 700, currency: 'EUR' }
      const zone = { countries: [country], minDays: 3, maxDays: 5, rates: [{ upToGrams: 5_000, price }] }
      await fulfilment.importMethods(system, {
        methods: [
          {
            key,
            storeId,
            method: { name: { en: key }, carrier: 'Post', active: true, zones: [zone] },
          },
        ],
      })
      const [product] = await sell({ key, euros: 15, stock: 3, storeId, name: named(key, key) })
      await settled()
      const productId = product?.productId ?? ''
      await host.db.pool.query(
        `with numbers as (select number from search.products where product_id = $1),
          unlisted as (delete from search.listing where number in (select number from numbers)),
          unplaced as (delete from search.places where number in (select number from numbers)),
          unpriced as (delete from search.price_places where number in (select number from numbers)),
          offers as (delete from search.offers where number in (select number from numbers)),
          documents as (delete from search.documents where number in (select number from numbers)),
          delivery as (delete from search.delivery where store_id = $2),
          looks as (delete from search.looks where what like '%:' || $2),
          store as (delete from search.stores where store_id = $2)
        delete from search.products where product_id = $1`,
        [productId, storeId],
      )
      return { storeId, productId }
    }

    const shippingTo = async (market: 'FR' | 'IT', productId: string) =>
      (await search.listOffers(host.ctx({ market }), { productId })).items.map(({ shipping }) => shipping)

    it('one reads a store while the other writes a new market, and reads it once more', async () => {
      const { productId } = await unmet('lantern', 'FR')
      const beforeWriting = gate()
      const indexing = indexProducts(heldUp(beforeWriting), [{ productId, queued: 0 }])
      await beforeWriting.reached
      await openMarket('FR')
      await settled()
      beforeWriting.open()
      await expect(indexing).rejects.toMatchObject({ code: '40001' })
      // As whoever indexes does after a failure.
      await indexProducts(other, [{ productId, queued: 0 }])
      expect(await shippingTo('FR', productId)).toEqual([{ minor: 700, currency: 'EUR' }])
    })

    it('one writes a store while the other waits with new markets, and knows the store when it has written them', async () => {
      const { storeId, productId } = await unmet('torch', 'IT')
      const write = await readStores(other, [storeId])
      const beforeCommit = gate()
      const storeWritten = db.transaction().execute(async (tx) => {
        await write(tx)
        await beforeCommit.pass()
      })
      await beforeCommit.reached
      await openMarket('IT')
      // Its facts wait for every transaction that began before; who has just been told of an earlier change writes now.
      const writeMarkets = await readMarkets(own)
      const storesThen = own.db.transaction().execute(async (tx) => {
        await writeMarkets(tx)
        return (await tx.selectFrom('search.stores').select('store_id').execute()).map((row) => row.store_id)
      })
      try {
        await eventually(async () => {
          const { rows } = await host.db.pool.query(`select from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query ~ '^insert into search.looks'`)
          expect(rows).not.toEqual([])
        })
      } finally {
        beforeCommit.open()
      }
      await storeWritten
      expect(await storesThen).toContain(storeId)
      await settled()
      await indexProducts(other, [{ productId, queued: 0 }])
      expect(await shippingTo('IT', productId)).toEqual([{ minor: 700, currency: 'EUR' }])
    })
  })
}
