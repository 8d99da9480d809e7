import { allowSeconds } from '@tradewind/platform/db'
import type { Ticker } from '@tradewind/platform/service'
import { sql } from 'kysely'
import { forgetOld } from '../behaviour/behaviour.queries.ts'
import { listCandidates, listItems } from '../items/items.queries.ts'
import { readItems } from '../items/items.ts'
import type { Db, Parts } from '../parts.ts'
import {
  derivePopular,
  deriveTogether,
  finishStale,
  markAged,
  markStale,
  takeStale,
  writeNeighbours,
  type StaleKind,
} from './neighbours.queries.ts'
import { mostAlike, type Item } from './similar.rules.ts'

const BATCH = 50
/** In this order: goods are likened once all that wait are read. */
const KINDS: readonly StaleKind[] = ['item', 'similar', 'bought', 'viewed']
/** Goods that are being loaded are left alone until they have come to rest. */
const REST_SECONDS = 60
/** A process that has just started is wanted by its readers first. */
const FIRST_AFTER_MS = 45_000
/** A quarter of the time between two runs: other work comes first. */
const WORK_MS = 5_000

/** Works out lists that wait, for a while; answers how many. What fails comes again once its time is up. */
export async function refreshLists(
  { db, deps }: Parts,
  { waitedSeconds = REST_SECONDS, forMs = WORK_MS } = {},
): Promise<number> {
  const until = performance.now() + forMs
  const candidates = candidatesOnce(db)
  const work: Record<StaleKind, (productIds: readonly string[]) => Promise<void>> = {
    item: async (productIds) => {
      const items = await readItems({ db, deps }, productIds)
      await markStale(
        db,
        items.map(({ productId }) => productId),
        'similar',
      )
    },
    similar: (productIds) => refreshSimilar(db, productIds, candidates),
    bought: (productIds) => deriveTogether(db, 'bought', productIds),
    viewed: (productIds) => deriveTogether(db, 'viewed', productIds),
  }
  let lists = 0
  for (const kind of KINDS) {
    const rest = kind === 'similar' ? 0 : waitedSeconds
    while (performance.now() < until) {
      const taken = await takeStale(db, kind, { waitedSeconds: rest, most: BATCH })
      if (taken.productIds.length === 0) break
      await work[kind](taken.productIds)
      await finishStale(db, kind, taken)
      if (kind !== 'item') lists += taken.productIds.length
    }
  }
  return lists
}

type Candidates = (categoryId: string, parentId: string | null) => Promise<readonly Item[]>

/** Candidates of a category, read once a run: most products share theirs. */
function candidatesOnce(db: Db): Candidates {
  const known = new Map<string, Promise<readonly Item[]>>()
  return (categoryId, parentId) => {
    const found = known.get(categoryId) ?? listCandidates(db, categoryId, parentId)
    known.set(categoryId, found)
    return found
  }
}

async function refreshSimilar(
  db: Db,
  productIds: readonly string[],
  candidatesOf: Candidates,
): Promise<void> {
  const items = await listItems(db, productIds)
  const lists = []
  for (const item of items) {
    const candidates = await candidatesOf(item.categoryId, item.parentId)
    lists.push({ productId: item.productId, ...mostAlike(item, candidates) })
  }
  if (lists.length > 0) await writeNeighbours(db, 'similar', lists)
}

/** What is popular now, and what is too old to be kept. */
export async function refreshPopular({ db }: Parts): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await allowSeconds(tx, 60)
    await sql`select pg_advisory_xact_lock(hashtext('recommend.popular'))`.execute(tx)
    await forgetOld(tx)
    await markAged(tx)
    await derivePopular(tx)
  })
}

export function refreshTickers(parts: Parts): Ticker[] {
  const from = performance.now() + FIRST_AFTER_MS
  return [
    {
      name: 'refresh-lists',
      everySeconds: 20,
      run: async () => {
        if (performance.now() >= from) await refreshLists(parts)
      },
    },
    { name: 'refresh-popular', everySeconds: 900, run: () => refreshPopular(parts) },
  ]
}
