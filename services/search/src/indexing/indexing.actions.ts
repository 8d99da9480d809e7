import { sql } from 'kysely'
import { systemContext, type Service } from '@tradewind/platform/contract'
import type { search as contract } from '../contract/index.ts'
import type { SearchParts } from '../parts.ts'
import { readTaxonomy } from './taxonomy.ts'
import { readMarkets, readStores } from './terms.ts'
import { countWaiting, indexAllSoon, indexSoon } from './waiting.queries.ts'

type Indexing = Pick<Service<typeof contract>, 'getIndexState' | 'rebuild' | 'settle'>

const SETTLE_MS = 30_000
const LOOK_EVERY_MS = 25

/** What operators and loaders ask of the index itself. */
export function indexingOperations(parts: SearchParts): Indexing {
  const { db, deps } = parts
  return {
    getIndexState: async () => {
      const { rows } = await sql<{
        products: number
        documents: number
        listings: number
        updated: Date | null
      }>`
        select (select count(*)::int from search.products where published) as products,
          (select count(*)::int from search.documents) as documents, (select count(*)::int from search.listing) as listings,
          (select max(indexed_at) from search.products) as updated`.execute(db)
      const [row] = rows
      return {
        products: row?.products ?? 0,
        documents: row?.documents ?? 0,
        listings: row?.listings ?? 0,
        updatedAt: row?.updated?.toISOString() ?? null,
      }
    },

    rebuild: async () => {
      await db.transaction().execute(await readMarkets(parts))
      const writeStores = await readStores(parts)
      const rename = await readTaxonomy(parts)
      await db.transaction().execute(async (tx) => {
        // Those the catalogue no longer has are asked for too, and withdrawn.
        await indexAllSoon(parts, tx)
        await writeStores(tx)
        await rename(tx)
      })
      for (let cursor: string | null | undefined; cursor !== null;) {
        const page = await deps.calls.catalog.listProductIds(systemContext('search'), {
          limit: 100,
          ...(cursor === undefined ? {} : { cursor }),
        })
        await db.transaction().execute((tx) => indexSoon(parts, tx, page.items))
        cursor = page.nextCursor
      }
      return { queued: await countWaiting(db) }
    },

    settle: async () => {
      const deadline = Date.now() + SETTLE_MS
      for (;;) {
        // Facts first: what they say is waiting afterwards.
        const behind = (await deps.behind()) + (await countWaiting(db))
        if (behind === 0 || Date.now() > deadline) return { behind }
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
      }
    },
  }
}
