import { sql } from 'kysely'
import { systemContext } from '@tradewind/platform/contract'
import type { Consumer } from '@tradewind/platform/service'
import { storeChanged } from '@tradewind/merchants/events'
import type { CatalogParts } from './parts.ts'
import type { CatalogTables } from './tables.ts'
import { tellChanged } from './products/write.ts'

/** Takes the goods of a suspended store off sale, and puts them back when it opens again. */
export const storesConsumer = ({ deps }: CatalogParts): Consumer => ({
  name: 'stores',
  events: [storeChanged],
  prepare: async (facts) => {
    const storeIds = [...new Set(facts.map(({ key }) => key))]
    const stores = await deps.calls.merchants.getStores(systemContext('catalog'), { storeIds })
    const idsIn = (status: string) => stores.filter((store) => store.status === status).map(({ id }) => id)
    return async (tx) => {
      const own = tx.withTables<CatalogTables>()
      const suspended = await sql<{ store_id: string }>`insert into catalog.suspended_stores (store_id)
        select unnest(${idsIn('suspended')}::text[]) on conflict do nothing returning store_id`.execute(own)
      const opened = await sql<{ store_id: string }>`delete from catalog.suspended_stores
        where store_id = any(${idsIn('open')}::text[]) returning store_id`.execute(own)
      const differing = [...suspended.rows, ...opened.rows].map((row) => row.store_id)
      if (differing.length === 0) return
      const touched = await sql<{ product_id: string }>`
        select distinct product_id from catalog.offers where store_id = any(${differing}::text[])`.execute(
        own,
      )
      await tellChanged(
        own,
        deps,
        touched.rows.map((row) => row.product_id),
      )
    }
  },
})
