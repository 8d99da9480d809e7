import { languageRulesSet } from '@tradewind/catalog/events'
import { defineService } from '@tradewind/platform/service'
import { humanLanguages, textOperations } from '@tradewind/platform/texts'
import { fulfilment } from './contract/index.ts'
import { uses } from './fulfilment.deps.ts'
import { choiceActions } from './methods/choices.actions.ts'
import { methodTexts } from './methods/method-texts.ts'
import { methodActions } from './methods/methods.actions.ts'
import { parcelActions } from './parcels/parcels.actions.ts'
import { carrierTicker, trackingActions } from './tracking/tracking.actions.ts'

export const fulfilmentService = defineService({
  name: 'fulfilment',
  contract: fulfilment,
  uses,
  migrations: new URL('../migrations/', import.meta.url),
  create: (deps) => ({
    operations: {
      ...methodActions(deps),
      ...choiceActions(deps),
      ...parcelActions(deps),
      ...trackingActions(deps),
      ...textOperations(deps.database<unknown>(), [methodTexts]),
    },
    consumers: [humanLanguages('fulfilment', languageRulesSet)],
    tickers: deps.config.demo && deps.config.carrierStepSeconds > 0 ? [carrierTicker(deps)] : [],
  }),
})
