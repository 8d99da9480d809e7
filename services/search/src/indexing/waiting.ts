import { sql } from 'kysely'
import type { SearchParts } from '../parts.ts'
import { indexProducts } from './products.ts'
import { putOff, takeWaiting, type Waiting } from './waiting.queries.ts'

/** Indexed together: as many as take half a second here. */
const FEWEST = 5
const MOST = 50
const WANTED_MS = 500

/** Indexes what waits until nothing does. A product that cannot be indexed is tried again later and holds up no other. */
export async function workOff(parts: SearchParts): Promise<void> {
  let worked = 0
  for (let size = MOST / 2; ;) {
    const started = performance.now()
    const some = await takeWaiting(parts.db, size)
    if (some.length === 0) break
    await indexTaken(parts, some)
    worked += some.length
    const pace = WANTED_MS / (performance.now() - started)
    size = Math.round(Math.min(MOST, Math.max(FEWEST, some.length * pace)))
  }
  // New lexemes wait in a list that every search reads along, until they are sorted in together.
  if (worked > 0) await sql`select gin_clean_pending_list('search.documents_vector')`.execute(parts.db)
}

async function indexTaken(parts: SearchParts, taken: readonly Waiting[]): Promise<void> {
  try {
    await indexProducts(parts, taken)
  } catch (error) {
    parts.deps.log.warn({ err: error }, 'a batch could not be indexed; trying its products one by one')
    for (const one of taken) await indexAlone(parts, one)
  }
}

async function indexAlone(parts: SearchParts, one: Waiting): Promise<void> {
  const { productId } = one
  try {
    await indexProducts(parts, [one])
  } catch (error) {
    parts.deps.log.error(
      { err: error, productId },
      'a product could not be indexed and is tried again in a minute',
    )
    await putOff(parts.db, productId)
  }
}
