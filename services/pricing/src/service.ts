import { defineService } from '@tradewind/platform/service'
import { pricing } from './contract/index.ts'
import { uses } from './pricing.deps.ts'
import { ratesAgeDays, readFeed } from './fx/feed.actions.ts'
import { fxActions } from './fx/fx.actions.ts'
import { tellRatesInForce } from './fx/rates-told.ts'
import { forgetPricesTicker } from './prices/forget-prices.ts'
import { landedActions } from './landed/landed.actions.ts'
import { marketActions } from './markets/markets.actions.ts'
import { offersConsumer } from './offers/offers.consumer.ts'
import { priceActions } from './prices/prices.actions.ts'
import { priceDue, specialActions } from './prices/special.actions.ts'
import { quoteActions } from './quote/quote.actions.ts'
import { taxActions } from './tax/tax.actions.ts'

/** New rates come once a day; asking more often finds them soon and survives a bank that is down for a while. */
const RATES_EVERY_SECONDS = 1_800
/** How long lists may show what has grown too old to sell by. */
const IN_FORCE_EVERY_SECONDS = 300

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
      ...specialActions(deps),
      ...quoteActions(deps),
    },
    consumers: [offersConsumer],
    tasks: [priceDue(deps)],
    tickers: [
      { name: 'rates', everySeconds: RATES_EVERY_SECONDS, run: () => readFeed(deps) },
      { name: 'rates-in-force', everySeconds: IN_FORCE_EVERY_SECONDS, run: () => tellRatesInForce(deps) },
      forgetPricesTicker(deps),
    ],
    figures: [
      {
        name: 'fx_rates_age_days',
        help: 'Age of the oldest exchange rate of the central bank that is in force',
        read: () => ratesAgeDays(deps),
      },
    ],
  }),
})
