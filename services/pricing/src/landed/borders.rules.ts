import { inForce } from './dates.rules.ts'
import type { Membership } from './landed.types.ts'

/** Behind which customs border a country lies: that of a union, or its own. */
export const jurisdictionOf = (members: readonly Membership[], country: string, day: string): string =>
  members.find((member) => member.country === country && inForce(day)(member))?.jurisdiction ?? country

/** Where goods go from the buyer's point of view. */
export function wayOf(
  members: readonly Membership[],
  { shipsFrom, country, day }: { shipsFrom: string; country: string; day: string },
): 'domestic' | 'union' | 'import' {
  if (shipsFrom === country) return 'domestic'
  const to = jurisdictionOf(members, country, day)
  return to === jurisdictionOf(members, shipsFrom, day) ? 'union' : 'import'
}
