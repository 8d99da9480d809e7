import { newId } from '@tradewind/kernel'
import type { Kysely } from 'kysely'
import type { PricingTables } from '../tables.ts'
import { findSameRates, insertRates } from './fx.queries.ts'
import type { NewRateSet } from './fx.rules.ts'

/** Stores a set unless one that says the same is there; answers its id. */
export async function findOrInsertRates(tx: Kysely<PricingTables>, set: NewRateSet): Promise<string> {
  const known = await findSameRates(tx, set)
  if (known !== undefined) return known
  const id = newId('fxs')
  await insertRates(tx, { id, ...set })
  return id
}
