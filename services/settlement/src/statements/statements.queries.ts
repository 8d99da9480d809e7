import { sql, type Kysely, type QueryExecutorProvider, type Selectable, type Transaction } from 'kysely'
import type { Static } from 'typebox'
import type { StatementStatus } from '../contract/index.ts'
import type { SettlementTables, StatementsTable } from '../tables.ts'

type Db = Kysely<SettlementTables>
type Tx = Transaction<SettlementTables>
export type StatementRow = Selectable<StatementsTable>

/** A store and currency with something to settle. */
export interface Account {
  store_id: string
  currency: string
}

/** The moment after a day, by UTC. */
const endOf = (day: string) => sql`((${day}::date + 1)::timestamp at time zone 'UTC')`

/** Whether the day has come, by the database's clock and UTC. */
export async function hasBegun(db: QueryExecutorProvider, day: string): Promise<boolean> {
  const { rows } = await sql<{ begun: boolean }>`
    select ${day}::date <= (now() at time zone 'UTC')::date as begun`.execute(db)
  return rows[0]?.begun ?? false
}

/** Accounts with postings up to the end of a day that no statement holds. */
export async function listOpenAccounts(
  db: QueryExecutorProvider,
  periodEnd: string,
  storeId?: string,
): Promise<Account[]> {
  const ofStore = storeId === undefined ? sql`` : sql`and store_id = ${storeId}`
  const { rows } = await sql<Account>`
    select distinct store_id, currency from settlement.postings
    where statement_id is null and at < ${endOf(periodEnd)} ${ofStore} order by store_id, currency`.execute(
    db,
  )
  return rows
}

/** Lets one run at a time close a store's account; the others find nothing left to close. */
export async function lockAccount(tx: Tx, { store_id, currency }: Account): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`settlement:${store_id}:${currency}`}, 0))`.execute(
    tx,
  )
}

/**
 * Takes everything of an account up to the end of a day into a new statement, with what earlier ones left owing;
 * undefined when there is nothing. Credits on the store's account are what it is owed, so signs turn round.
 */
export async function insertStatement(
  tx: Tx,
  id: string,
  { store_id, currency }: Account,
  periodEnd: string,
): Promise<StatementRow | undefined> {
  const { rows } = await sql<StatementRow>`
    with taken as (
      update settlement.postings set statement_id = ${id}
      where store_id = ${store_id} and currency = ${currency} and statement_id is null and at < ${endOf(periodEnd)}
      returning transaction_id, at
    ), figures as (
      select coalesce(-sum(e.minor) filter (where e.kind = 'sale'), 0) as goods,
        coalesce(-sum(e.minor) filter (where e.kind = 'shipping'), 0) as shipping,
        coalesce(sum(e.minor) filter (where e.kind = 'tax'), 0) as tax,
        coalesce(sum(e.minor) filter (where e.kind = 'commission'), 0) as commission,
        coalesce(sum(e.minor) filter (where e.kind = 'refund'), 0) as refunds,
        coalesce(-sum(e.minor) filter (where e.kind = 'commission-returned'), 0) as returned,
        -sum(e.minor) as owed,
        count(distinct e.sub_order_id) as orders
      from taken
      join settlement.ledger_entries e on e.transaction_id = taken.transaction_id and e.store_id = ${store_id}
    ), earlier as (
      select coalesce(sum(payable_minor) filter (where payable_minor < 0 and carried_into is null), 0) as owing, max(period_end) as until
      from settlement.statements where store_id = ${store_id} and currency = ${currency}
    )
    insert into settlement.statements (store_id, id, number, currency, period_start, period_end, goods_minor, shipping_minor, tax_minor,
      commission_minor, refunds_minor, commission_returned_minor, carried_over_minor, payable_minor, order_count)
    select ${store_id}, ${id}, 'S-' || nextval('settlement.statement_numbers'), ${currency},
      least(coalesce(earlier.until + 1, (select (min(at) at time zone 'UTC')::date from taken)), ${periodEnd}::date), ${periodEnd}::date,
      goods, shipping, tax, commission, refunds, returned, owing, owed + owing, orders
    from figures, earlier where exists (select from taken)
    returning *`.execute(tx)
  return rows[0]
}

/** Marks what a new statement has taken over from earlier ones; nothing is left of those. */
export async function updateCarried(tx: Tx, into: StatementRow): Promise<void> {
  await sql`update settlement.statements set carried_into = ${into.id}, status = 'paid', version = version + 1
    where store_id = ${into.store_id} and currency = ${into.currency} and payable_minor < 0 and carried_into is null and id <> ${into.id}`.execute(
    tx,
  )
}

export interface StatementFilter {
  storeId?: string
  status?: Static<typeof StatementStatus>
  beforeId?: string
  limit: number
}

/** Newest first. */
export function listStatements(
  db: Db,
  { storeId, status, beforeId, limit }: StatementFilter,
): Promise<StatementRow[]> {
  let query = db.selectFrom('settlement.statements').selectAll()
  if (storeId !== undefined) query = query.where('store_id', '=', storeId)
  if (status !== undefined) query = query.where('status', '=', status)
  if (beforeId !== undefined) query = query.where('id', '<', beforeId)
  return query.orderBy('id', 'desc').limit(sql.lit(limit)).execute()
}

export function findStatement(db: Db, id: string): Promise<StatementRow | undefined> {
  return db.selectFrom('settlement.statements').selectAll().where('id', '=', id).executeTakeFirst()
}

export function lockStatement(tx: Tx, id: string): Promise<StatementRow | undefined> {
  return tx
    .selectFrom('settlement.statements')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export function updateStatus(
  tx: Tx,
  id: string,
  status: Static<typeof StatementStatus>,
): Promise<StatementRow> {
  return tx
    .updateTable('settlement.statements')
    .set({ status, version: sql`version + 1` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

export interface LineRow {
  at: Date
  kind: string
  minor: number
  order_number: string | null
  sub_order_id: string | null
  commission_basis_points: number | null
}

/** What a statement is made of, in the order it happened; what is owed to the store stands above zero. */
export async function listLines(db: QueryExecutorProvider, statementId: string): Promise<LineRow[]> {
  const { rows } = await sql<LineRow>`
    select t.at, e.kind, -e.minor as minor, s.number as order_number, e.sub_order_id, e.commission_basis_points
    from settlement.postings p
    join settlement.ledger_transactions t on t.id = p.transaction_id
    join settlement.ledger_entries e on e.transaction_id = p.transaction_id and e.store_id = p.store_id
    left join settlement.sales s on s.order_id = t.order_id
    where p.statement_id = ${statementId} and t.kind <> 'payout' order by t.at, e.id`.execute(db)
  return rows
}
