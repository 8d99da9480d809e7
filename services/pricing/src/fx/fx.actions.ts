import { compareDecimals, invalid, isCurrency, newId, notFound, refused } from '@tradewind/kernel'
import { ownerKey, type Service } from '@tradewind/platform/contract'
import { appendAudit } from '@tradewind/platform/audit'
import type { Kysely } from 'kysely'
import { marketsChanged, type pricing } from '../contract/index.ts'
import type { PricingTables } from '../tables.ts'
import { currentTerms, forgetTerms } from '../terms/terms.ts'
import type { PricingDeps } from '../pricing.deps.ts'
import { findSameRates, insertRates } from './fx.queries.ts'
import { badRates, type RateSet } from './fx.rules.ts'

type NewRates = Omit<RateSet, 'id'>

export function fxActions(deps: PricingDeps): Pick<Service<typeof pricing>, 'listFx' | 'setFx'> {
  const db = deps.database<PricingTables>()
  return {
    async listFx() {
      const { rates: set } = await currentTerms(deps)
      if (!set) throw notFound('pricing.no-rates')
      const { id, base, date, source } = set
      const items = Object.entries(set.rates)
        .map(([quote, rate]) => ({ base, quote, rate, date, source }))
        .sort((a, b) => (a.quote < b.quote ? -1 : 1))
      return { rateSetId: id, items }
    },

    async setFx({ actor }, set) {
      assertRates(set)
      const id = await db.transaction().execute(async (tx) => {
        const { id, added } = await findOrInsertRates(tx, set)
        if (added) await deps.emit(tx, marketsChanged, id, {})
        await appendAudit(tx, {
          actor: ownerKey(actor) ?? '',
          role: actor.kind,
          operation: 'admin.fx.set',
          target: id,
          detail: set,
        })
        return id
      })
      await forgetTerms(deps)
      return { rateSetId: id }
    },
  }
}

/** Refuses unknown currencies, rates that are not above zero, and a base that is worth something else than itself. */
export function assertRates({ base, rates }: NewRates): void {
  if (!isCurrency(base)) throw refused('pricing.unknown-currency', { currency: base })
  const bad = badRates(rates)
  if (rates[base] !== undefined && compareDecimals(rates[base], '1') !== 0) bad.push(base)
  if (bad.length > 0)
    throw invalid(bad.map((currency) => ({ path: `rates.${currency}`, code: 'money.bad-rate' })))
}

/** Stores a set unless one that says the same is there. */
export async function findOrInsertRates(
  tx: Kysely<PricingTables>,
  { date, source, base, rates }: NewRates,
): Promise<{ id: string; added: boolean }> {
  const set = { date, source, base, rates }
  const known = await findSameRates(tx, set)
  if (known !== undefined) return { id: known, added: false }
  const id = newId('fxs')
  await insertRates(tx, { id, ...set })
  return { id, added: true }
}
