import { merchants } from '@tradewind/merchants/contract'
import { defineService } from '@tradewind/platform/service'
import { settlement } from './contract/index.ts'
import { bookFacts } from './ledger/book-facts.ts'
import { ledgerActions } from './ledger/ledger.actions.ts'
import { payoutActions } from './payouts/payouts.actions.ts'
import { statementActions } from './statements/statements.actions.ts'
import type { SettlementTables } from './tables.ts'

/** The ledger, statements of stores, payouts. */
export const settlementService = defineService({
  name: 'settlement',
  contract: settlement,
  uses: { merchants },
  migrations: new URL('../migrations/', import.meta.url),
  create(given) {
    const deps = { ...given, db: given.database<SettlementTables>() }
    return {
      operations: { ...statementActions(deps), ...payoutActions(deps), ...ledgerActions(deps) },
      consumers: [bookFacts],
    }
  },
})
