import { compareDecimals, invalid, isCurrency, notFound, refused } from '@tradewind/kernel'
import { ownerKey, type OutputOf, type Service } from '@tradewind/platform/contract'
import { appendAudit } from '@tradewind/platform/audit'
import { marketsChanged, type pricing } from '../contract/index.ts'
import type { PricingTables } from '../tables.ts'
import { ageLimits, currentTerms, forgetTerms } from '../terms/terms.ts'
import type { PricingDeps } from '../pricing.deps.ts'
import { ratesAgeDays, readFeed, today, WARN_AFTER_DAYS } from './feed.actions.ts'
import { readFeedState } from './feed.queries.ts'
import { daysBetween, originOf, withKept } from './feed.rules.ts'
import { lockRates, readRateSet } from './fx.queries.ts'
import { noteRatesInForce } from './rates-told.ts'
import { findOrInsertRates } from './rate-sets.ts'
import { badRates, type NewRateSet } from './fx.rules.ts'

type Operations = Pick<Service<typeof pricing>, 'listFx' | 'setFx' | 'getFxState' | 'readFxNow'>

export function fxActions(deps: PricingDeps): Operations {
  const db = deps.database<PricingTables>()
  return {
    async listFx() {
      const { rates: set } = await currentTerms(deps)
      if (!set) throw notFound('pricing.no-rates')
      const { id, base } = set
      const items = Object.entries(set.rates)
        .map(([quote, rate]) => {
          const { date, source } = originOf(set, quote)
          return { base, quote, rate, date, source }
        })
        .sort((a, b) => (a.quote < b.quote ? -1 : 1))
      return { rateSetId: id, items }
    },

    async setFx({ actor }, { keepOthers = false, ...given }) {
      assertRates(given)
      const id = await db.transaction().execute(async (tx) => {
        await lockRates(tx)
        const set = { ...given, manual: true, kept: {} }
        const id = await findOrInsertRates(tx, keepOthers ? withKept(await readRateSet(tx), set) : set)
        const changed = await noteRatesInForce(tx, deps)
        if (changed !== undefined) await deps.emit(tx, marketsChanged, changed, {})
        await appendAudit(tx, {
          actor: ownerKey(actor) ?? '',
          role: actor.kind,
          operation: 'admin.fx.set',
          target: id,
          detail: { ...given, keepOthers },
        })
        return id
      })
      await forgetTerms(deps)
      return { rateSetId: id }
    },

    getFxState: () => stateOf(deps),

    async readFxNow() {
      await readFeed(deps)
      return stateOf(deps)
    },
  }
}

/** What operators see of the rates: each with its day and source, and how reading them goes. */
async function stateOf(deps: PricingDeps): Promise<OutputOf<typeof pricing.getFxState>> {
  const db = deps.database<PricingTables>()
  const [set, feed] = await Promise.all([readRateSet(db), readFeedState(db)])
  const { fedDays, manualDays } = ageLimits(deps)
  return {
    base: set?.base ?? 'EUR',
    rateSetId: set?.id ?? null,
    rates: Object.entries(set?.rates ?? {})
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([currency, rate]) => {
        if (!set) return []
        const origin = originOf(set, currency)
        const ageDays = daysBetween(origin.date, today(deps))
        const limit = origin.manual ? manualDays : fedDays
        return [{ currency, rate, ...origin, ageDays, usable: limit === 0 || ageDays <= limit }]
      }),
    isOld: ((await ratesAgeDays(deps)) ?? 0) > WARN_AFTER_DAYS && deps.config.fxFeedUrl !== undefined,
    feed: {
      address: deps.config.fxFeedUrl ?? null,
      triedAt: feed.triedAt?.toISOString() ?? null,
      takenAt: feed.takenAt?.toISOString() ?? null,
      problem: feed.problem,
      held: feed.held,
      fedDays,
      manualDays,
    },
  }
}

/** Refuses unknown currencies, rates that are not above zero, and a base that is worth something else than itself. */
export function assertRates({ base, rates }: Pick<NewRateSet, 'base' | 'rates'>): void {
  if (!isCurrency(base)) throw refused('pricing.unknown-currency', { currency: base })
  const bad = badRates(rates)
  if (rates[base] !== undefined && compareDecimals(rates[base], '1') !== 0) bad.push(base)
  if (bad.length > 0)
    throw invalid(bad.map((currency) => ({ path: `rates.${currency}`, code: 'money.bad-rate' })))
}
