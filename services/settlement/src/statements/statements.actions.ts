import { conflict, decodeCursor, notFound, pageOf, stale, type Page } from '@tradewind/kernel'
import { asStore } from '@tradewind/platform/db'
import type { CallContext, Service } from '@tradewind/platform/contract'
import type { Kysely } from 'kysely'
import type { Static } from 'typebox'
import type { settlement, Statement } from '../contract/index.ts'
import { listPayoutsOf } from '../payouts/payouts.queries.ts'
import { payoutView } from '../payouts/payouts.views.ts'
import { storeOf, type SettlementDeps } from '../settlement.deps.ts'
import { storeNames } from '../store-names.ts'
import type { SettlementTables } from '../tables.ts'
import { runSettlement } from './run.ts'
import {
  findStatement,
  listLines,
  listStatements,
  lockStatement,
  updateStatus,
  type StatementRow,
} from './statements.queries.ts'
import { lineViews, statementView } from './statements.views.ts'

type Operations = Pick<
  Service<typeof settlement>,
  'run' | 'listStatements' | 'getStatement' | 'approve' | 'listOwnStatements' | 'getOwnStatement'
>
type Db = Kysely<SettlementTables>

/** Statements shown of one run; the list has them all. */
const SHOWN = 200

export function statementActions(deps: SettlementDeps): Operations {
  const { db } = deps

  const views = async (ctx: CallContext, rows: readonly StatementRow[]) => {
    const names = await storeNames(
      deps,
      ctx,
      rows.map(({ store_id }) => store_id),
    )
    return rows.map((row) => statementView(row, names.get(row.store_id) ?? row.store_id))
  }
  const view = async (ctx: CallContext, row: StatementRow): Promise<Static<typeof Statement>> => {
    const [only] = await views(ctx, [row])
    if (!only) throw new Error('one statement has one view')
    return only
  }
  const pageView = async (ctx: CallContext, rows: readonly StatementRow[], limit: number) => {
    const page: Page<StatementRow> = pageOf(rows, limit, ({ id }) => [id])
    return { ...page, items: await views(ctx, page.items) }
  }

  return {
    async run(ctx, { periodEnd, storeId }) {
      const made = await runSettlement(deps, periodEnd, storeId)
      return { created: made.length, statements: await views(ctx, made.slice(0, SHOWN)) }
    },

    async listStatements(ctx, { storeId, status, limit = 50, cursor }) {
      const beforeId = statementIdIn(cursor)
      return pageView(ctx, await listStatements(db, { storeId, status, beforeId, limit: limit + 1 }), limit)
    },

    async getStatement(ctx, { statementId }) {
      const { row, ...parts } = await wholeStatement(db, statementId)
      return { statement: await view(ctx, row), ...parts }
    },

    async approve(ctx, { statementId }) {
      const { row, approved } = await db.transaction().execute(async (tx) => {
        const current = await lockStatement(tx, statementId)
        if (!current) throw notFound()
        const inTime = current.version === ctx.ifMatch && current.status === 'open'
        return { row: inTime ? await updateStatus(tx, statementId, 'approved') : current, approved: inTime }
      })
      const shown = await view(ctx, row)
      if (approved) return shown
      throw row.version === ctx.ifMatch ? conflict('settlement.not-now', {}, shown) : stale(shown)
    },

    async listOwnStatements(ctx, { limit = 50, cursor }) {
      const storeId = storeOf(ctx)
      const beforeId = statementIdIn(cursor)
      const rows = await asStore(db, storeId, (tx) =>
        listStatements(tx, { storeId, beforeId, limit: limit + 1 }),
      )
      return pageView(ctx, rows, limit)
    },

    async getOwnStatement(ctx, { statementId }) {
      const storeId = storeOf(ctx)
      const { row, ...parts } = await asStore(db, storeId, (tx) => wholeStatement(tx, statementId, storeId))
      return { statement: await view(ctx, row), ...parts }
    },
  }
}

/** A statement with its lines and payouts; another store's is not there. */
async function wholeStatement(db: Db, id: string, storeId?: string) {
  const row = await findStatement(db, id)
  if (!row || (storeId !== undefined && row.store_id !== storeId)) throw notFound()
  const lines = await listLines(db, id)
  const payouts = await listPayoutsOf(db, id)
  return { row, lines: lineViews(row, lines), payouts: payouts.map(payoutView) }
}

const statementIdIn = (cursor: string | undefined): string | undefined =>
  cursor === undefined ? undefined : decodeCursor(cursor, 'text')[0]
