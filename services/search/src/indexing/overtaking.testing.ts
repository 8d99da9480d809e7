import { newId } from '@tradewind/kernel'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { names, type Mall } from '../mall.testing.ts'
import { keepNames } from '../names/names.queries.ts'
import type { SearchTables } from '../tables.ts'
import { indexProducts } from './products.ts'
import { readStores } from './terms.ts'
import { countWaiting, stopWaiting, takeWaiting } from './waiting.queries.ts'

/** What becomes of a look that a change overtakes. */
export function tellOvertaking({
  host,
  pricing,
  search,
  operator,
  inGermany,
  kilnId,
  moon,
  sun,
  pot,
  settled,
}: Mall): void {
  describe('the index', () => {
    it('looks again at a store that was read while markets were written', async () => {
      const db = host.db.kysely<SearchTables>()
      const write = await readStores({ db, deps: { calls: host.calls } }, [newId('sto')])
      const [market] = (await pricing.listAllMarkets(operator, {})).items
      if (!market) throw new Error('no market')
      await pricing.saveMarket(operator, { ...market, name: { en: 'Germany again' } })
      await settled()
      await expect(db.transaction().execute(write)).rejects.toMatchObject({ code: '40001' })
      await db.transaction().execute(await readStores({ db, deps: { calls: host.calls } }, [newId('sto')]))
    })

    it('lists the goods of a store that opens, though it heard of them before it heard of the store', async () => {
      const db = host.db.kysely<SearchTables>()
      await host.db.pool.query('update search.stores set open = false where store_id = $1', [kilnId])
      const goods = [moon, sun, pot].map((product) => ({ productId: product?.productId ?? '', queued: 0 }))
      await indexProducts({ db, names: keepNames(db), deps: { calls: host.calls } }, goods)
      expect(names(await search.listProducts(inGermany, {}))).toEqual([])
      await host.db.pool.query(
        `insert into merchants.outbox (type, key, payload) values ('merchants.store-changed.v1', $1, $2)`,
        [kilnId, { storeId: kilnId }],
      )
      await settled()
      expect(names(await search.listProducts(inGermany, {}))).toHaveLength(3)
    })

    it('keeps what is asked for again while it is indexed, even where that was asked before the look and told after it', async () => {
      const productId = newId('prd')
      await host.db
        .kysely<SearchTables>()
        .transaction()
        .execute(async (tx) => {
          const ask = () =>
            sql`insert into search.waiting (product_id) values (${productId})
        on conflict (product_id) do update set queued = excluded.queued`.execute(tx)
          await ask()
          const taken = await takeWaiting(tx, 1)
          expect(taken).toMatchObject([{ productId }])
          await ask()
          await stopWaiting(tx, taken)
          expect(await countWaiting(tx)).toBe(1)
          await stopWaiting(tx, await again())
          expect(await countWaiting(tx)).toBe(0)

          async function again() {
            await sql`update search.waiting set since = now()`.execute(tx)
            return takeWaiting(tx, 1)
          }
        })
    })
  })
}
