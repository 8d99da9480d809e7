import { usableOn, type AgeLimits } from '../fx/feed.rules.ts'
import type { RateSet } from '../fx/fx.rules.ts'
import type { PricingDeps } from '../pricing.deps.ts'
import type { PricingTables } from '../tables.ts'
import { readMarkets, readTerms, type MarketTerms, type Terms } from './terms.queries.ts'

const KEY = 'pricing:terms'
const MARKETS_KEY = 'pricing:markets'
// How long another process may quote by terms that were just changed.
const TTL_SECONDS = 1

/** The terms in force, at most a second old. */
export const currentTerms = (deps: PricingDeps): Promise<Terms> =>
  deps.cache.wrap(KEY, TTL_SECONDS, async () => {
    const terms = await readTerms(deps.database<PricingTables>())
    return { ...terms, rates: terms.rates && usableNow(deps, terms.rates) }
  })

/** The markets of the terms in force, open or not. */
export const currentMarkets = (deps: PricingDeps): Promise<readonly MarketTerms[]> =>
  deps.cache.wrap(MARKETS_KEY, TTL_SECONDS, () => readMarkets(deps.database<PricingTables>()))

/** The set without the rates that are too old to sell by today. */
export const usableNow = (deps: PricingDeps, set: RateSet): RateSet =>
  usableOn(set, deps.clock.now().toISOString().slice(0, 10), ageLimits(deps))

/** How old rates may be, as configured. */
export const ageLimits = ({ config }: PricingDeps): AgeLimits => ({
  fedDays: config.fxMaxAgeDays,
  manualDays: config.fxManualMaxAgeDays,
})

/** To be called after a committed change of terms, so that its author sees it at once. */
export async function forgetTerms({ cache }: PricingDeps): Promise<void> {
  await cache.delete(KEY)
  await cache.delete(MARKETS_KEY)
}
