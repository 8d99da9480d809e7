import { compareDecimals, invalid } from '@tradewind/kernel'
import { ownerKey, type Service } from '@tradewind/platform/contract'
import { appendAudit } from '@tradewind/platform/audit'
import { marketsChanged, type pricing } from '../contract/index.ts'
import type { PricingTables } from '../tables.ts'
import { forgetTerms } from '../terms/terms.ts'
import type { PricingDeps } from '../pricing.deps.ts'
import { readTaxRates, upsertTaxRate } from './tax.queries.ts'

export function taxActions(deps: PricingDeps): Pick<Service<typeof pricing>, 'listTaxRates' | 'saveTaxRate'> {
  const db = deps.database<PricingTables>()
  return {
    async listTaxRates(_ctx, { country }) {
      return { items: await readTaxRates(db, country) }
    },

    async saveTaxRate({ actor }, input) {
      if (compareDecimals(input.percent, '100') > 0)
        throw invalid([{ path: 'percent', code: 'platform.too-big', params: { max: 100 } }])
      const saved = await db.transaction().execute(async (tx) => {
        const rate = await upsertTaxRate(tx, input)
        await deps.emit(tx, marketsChanged, rate.country, {})
        await appendAudit(tx, {
          actor: ownerKey(actor) ?? '',
          role: actor.kind,
          operation: 'admin.tax.rule.create',
          target: rate.id,
          detail: input,
        })
        return rate
      })
      await forgetTerms(deps)
      return saved
    },
  }
}
