import type { DisputeState } from '../providers/provider.types.ts'

export type DisputeStep = 'opened' | 'won' | 'lost'

/** What news of a dispute adds to what is known of it: it opens once and closes once, in whatever order they come. */
export function stepsOf(
  known: DisputeState['status'] | undefined,
  next: DisputeState['status'],
): DisputeStep[] {
  const opening: DisputeStep[] = known === undefined ? ['opened'] : []
  if (next === 'open' || (known !== undefined && known !== 'open')) return opening
  return [...opening, next]
}
