import type { Static } from 'typebox'
import type { TranslatableThing } from '@tradewind/platform/contract'

type Thing = Static<typeof TranslatableThing>

const LISTED_AT_ONCE = 100
/** What the files of one part come to at most, so that each can be brought back; one thing goes in any case. */
const MOST_BYTES = 600_000

interface Part {
  things: Thing[]
  /** Where the next part begins; null after the last. */
  nextCursor: string | null
}

/** Things from a place on, as many as fit into one part of an export. */
export async function partOf(
  list: (cursor: string | undefined, limit: number) => Promise<{ items: Thing[]; nextCursor: string | null }>,
  bytesOf: (thing: Thing) => number,
  from: string | undefined,
): Promise<Part> {
  const things: Thing[] = []
  let cursor = from
  for (let room = MOST_BYTES; ;) {
    const page = await list(cursor, LISTED_AT_ONCE)
    const sizes = page.items.map(bytesOf)
    const fitting = countFitting(sizes, room)
    if (fitting < page.items.length) {
      const limit = Math.max(fitting, things.length === 0 ? 1 : 0)
      if (limit === 0) return { things, nextCursor: cursor ?? null }
      const rest = await list(cursor, limit)
      return { things: [...things, ...rest.items], nextCursor: rest.nextCursor }
    }
    things.push(...page.items)
    if (page.nextCursor === null) return { things, nextCursor: null }
    room -= sizes.reduce((sum, size) => sum + size, 0)
    cursor = page.nextCursor
  }
}

/** How many of these sizes fit, taken in their order. */
function countFitting(sizes: readonly number[], room: number): number {
  let left = room
  const first = sizes.findIndex((size) => {
    left -= size
    return left < 0
  })
  return first < 0 ? sizes.length : first
}
