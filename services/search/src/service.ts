import { catalog } from '@tradewind/catalog/contract'
import { fulfilment } from '@tradewind/fulfilment/contract'
import { inventory } from '@tradewind/inventory/contract'
import { merchants } from '@tradewind/merchants/contract'
import { defineService } from '@tradewind/platform/service'
import { pricing } from '@tradewind/pricing/contract'
import { search } from './contract/index.ts'
import { searchConsumers } from './indexing/consumers.ts'
import { indexingOperations } from './indexing/indexing.actions.ts'
import { workOff } from './indexing/waiting.ts'
import { INDEX_TASK } from './indexing/waiting.queries.ts'
import { keepNames } from './names/names.queries.ts'
import type { SearchParts } from './parts.ts'
import { readingOperations } from './reading/reading.actions.ts'
import type { SearchTables } from './tables.ts'

export const searchService = defineService({
  name: 'search',
  contract: search,
  uses: { catalog, pricing, inventory, merchants, fulfilment },
  migrations: new URL('../migrations/', import.meta.url),
  create(deps) {
    const db = deps.database<SearchTables>()
    const parts: SearchParts = { db, deps, names: keepNames(db) }
    return {
      operations: { ...readingOperations(parts), ...indexingOperations(parts) },
      consumers: searchConsumers(parts),
      tasks: [{ name: INDEX_TASK, run: () => workOff(parts) }],
      // For what was put off after a failure, or lost its task.
      tickers: [{ name: 'catch-up', everySeconds: 30, run: () => workOff(parts) }],
    }
  },
})
