import { allowSeconds } from '@tradewind/platform/db'
import type { Ticker } from '@tradewind/platform/service'
import { sql } from 'kysely'
import { forgetOld } from '../behaviour/behaviour.queries.ts'
import { listCandidates } from '../items/items.queries.ts'
import { readItems } from '../items/items.ts'
import type { Kind, Parts } from '../parts.ts'
import {
  derivePopular,
  deriveTogether,
  markAged,
  markStale,
  takeStale,
  writeNeighbours,
} from './neighbours.queries.ts'
import { mostAlike, type Item } from './similar.rules.ts'

const BATCH = 50
const KINDS: readonly Kind[] = ['similar', 'bought', 'viewed']
/** Goods that are being loaded are left alone until they have come to rest. */
const REST_SECONDS = 60
/** A process that has just started is wanted by its readers first. */
const FIRST_AFTER_MS = 45_000
/** A quarter of the time between two runs: other work comes first. */
const WORK_MS = 5_000

/** Works out lists that wait, for a while; answers how many. */
export async function refreshLists(
  parts: Parts,
  { waitedSeconds = REST_SECONDS, forMs = WORK_MS } = {},
): Promise<number> {
  const until = performance.now() + forMs
  const candidates = candidatesOnce(parts)
  let lists = 0
  for (const kind of KINDS) {
    while (performance.now() < until) {
      const some = await takeStale(parts.db, kind, { waitedSeconds, most: BATCH })
      if (some.length === 0) break
      await refreshOr(parts, kind, some, candidates)
      lists += some.length
    }
  }
  return lists
}

/** What fails waits again, and is told. */
async function refreshOr(
  parts: Parts,
  kind: Kind,
  productIds: readonly string[],
  candidates: Candidates,
): Promise<void> {
  try {
    if (kind === 'similar') await refreshSimilar(parts, productIds, candidates)
    else await deriveTogether(parts.db, kind, productIds)
  } catch (error) {
    await markStale(parts.db, productIds, kind)
    throw error
  }
}

type Candidates = (categoryId: string, parentId: string | null) => Promise<readonly Item[]>

/** Candidates of a category, read once a run: most products share theirs. */
function candidatesOnce({ db }: Parts): Candidates {
  const known = new Map<string, Promise<readonly Item[]>>()
  return (categoryId, parentId) => {
    const found = known.get(categoryId) ?? listCandidates(db, categoryId, parentId)
    known.set(categoryId, found)
    return found
  }
}

async function refreshSimilar(
  parts: Parts,
  productIds: readonly string[],
  candidatesOf: Candidates,
): Promise<void> {
  const items = await readItems(parts, productIds)
  const byCategory = Map.groupBy(items, ({ categoryId }) => categoryId)
  const lists = []
  for (const [categoryId, [first, ...rest]] of byCategory) {
    if (!first) continue
    const candidates = await candidatesOf(categoryId, first.parentId)
    for (const item of [first, ...rest])
      lists.push({ productId: item.productId, ...mostAlike(item, candidates) })
  }
  if (lists.length > 0) await writeNeighbours(parts.db, 'similar', lists)
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
