import { Type } from 'typebox'
import { Id, MoneySchema, event } from '@tradewind/platform/contract'

/** The bank paid a statement. */
export const payoutRecorded = event(
  'settlement.payout-recorded.v1',
  Type.Object({ payoutId: Id('pyo'), statementId: Id('stm'), storeId: Id('sto'), amount: MoneySchema }),
)
