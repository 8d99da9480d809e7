import { sql, type QueryExecutorProvider } from 'kysely'
import type { Static } from 'typebox'
import type { Purchase } from '../contract/purchases.ts'

/** Goods that arrived at these owners, sent back or not, one row a product, newest first. */
export async function listPurchases(
  db: QueryExecutorProvider,
  owners: readonly string[],
  productId: string | undefined,
): Promise<Static<typeof Purchase>[]> {
  const only = productId === undefined ? sql`` : sql`and l.product_id = ${productId}`
  const { rows } = await sql<Static<typeof Purchase>>`select * from (
      select distinct on (l.product_id) l.product_id as "productId", o.owner, l.store_id as "storeId", l.slug, l.name, l.picture,
        to_char(s.delivered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deliveredAt"
      from orders.orders o join orders.sub_orders s on s.order_id = o.id
      join orders.lines l on l.store_id = s.store_id and l.sub_order_id = s.id
      where o.owner = any(${[...owners]}) and s.status in ('delivered', 'received') ${only}
      order by l.product_id, s.delivered_at desc nulls last) bought
    order by "deliveredAt" desc nulls last, "productId" limit 100`.execute(db)
  return rows
}
