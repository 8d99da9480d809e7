import type { Service } from '@tradewind/platform/contract'
import type { pricing } from '../contract/index.ts'
import { readPrices } from '../prices/prices.queries.ts'
import type { PricingTables } from '../tables.ts'
import { currentTerms } from '../terms/terms.ts'
import type { PricingDeps } from '../pricing.deps.ts'
import { quoteOf } from './quote.rules.ts'

export function quoteActions(deps: PricingDeps): Pick<Service<typeof pricing>, 'quote'> {
  const db = deps.database<PricingTables>()
  return {
    async quote(_ctx, input) {
      const offerIds = [...new Set(input.lines.map((line) => line.offerId))]
      const [terms, prices] = await Promise.all([currentTerms(deps), readPrices(db, offerIds)])
      return quoteOf(input, terms, prices, deps.clock.now().toISOString())
    },
  }
}
