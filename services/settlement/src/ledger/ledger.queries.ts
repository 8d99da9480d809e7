import { sql, type QueryExecutorProvider } from 'kysely'
import { newId } from '@tradewind/kernel'
import type { Posting, SoldLine } from './posting.types.ts'
import type { Sale } from './sale.rules.ts'

/** Books transactions whose source has not been booked before, with the stores' parts of them to be settled. */
export async function insertPostings(
  db: QueryExecutorProvider,
  postings: readonly Posting[],
  statementId: string | null = null,
): Promise<void> {
  if (postings.length === 0) return
  const transactions = postings.map((posting) => ({ ...posting, id: newId('ltx') }))
  const heads = transactions.map(({ id, source, kind, orderId, at }) => ({
    id,
    source,
    kind,
    order_id: orderId,
    at,
  }))
  const entries = transactions.flatMap(({ id, currency, entries: list }) =>
    list.map((entry) => ({
      transaction_id: id,
      account: entry.account,
      currency,
      minor: entry.minor,
      kind: entry.kind,
      store_id: entry.storeId,
      sub_order_id: entry.subOrderId,
      line_id: entry.lineId,
      commission_basis_points: entry.commissionBasisPoints,
    })),
  )
  await sql`
    with made as (
      insert into settlement.ledger_transactions (id, source, kind, order_id, at)
      select id, source, kind, order_id, at from jsonb_to_recordset(${JSON.stringify(heads)}::jsonb)
        as head(id text, source text, kind text, order_id text, at timestamptz)
      on conflict (source) do nothing returning id, at
    ), booked as (
      insert into settlement.ledger_entries (transaction_id, account, currency, minor, kind, store_id, sub_order_id, line_id, commission_basis_points)
      select e.transaction_id, e.account, e.currency, e.minor, e.kind, e.store_id, e.sub_order_id, e.line_id, e.commission_basis_points
      from rows from (jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as (transaction_id text, account text, currency text, minor bigint,
        kind text, store_id text, sub_order_id text, line_id text, commission_basis_points int)) with ordinality as e
      join made on made.id = e.transaction_id order by e.ordinality
      returning transaction_id, store_id, currency
    )
    insert into settlement.postings (store_id, transaction_id, currency, at, statement_id)
    select distinct b.store_id, b.transaction_id, b.currency, made.at, ${statementId}::text
    from booked b join made on made.id = b.transaction_id where b.store_id is not null`.execute(db)
}

/** Remembers paid orders by their numbers. */
export async function insertSales(db: QueryExecutorProvider, sales: readonly Sale[]): Promise<void> {
  const rows = sales.map(({ orderId, number, paidAt }) => ({ order_id: orderId, number, paid_at: paidAt }))
  await sql`insert into settlement.sales (order_id, number, paid_at)
    select order_id, number, paid_at from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as sale(order_id text, number text, paid_at timestamptz)
    on conflict do nothing`.execute(db)
}

/** Remembers lines sold for stores. */
export async function insertSoldLines(db: QueryExecutorProvider, lines: readonly SoldLine[]): Promise<void> {
  const rows = lines.map(({ storeId, lineId, netMinor, commissionMinor }) => ({
    store_id: storeId,
    line_id: lineId,
    net_minor: netMinor,
    commission_minor: commissionMinor,
  }))
  await sql`insert into settlement.sale_lines (store_id, line_id, net_minor, commission_minor)
    select store_id, line_id, net_minor, commission_minor from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as line(store_id text, line_id text, net_minor bigint, commission_minor bigint)
    on conflict do nothing`.execute(db)
}

/** Lines as they were sold, with how much of them has come back. */
export async function listSoldLines(
  db: QueryExecutorProvider,
  lineIds: readonly string[],
): Promise<Map<string, SoldLine>> {
  const { rows } = await sql<SoldLine>`
    select store_id as "storeId", line_id as "lineId", net_minor as "netMinor", commission_minor as "commissionMinor", returned_net_minor as "returnedNetMinor"
    from settlement.sale_lines where line_id = any(${[...lineIds]}) for update`.execute(db)
  return new Map(rows.map((line) => [line.lineId, line]))
}

export async function updateReturned(db: QueryExecutorProvider, lines: readonly SoldLine[]): Promise<void> {
  const ids = lines.map(({ lineId }) => lineId)
  const minors = lines.map(({ returnedNetMinor }) => returnedNetMinor)
  await sql`update settlement.sale_lines l set returned_net_minor = r.minor
    from unnest(${ids}::text[], ${minors}::bigint[]) as r(line_id, minor) where l.line_id = r.line_id`.execute(
    db,
  )
}

/** Which of these sources have been booked. */
export async function listBooked(
  db: QueryExecutorProvider,
  sources: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ source: string }>`
    select source from settlement.ledger_transactions where source = any(${[...sources]})`.execute(db)
  return new Set(rows.map(({ source }) => source))
}
