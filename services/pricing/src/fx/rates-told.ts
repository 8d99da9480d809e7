import { sql, type Kysely } from 'kysely'
import { marketsChanged } from '../contract/index.ts'
import type { PricingDeps } from '../pricing.deps.ts'
import type { PricingTables } from '../tables.ts'
import { forgetTerms, usableNow } from '../terms/terms.ts'
import { readRateSet } from './fx.queries.ts'

/** Notes which rates are sold by now; answers the set's id where lists of prices do not know yet. */
export async function noteRatesInForce(
  tx: Kysely<PricingTables>,
  deps: PricingDeps,
): Promise<string | undefined> {
  const set = await readRateSet(tx)
  if (!set) return undefined
  const told = [set.id, ...(usableNow(deps, set).tooOld ?? []).toSorted()]
  const { rows } = await sql`update pricing.rate_feed set told = ${told}::text[]
    where told <> ${told}::text[] returning 1`.execute(tx)
  return rows.length > 0 ? set.id : undefined
}

/** Tells lists of prices when other rates are sold by than they know: rates grow too old, and sets come into force, by date alone. */
export async function tellRatesInForce(deps: PricingDeps): Promise<void> {
  const changed = await deps
    .database<PricingTables>()
    .transaction()
    .execute(async (tx) => {
      const id = await noteRatesInForce(tx, deps)
      if (id !== undefined) await deps.emit(tx, marketsChanged, id, {})
      return id
    })
  if (changed !== undefined) await forgetTerms(deps)
}
