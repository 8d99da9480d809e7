import { defineService } from '@tradewind/platform/service'
import { behaviourOperations } from './behaviour/behaviour.actions.ts'
import { consumers } from './consumers.ts'
import { recommend } from './contract/index.ts'
import { refreshTickers } from './neighbours/refresh.ts'
import { uses, type Parts } from './parts.ts'
import { seenOperations } from './behaviour/seen.actions.ts'
import { suggestOperations } from './suggesting/suggest.actions.ts'

export const recommendService = defineService({
  name: 'recommend',
  contract: recommend,
  uses,
  migrations: new URL('../migrations/', import.meta.url),
  create(deps) {
    const parts: Parts = { db: deps.database<unknown>(), deps }
    return {
      operations: { ...behaviourOperations(parts), ...seenOperations(parts), ...suggestOperations(parts) },
      consumers,
      tickers: refreshTickers(parts),
    }
  },
})
