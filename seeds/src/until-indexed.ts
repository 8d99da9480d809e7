import { seedsContext, type LoadCalls } from './contracts.ts'

/** Longest that the index may stand still. */
const STANDSTILL_MS = 120_000

/** Waits until the index has read everything that was loaded; `left` hears how much it has before it. */
export async function untilIndexed(
  calls: Pick<LoadCalls, 'search'>,
  left: (behind: number) => void = () => undefined,
): Promise<void> {
  let least = Infinity
  let deadline = Date.now() + STANDSTILL_MS
  for (;;) {
    const { behind } = await calls.search.settle(seedsContext(), {})
    if (behind === 0) return
    left(behind)
    if (behind < least) deadline = Date.now() + STANDSTILL_MS
    least = Math.min(least, behind)
    if (Date.now() > deadline) throw new Error('the index has not moved for two minutes')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
