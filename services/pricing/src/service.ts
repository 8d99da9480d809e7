import { defineService } from '@tradewind/platform/service'
import { pricing } from './contract/index.ts'
import { uses } from './pricing.deps.ts'
import { fxActions } from './fx/fx.actions.ts'
import { landedActions } from './landed/landed.actions.ts'
import { marketActions } from './markets/markets.actions.ts'
import { offersConsumer } from './offers/offers.consumer.ts'
import { priceActions } from './prices/prices.actions.ts'
import { quoteActions } from './quote/quote.actions.ts'
import { taxActions } from './tax/tax.actions.ts'

export const pricingService = defineService({
  name: 'pricing',
  contract: pricing,
  uses,
  migrations: new URL('../migrations/', import.meta.url),
  create: (deps) => ({
    operations: {
      ...marketActions(deps),
      ...taxActions(deps),
      ...landedActions(deps),
      ...fxActions(deps),
      ...priceActions(deps),
      ...quoteActions(deps),
    },
    consumers: [offersConsumer],
  }),
})
