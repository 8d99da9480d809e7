import { sql, type Kysely, type Selectable, type Transaction } from 'kysely'
import type { PayoutsTable, SettlementTables } from '../tables.ts'

type Db = Kysely<SettlementTables>
export type PayoutRow = Selectable<PayoutsTable>

export function insertPayout(
  tx: Transaction<SettlementTables>,
  payout: Omit<PayoutRow, 'paid_at'>,
): Promise<PayoutRow> {
  return tx.insertInto('settlement.payouts').values(payout).returningAll().executeTakeFirstOrThrow()
}

/** Newest first. */
export function listPayouts(
  db: Db,
  { storeId, beforeId, limit }: { storeId?: string; beforeId?: string; limit: number },
): Promise<PayoutRow[]> {
  let query = db.selectFrom('settlement.payouts').selectAll()
  if (storeId !== undefined) query = query.where('store_id', '=', storeId)
  if (beforeId !== undefined) query = query.where('id', '<', beforeId)
  return query.orderBy('id', 'desc').limit(sql.lit(limit)).execute()
}

export function listPayoutsOf(db: Db, statementId: string): Promise<PayoutRow[]> {
  return db
    .selectFrom('settlement.payouts')
    .selectAll()
    .where('statement_id', '=', statementId)
    .orderBy('id')
    .execute()
}
