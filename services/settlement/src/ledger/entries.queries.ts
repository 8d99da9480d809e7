import { sql, type QueryExecutorProvider } from 'kysely'

export interface EntryRow {
  id: number
  transaction_id: string
  account: string
  currency: string
  minor: number
  kind: string
  source: string
  order_id: string | null
  statement_id: string | null
  at: Date
}

export interface EntryFilter {
  account?: string
  orderId?: string
  beforeId?: number
  limit: number
}

/** Newest first. */
export async function listEntries(
  db: QueryExecutorProvider,
  { account, orderId, beforeId, limit }: EntryFilter,
): Promise<EntryRow[]> {
  const conditions = [
    sql`true`,
    ...(account === undefined ? [] : [sql`e.account = ${account}`]),
    ...(orderId === undefined
      ? []
      : [
          sql`e.transaction_id in (select id from settlement.ledger_transactions where order_id = ${orderId})`,
        ]),
    ...(beforeId === undefined ? [] : [sql`e.id < ${beforeId}`]),
  ]
  const { rows } = await sql<EntryRow>`
    select e.id, e.transaction_id, e.account, e.currency, e.minor, e.kind, t.source, t.order_id, p.statement_id, t.at
    from settlement.ledger_entries e
    join settlement.ledger_transactions t on t.id = e.transaction_id
    left join settlement.postings p on p.store_id = e.store_id and p.transaction_id = e.transaction_id
    where ${sql.join(conditions, sql` and `)} order by e.id desc limit ${sql.lit(limit)}`.execute(db)
  return rows
}

export interface BalanceRow {
  account: string
  currency: string
  minor: number
}

/** Kept with each booking: as quick with a million entries as with ten. */
export async function listBalances(db: QueryExecutorProvider): Promise<BalanceRow[]> {
  const { rows } = await sql<BalanceRow>`
    select account, currency, minor from settlement.balances order by currency, account`.execute(db)
  return rows
}
