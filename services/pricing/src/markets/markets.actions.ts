import { conflict, CURRENCY_EXPONENTS, notFound } from '@tradewind/kernel'
import { ownerKey, type Service } from '@tradewind/platform/contract'
import { appendAudit } from '@tradewind/platform/audit'
import { marketsChanged, type pricing } from '../contract/index.ts'
import { assertRates } from '../fx/fx.actions.ts'
import { lockRates } from '../fx/fx.queries.ts'
import { noteRatesInForce } from '../fx/rates-told.ts'
import { findOrInsertRates } from '../fx/rate-sets.ts'
import type { PricingTables } from '../tables.ts'
import { insertTaxRates } from '../tax/tax.queries.ts'
import { currentMarkets, forgetTerms } from '../terms/terms.ts'
import type { PricingDeps } from '../pricing.deps.ts'
import { readMarkets } from '../terms/terms.queries.ts'
import { insertMarket, noteConversion, replaceCountries, upsertMarket } from './markets.queries.ts'
import { marketIn, marketOf, tidyMarket } from './markets.rules.ts'

type MarketOperations = Pick<
  Service<typeof pricing>,
  'listMarkets' | 'resolveMarket' | 'listCurrencies' | 'saveMarket' | 'listAllMarkets' | 'importMarkets'
>

export function marketActions(deps: PricingDeps): MarketOperations {
  const db = deps.database<PricingTables>()
  const openMarkets = async () => (await currentMarkets(deps)).filter((market) => market.open)

  return {
    async listMarkets({ locale }) {
      return { items: (await openMarkets()).map((market) => marketIn(market, locale)) }
    },

    async resolveMarket({ locale }, { country }) {
      const market = marketOf(await openMarkets(), country)
      if (!market) throw notFound('pricing.no-market')
      return marketIn(market, locale)
    },

    async listCurrencies() {
      const codes = new Set((await openMarkets()).flatMap((market) => market.currencies))
      return { items: [...codes].sort().map((code) => ({ code, exponent: CURRENCY_EXPONENTS[code] ?? 2 })) }
    },

    async listAllMarkets() {
      return { items: [...(await readMarkets(db))] }
    },

    async saveMarket({ actor }, input) {
      const market = tidyMarket(input)
      await db.transaction().execute(async (tx) => {
        await upsertMarket(tx, market)
        await noteConversion(tx, market)
        const [taken] = await replaceCountries(tx, market)
        if (taken !== undefined) throw conflict('pricing.country-taken', { country: taken })
        await deps.emit(tx, marketsChanged, market.code, {})
        await appendAudit(tx, {
          actor: ownerKey(actor) ?? '',
          role: actor.kind,
          operation: 'admin.market.save',
          target: market.code,
          detail: market,
        })
      })
      await forgetTerms(deps)
      return { code: market.code }
    },

    async importMarkets(_ctx, { markets, taxRates, fx }) {
      if (fx) assertRates(fx)
      const tidy = markets.map(tidyMarket)
      await db.transaction().execute(async (tx) => {
        let changed = await insertTaxRates(tx, taxRates)
        for (const market of tidy) {
          if (!(await insertMarket(tx, market))) continue
          await replaceCountries(tx, market)
          await noteConversion(tx, market)
          changed += 1
        }
        if (fx) {
          await lockRates(tx)
          await findOrInsertRates(tx, { ...fx, manual: true, kept: {} })
          if ((await noteRatesInForce(tx, deps)) !== undefined) changed += 1
        }
        if (changed > 0) await deps.emit(tx, marketsChanged, 'import', {})
      })
      await forgetTerms(deps)
      return { done: true }
    },
  }
}
