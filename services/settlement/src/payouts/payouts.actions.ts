import { conflict, decodeCursor, newId, notFound, pageOf, refused } from '@tradewind/kernel'
import { asStore } from '@tradewind/platform/db'
import type { Service } from '@tradewind/platform/contract'
import { payoutRecorded } from '../contract/events.ts'
import type { settlement } from '../contract/index.ts'
import { insertPostings } from '../ledger/ledger.queries.ts'
import { bookPayout } from '../ledger/other.rules.ts'
import { storeOf, type SettlementDeps } from '../settlement.deps.ts'
import { lockStatement, updateStatus } from '../statements/statements.queries.ts'
import { insertPayout, listPayouts, type PayoutRow } from './payouts.queries.ts'
import { payoutView } from './payouts.views.ts'

type Operations = Pick<Service<typeof settlement>, 'recordPayout' | 'listPayouts' | 'listOwnPayouts'>

export function payoutActions({ db, emit }: SettlementDeps): Operations {
  return {
    recordPayout: (_ctx, { statementId, reference }) =>
      db.transaction().execute(async (tx) => {
        const statement = await lockStatement(tx, statementId)
        if (!statement) throw notFound()
        if (statement.status !== 'approved') throw conflict('settlement.not-now')
        if (statement.payable_minor <= 0) throw refused('settlement.nothing-to-pay')

        const { store_id, currency, payable_minor: minor } = statement
        const id = newId('pyo')
        const whole = { id, store_id, statement_id: statementId, currency, minor, reference }
        const payout = await insertPayout(tx, whole)
        const amount = { minor, currency }
        // The payout's own entry belongs to the statement it pays, or the next run would take it up.
        const posting = bookPayout(statementId, store_id, amount, payout.paid_at.toISOString())
        await insertPostings(tx, [posting], statementId)
        await updateStatus(tx, statementId, 'paid')
        await emit(tx, payoutRecorded, store_id, { payoutId: id, statementId, storeId: store_id, amount })
        return payoutView(payout)
      }),

    async listPayouts(_ctx, { limit = 50, cursor }) {
      return page(await listPayouts(db, { beforeId: payoutIdIn(cursor), limit: limit + 1 }), limit)
    },

    async listOwnPayouts(ctx, { limit = 50, cursor }) {
      const storeId = storeOf(ctx)
      const beforeId = payoutIdIn(cursor)
      return page(
        await asStore(db, storeId, (tx) => listPayouts(tx, { storeId, beforeId, limit: limit + 1 })),
        limit,
      )
    },
  }
}

function page(rows: readonly PayoutRow[], limit: number) {
  const cut = pageOf(rows, limit, ({ id }) => [id])
  return { ...cut, items: cut.items.map(payoutView) }
}

const payoutIdIn = (cursor: string | undefined): string | undefined =>
  cursor === undefined ? undefined : decodeCursor(cursor, 'text')[0]
