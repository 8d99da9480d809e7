import type { PricingDeps } from '../pricing.deps.ts'
import type { PricingTables } from '../tables.ts'
import { readTerms, type Terms } from './terms.queries.ts'

const KEY = 'pricing:terms'
// How long another process may quote by terms that were just changed.
const TTL_SECONDS = 1

/** The terms in force, at most a second old. */
export const currentTerms = (deps: PricingDeps): Promise<Terms> =>
  deps.cache.wrap(KEY, TTL_SECONDS, () => readTerms(deps.database<PricingTables>()))

/** To be called after a committed change of terms, so that its author sees it at once. */
export const forgetTerms = (deps: PricingDeps): Promise<void> => deps.cache.delete(KEY)
