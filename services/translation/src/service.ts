import { languageRulesSet } from '@tradewind/catalog/events'
import { defineService } from '@tradewind/platform/service'
import { humanLanguages } from '@tradewind/platform/texts'
import { translation } from './contract/index.ts'
import { deskOperations } from './desk/desk.actions.ts'
import { gateOperations } from './desk/gates.actions.ts'
import { machineOperations, repeatTicker, translateTask } from './machine/machine.actions.ts'
import { machineOf } from './machine/machine.ts'
import { uses, type TranslationParts } from './parts.ts'
import type { TranslationTables } from './tables.ts'
import { termOperations } from './terms/terms.actions.ts'

/** The translators' workbench over the texts of all services, the glossary, and machine translation. */
export const translationService = defineService({
  name: 'translation',
  contract: translation,
  uses,
  migrations: new URL('../migrations/', import.meta.url),
  create(deps) {
    const parts: TranslationParts = { db: deps.database<TranslationTables>(), deps }
    const machine = machineOf(deps.config)
    return {
      operations: {
        ...deskOperations(parts),
        ...gateOperations(parts),
        ...termOperations(parts),
        ...machineOperations(parts, machine),
      },
      consumers: [humanLanguages('translation', languageRulesSet)],
      ...(machine ? { tasks: [translateTask(parts, machine)], tickers: [repeatTicker(parts)] } : {}),
    }
  },
})
