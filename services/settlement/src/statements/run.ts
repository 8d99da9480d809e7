import { newId, refused } from '@tradewind/kernel'
import { allowSeconds } from '@tradewind/platform/db'
import type { SettlementDeps } from '../settlement.deps.ts'
import {
  hasBegun,
  insertStatement,
  listOpenAccounts,
  lockAccount,
  updateCarried,
  type StatementRow,
} from './statements.queries.ts'

/** A store that sold without end in one period may take this long. */
const LONGEST_SECONDS = 30

/**
 * Closes a period. Each store and currency is closed in a transaction of its own: a run that was killed has closed
 * some of them, and the next one finds the others open. What was closed is not open, so a rerun makes nothing.
 */
export async function runSettlement(
  { db }: Pick<SettlementDeps, 'db'>,
  periodEnd: string,
  storeId?: string,
): Promise<StatementRow[]> {
  if (!(await hasBegun(db, periodEnd))) throw refused('settlement.period-not-over')
  const statements: StatementRow[] = []
  for (const account of await listOpenAccounts(db, periodEnd, storeId)) {
    const statement = await db.transaction().execute(async (tx) => {
      await allowSeconds(tx, LONGEST_SECONDS)
      await lockAccount(tx, account)
      const made = await insertStatement(tx, newId('stm'), account, periodEnd)
      if (made && made.carried_over_minor < 0) await updateCarried(tx, made)
      return made
    })
    if (statement) statements.push(statement)
  }
  return statements
}
