import { defineService } from '@tradewind/platform/service'
import { applicationActions } from './applications/applications.actions.ts'
import { merchants } from './contract/index.ts'
import { storeActions } from './stores/stores.actions.ts'
import type { MerchantsTables } from './tables.ts'

/** Applications to sell, stores, and the contracts under which they sell. */
export const merchantsService = defineService({
  name: 'merchants',
  contract: merchants,
  uses: {},
  migrations: new URL('../migrations/', import.meta.url),
  create(given) {
    const deps = { ...given, db: given.database<MerchantsTables>() }
    return { operations: { ...applicationActions(deps), ...storeActions(deps) } }
  },
})
