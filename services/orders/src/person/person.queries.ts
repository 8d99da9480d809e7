import { sql, type QueryExecutorProvider } from 'kysely'
import { personRows, type PersonRow } from '@tradewind/platform/db'

export interface Standing {
  orderIds: string[]
  openOrders: number
  openReturns: number
  invoices: number
  invoicesUntil: string | null
}

/** The last day for which an invoice is kept: so many years after the end of the year of payment. */
const keptUntil = (years: number) =>
  sql`make_date(extract(year from o.paid_at at time zone 'UTC')::int + ${years}::int, 12, 31)`

/** Whether nothing of an order is still going on. */
const SETTLED = sql`o.status not in ('placing', 'awaiting-payment') and not exists (select from orders.sub_orders s
    where s.order_id = o.id and s.status in ('awaiting-payment', 'to-ship', 'partly-shipped', 'shipped') and o.status = 'paid')
  and not exists (select from orders.returns r
    where r.order_id = o.id and r.status in ('requested', 'accepted', 'shipped', 'received'))`

export async function findStanding(
  db: QueryExecutorProvider,
  userId: string,
  years: number,
): Promise<Standing> {
  const { rows } = await sql<Standing>`select
      coalesce(array_agg(o.id order by o.id), '{}') as "orderIds",
      (count(*) filter (where o.status in ('placing', 'awaiting-payment') or (o.status = 'paid' and exists (
        select from orders.sub_orders s where s.order_id = o.id and s.status not in ('delivered', 'received', 'cancelled')))))::int
        as "openOrders",
      (select count(*)::int from orders.returns r join orders.orders w on w.id = r.order_id
        where w.owner = ${userId} and r.status in ('requested', 'accepted', 'shipped', 'received')) as "openReturns",
      (count(*) filter (where o.paid_at is not null))::int as invoices,
      max(${keptUntil(years)})::text as "invoicesUntil"
    from orders.orders o where o.owner = ${userId}`.execute(db)
  return rows[0] ?? { orderIds: [], openOrders: 0, openReturns: 0, invoices: 0, invoicesUntil: null }
}

/** Carts, orders with all that hangs on them, and numbers for the customs as their owner recognises them. */
export async function exportPerson(
  db: QueryExecutorProvider,
  userId: string,
): Promise<Record<string, PersonRow[]>> {
  return {
    carts: await personRows(
      db,
      sql`select to_jsonb(c) - 'owner' || jsonb_build_object('lines', coalesce((
          select jsonb_agg(to_jsonb(l) - 'cart_id' order by l.position) from orders.cart_lines l where l.cart_id = c.id), '[]')) as row
        from orders.carts c where owner = ${userId} order by created_at`,
    ),
    orders: await personRows(
      db,
      sql`select to_jsonb(o) - array['owner', 'link_hash', 'next_action'] || jsonb_build_object('stores', (
          select jsonb_agg(to_jsonb(s) || jsonb_build_object('lines', (
            select jsonb_agg(to_jsonb(l) - 'commission_basis_points' order by l.id) from orders.lines l where l.sub_order_id = s.id))
            order by s.number)
          from orders.sub_orders s where s.order_id = o.id)) as row
        from orders.orders o where owner = ${userId} order by placed_at`,
    ),
    returns: await personRows(
      db,
      sql`select to_jsonb(r) || jsonb_build_object('lines', (
          select jsonb_agg(to_jsonb(l) order by l.line_id) from orders.return_lines l where l.return_id = r.id)) as row
        from orders.returns r join orders.orders o on o.id = r.order_id where o.owner = ${userId} order by r.requested_at`,
    ),
    refunds: await personRows(
      db,
      sql`select to_jsonb(r) - 'fact' as row from orders.refunds r join orders.orders o on o.id = r.order_id
        where o.owner = ${userId} order by r.created_at`,
    ),
    customsIdentities: await personRows(
      db,
      sql`select to_jsonb(c) - array['sealed', 'key_id'] as row from orders.customs_ids c
        join orders.orders o on o.id = c.order_id where o.owner = ${userId} order by c.created_at`,
    ),
  }
}

/** Severs a person from their orders; what of these is still going on keeps what it needs until it is over. */
export async function severPerson(
  tx: QueryExecutorProvider,
  userId: string,
  erasureId: string,
): Promise<void> {
  await sql`delete from orders.carts where owner = ${userId}`.execute(tx)
  await sql`update orders.orders set owner = ${erasureId} where owner = ${userId}`.execute(tx)
}

/** What stands in place of an address that is gone: the country stays, for the tax. */
const DASH = sql.lit('–')
const BLANK = sql`jsonb_build_object('name', ${DASH}, 'line1', ${DASH}, 'city', ${DASH}, 'country', o.country)`

/**
 * Takes name, address, mail address, mailed link, notes and numbers for the customs out of orders of erased people that
 * are over, of one erasure or of all; of paid ones the invoice stays.
 */
export async function blankSevered(
  tx: QueryExecutorProvider,
  years: number,
  erasureId?: string,
): Promise<number> {
  const severed = erasureId === undefined ? sql`o.owner like 'era\_%'` : sql`o.owner = ${erasureId}`
  const { rows } = await sql<{ count: number }>`with over as (
      select o.id, o.owner, o.address, o.paid_at, ${keptUntil(years)} as keep_until from orders.orders o
      where ${severed} and o.email <> '' and ${SETTLED} for update),
    kept as (insert into orders.invoices (order_id, erasure_id, address, keep_until)
      select id, owner, address - array['phone', 'latin'], keep_until from over where paid_at is not null on conflict do nothing),
    unnumbered as (update orders.customs_ids c set sealed = null, key_id = null, masked = null, erased_at = now()
      from over where c.order_id = over.id and c.erased_at is null),
    unnoted as (update orders.returns r set note = null from over where r.order_id = over.id),
    blanked as (update orders.orders o set email = '', address = ${BLANK}, link_hash = '', version = version + 1
      from over where o.id = over.id returning 1)
    select count(*)::int as count from blanked`.execute(tx)
  return rows[0]?.count ?? 0
}

/** Removes what was kept for the tax once its time is over, by a day such as 2037-01-01. */
export async function removeExpired(tx: QueryExecutorProvider, today: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`with gone as (
      delete from orders.invoices where keep_until < ${today}::date returning 1)
    select count(*)::int as count from gone`.execute(tx)
  return rows[0]?.count ?? 0
}

/** How long a guest's cart or unpaid order is kept that nobody touches. */
const GUEST_DAYS = 180

/** Lets go of guests, who never ask: of paid orders with their invoices, of unpaid ones and of carts after half a year. */
export async function forgetGuests(tx: QueryExecutorProvider, today: string, years: number): Promise<void> {
  const longAgo = sql`(${today}::date - ${sql.lit(GUEST_DAYS)})`
  await sql`update orders.orders o set email = '', address = ${BLANK}, link_hash = '', version = version + 1
    where o.owner like 'gst\_%' and o.email <> '' and ${SETTLED}
      and case when o.paid_at is null then o.placed_at < ${longAgo} else ${keptUntil(years)} < ${today}::date end`.execute(
    tx,
  )
  await sql`delete from orders.carts where owner like 'gst\_%' and updated_at < ${longAgo}`.execute(tx)
}
