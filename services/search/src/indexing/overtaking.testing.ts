import { newId } from '@tradewind/kernel'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Mall } from '../mall.testing.ts'
import type { SearchTables } from '../tables.ts'
import { readStores } from './terms.ts'
import { countWaiting, stopWaiting, takeWaiting } from './waiting.queries.ts'

/** What becomes of a look that a change overtakes. */
export function tellOvertaking({ host, pricing, operator, settled }: Mall): void {
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
