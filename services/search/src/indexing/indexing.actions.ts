import { sql } from 'kysely'
import { systemContext, type Service } from '@tradewind/platform/contract'
import type { search as contract } from '../contract/index.ts'
import { writeNames } from '../names/names.queries.ts'
import type { SearchParts } from '../parts.ts'
import { refreshMarkets, refreshStores } from './terms.ts'
import { indexAllSoon, indexSoon } from './waiting.ts'

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
      const taxonomy = await deps.calls.catalog.getIndexedTaxonomy(systemContext('search'), {})
      await db.transaction().execute(async (tx) => {
        await refreshMarkets(parts, tx)
        // Those the catalogue no longer has are asked for too, and removed.
        await indexAllSoon(parts, tx)
        await refreshStores(parts, tx)
        await writeNames(tx, taxonomy)
      })
      for (let cursor: string | null | undefined; cursor !== null;) {
        const page = await deps.calls.catalog.listProductIds(systemContext('search'), {
          limit: 100,
          ...(cursor === undefined ? {} : { cursor }),
        })
        await db.transaction().execute((tx) => indexSoon(parts, tx, page.items))
        cursor = page.nextCursor
      }
      return { queued: await countWaiting(parts) }
    },

    settle: async () => {
      const deadline = Date.now() + SETTLE_MS
      for (;;) {
        // Facts first: what they say is waiting afterwards.
        const behind = (await deps.behind()) + (await countWaiting(parts))
        if (behind === 0 || Date.now() > deadline) return { behind }
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
      }
    },
  }
}

async function countWaiting({ db }: SearchParts): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from search.waiting`.execute(db)
  return rows[0]?.n ?? 0
}
