import { defineService } from '@tradewind/platform/service'
import { textOperations } from '@tradewind/platform/texts'
import { applicationActions } from './applications/applications.actions.ts'
import { personConsumer } from './applications/person.consumer.ts'
import { exportPerson } from './applications/person.queries.ts'
import { merchants } from './contract/index.ts'
import { languagesConsumer } from './stores/languages.consumer.ts'
import { storeActions } from './stores/stores.actions.ts'
import { storeTexts } from './stores/store-texts.ts'
import type { MerchantsTables } from './tables.ts'

/** Applications to sell, stores, and the contracts under which they sell. */
export const merchantsService = defineService({
  name: 'merchants',
  contract: merchants,
  uses: {},
  migrations: new URL('../migrations/', import.meta.url),
  create(given) {
    const deps = { ...given, db: given.database<MerchantsTables>() }
    const texts = textOperations(given.database<unknown>(), [storeTexts(deps)])
    return {
      operations: {
        ...applicationActions(deps),
        ...storeActions(deps),
        ...texts,
        exportPerson: (_ctx, { userId }) => exportPerson(deps.db, userId),
      },
      consumers: [personConsumer, languagesConsumer(deps)],
    }
  },
})
