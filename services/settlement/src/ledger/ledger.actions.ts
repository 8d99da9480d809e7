import { decodeCursor, pageOf, type Money } from '@tradewind/kernel'
import type { Service } from '@tradewind/platform/contract'
import type { settlement } from '../contract/index.ts'
import type { SettlementDeps } from '../settlement.deps.ts'
import { storeNames } from '../store-names.ts'
import { listBalances, listEntries, type EntryRow } from './entries.queries.ts'

type Operations = Pick<Service<typeof settlement>, 'listEntries' | 'listBalances'>

export function ledgerActions(deps: SettlementDeps): Operations {
  const { db } = deps
  return {
    async listEntries(_ctx, { account, orderId, limit = 50, cursor }) {
      const beforeId = cursor === undefined ? undefined : Number(decodeCursor(cursor, 'int8')[0])
      const rows = await listEntries(db, { account, orderId, beforeId, limit: limit + 1 })
      const page = pageOf(rows, limit, ({ id }) => [id])
      return { ...page, items: page.items.map(entryView) }
    },

    async listBalances(ctx) {
      const rows = await listBalances(db)
      const names = await storeNames(
        deps,
        ctx,
        rows.flatMap(({ account }) => storeIdIn(account) ?? []),
      )
      const items = rows.map(({ account, currency, minor }) => {
        const storeId = storeIdIn(account)
        const storeName = storeId === undefined ? null : (names.get(storeId) ?? null)
        return { account, storeName, balance: { minor, currency } }
      })
      const sums = Map.groupBy(rows, ({ currency }) => currency)
      return {
        items,
        sums: [...sums].map(([currency, list]): Money => ({
          currency,
          minor: list.reduce((total, { minor }) => total + minor, 0),
        })),
      }
    },
  }
}

const entryView = (row: EntryRow) => ({
  id: String(row.id),
  transactionId: row.transaction_id,
  account: row.account,
  amount: { minor: row.minor, currency: row.currency },
  kind: row.kind,
  reference: row.source,
  orderId: row.order_id,
  statementId: row.statement_id,
  at: row.at.toISOString(),
})

const storeIdIn = (account: string): string | undefined =>
  account.startsWith('store:') ? account.slice('store:'.length) : undefined
