import { sql, type QueryExecutorProvider } from 'kysely'
import type { StoreFacts } from './score.rules.ts'

/** What happened to the newest paid parts of a store's orders. */
export async function readStoreFacts(db: QueryExecutorProvider, storeId: string): Promise<StoreFacts> {
  const { rows } = await sql<StoreFacts>`
    with parts as (
      select s.id, s.order_id, s.status, s.paid_at from orders.sub_orders s
      where s.store_id = ${storeId} and s.status <> 'awaiting-payment' and s.paid_at > now() - interval '180 days'
      order by s.id desc limit 500),
    seen as (
      select p.status, p.paid_at + interval '3 days' as due_at,
        (select min(h.created_at) from orders.shipments h where h.store_id = ${storeId} and h.sub_order_id = p.id) as shipped_at,
        p.status = 'cancelled' and exists (select from orders.history y where y.order_id = p.order_id
          and y.store_id = ${storeId} and y.what = 'orders.history-cancelled' and y.at > p.paid_at + interval '3 days') as given_up,
        exists (select from orders.returns r where r.store_id = ${storeId} and r.sub_order_id = p.id
          and r.reason in ('damaged', 'wrong-item', 'not-as-described') and r.status not in ('rejected', 'cancelled')) as faulty
      from parts p)
    select count(*)::int as orders,
      (count(*) filter (where shipped_at is not null or given_up or (status <> 'cancelled' and due_at < now())))::int as due,
      (count(*) filter (where shipped_at <= due_at))::int as "onTime",
      (count(*) filter (where given_up))::int as "givenUp",
      (count(*) filter (where shipped_at is not null))::int as shipped,
      (count(*) filter (where shipped_at is not null and faulty))::int as faulty
    from seen`.execute(db)
  const [facts] = rows
  if (!facts) throw new Error('a count without a row')
  return facts
}
