import { sql, type QueryExecutorProvider } from 'kysely'
import type { LocalizedText } from '@tradewind/kernel'
import type { Static } from 'typebox'
import type { NextAction } from '@tradewind/payments/contract'
import type { DutyRule, LandedPart } from '@tradewind/pricing/contract'
import type { PictureSchema } from '@tradewind/platform/contract'
import type { CustomsIdView } from '../contract/customs-id.ts'
import type { Declaration } from '../contract/orders.ts'
import type { Address } from '../carts/carts.queries.ts'
import type { OrderState, SubOrderState } from './states.rules.ts'

export interface LineRow {
  id: string
  offerId: string
  productId: string
  slug: string
  sku: string
  name: LocalizedText
  options: { key: string; name: LocalizedText; value: LocalizedText }[]
  picture: Static<typeof PictureSchema> | null
  quantity: number
  shipped: number
  inReturn: number
  returned: number
  unitMinor: number
  netMinor: number
  taxMinor: number
  taxPercent: string
  commissionBasisPoints: number
  hsCode: string | null
  originCountry: string | null
  weightGrams: number
  /** The rows that decided its duty, as they were at the quote. */
  dutyRules: Static<typeof DutyRule>[]
  /** What the merchant told the customs, which precedes what the catalogue knew. */
  declared: Static<typeof Declaration>
}

export interface PartRow {
  id: string
  number: string
  orderId: string
  storeId: string
  storeName: string
  businessModel: string
  status: SubOrderState
  shippingMethod: string
  currency: string
  goodsMinor: number
  shippingNetMinor: number
  shippingTaxMinor: number
  taxMinor: number
  dutyMinor: number
  dueMinor: number
  totalMinor: number
  refundedMinor: number
  landed: Static<typeof LandedPart>[]
  customsId: Static<typeof CustomsIdView> | null
  deliveredAt: string | null
  version: number
  lines: LineRow[]
}

export interface OrderRow {
  id: string
  number: string
  owner: string
  status: OrderState
  market: string
  currency: string
  country: string
  locale: string
  email: string
  address: Address
  provider: string | null
  nextAction: Static<typeof NextAction>
  goodsMinor: number
  shippingMinor: number
  taxMinor: number
  dutyMinor: number
  dueMinor: number
  totalMinor: number
  refundedMinor: number
  taxIncluded: boolean
  placedAt: Date
  paidAt: Date | null
  expiresAt: Date
  version: number
  parts: PartRow[]
  history: { at: string; what: string; storeId: string | null }[]
}

const LINES = sql`coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'offerId', l.offer_id, 'productId', l.product_id, 'slug', l.slug, 'sku', l.sku,
    'name', l.name, 'options', l.options, 'picture', l.picture, 'quantity', l.quantity, 'shipped', l.shipped, 'inReturn', l.in_return, 'returned', l.returned,
    'unitMinor', l.unit_minor, 'netMinor', l.net_minor, 'taxMinor', l.tax_minor, 'taxPercent', l.tax_percent,
    'commissionBasisPoints', l.commission_basis_points, 'hsCode', l.hs_code, 'originCountry', l.origin_country,
    'weightGrams', l.weight_grams, 'dutyRules', l.duty_rules, 'declared', l.declared) order by l.id)
  from orders.lines l where l.sub_order_id = s.id), '[]')`

const PART = sql`'id', s.id, 'number', s.number, 'orderId', s.order_id, 'storeId', s.store_id, 'storeName', s.store_name, 'businessModel', s.business_model,
  'status', s.status, 'shippingMethod', s.shipping_method, 'currency', s.currency, 'goodsMinor', s.goods_minor, 'shippingNetMinor', s.shipping_net_minor,
  'shippingTaxMinor', s.shipping_tax_minor, 'taxMinor', s.tax_minor, 'dutyMinor', s.duty_minor, 'dueMinor', s.due_minor, 'landed', s.landed, 'totalMinor', s.total_minor, 'refundedMinor', s.refunded_minor,
  'customsId', (select jsonb_build_object('kind', c.kind, 'masked', c.masked) from orders.customs_ids c where c.store_id = s.store_id and c.sub_order_id = s.id and c.erased_at is null),
  'deliveredAt', s.delivered_at, 'version', s.version, 'lines', ${LINES}`

const ORDER = sql`o.id, o.number, o.owner, o.status, o.market, o.currency, o.country, o.locale, o.email, o.address, o.provider, o.next_action as "nextAction",
  o.goods_minor as "goodsMinor", o.shipping_minor as "shippingMinor", o.tax_minor as "taxMinor", o.duty_minor as "dutyMinor", o.due_minor as "dueMinor", o.total_minor as "totalMinor", o.refunded_minor as "refundedMinor",
  o.tax_included as "taxIncluded", o.placed_at as "placedAt", o.paid_at as "paidAt", o.expires_at as "expiresAt", o.version,
  (select jsonb_agg(jsonb_build_object(${PART}) order by s.number) from orders.sub_orders s where s.order_id = o.id) as parts,
  coalesce((select jsonb_agg(jsonb_build_object('at', h.at, 'what', h.what, 'storeId', h.store_id) order by h.id) from orders.history h where h.order_id = o.id), '[]') as history`

export async function findOrder(
  db: QueryExecutorProvider,
  id: string,
  owners?: readonly string[],
): Promise<OrderRow | undefined> {
  const own = owners ? sql`and o.owner = any(${owners})` : sql``
  const { rows } =
    await sql<OrderRow>`select ${ORDER} from orders.orders o where o.id = ${id} ${own}`.execute(db)
  return rows[0]
}

/** Makes the caller the owner of a guest's order if the secret of the mailed link fits. */
export async function claimOrder(
  db: QueryExecutorProvider,
  id: string,
  linkHash: string,
  owner: string,
): Promise<boolean> {
  const { rows } =
    await sql`update orders.orders set owner = case when owner like 'gst\_%' then ${owner} else owner end
    where id = ${id} and link_hash = ${linkHash} returning owner`.execute(db)
  return rows.length > 0
}

export interface OrderListRow {
  id: string
  number: string
  status: OrderState
  totalMinor: number
  currency: string
  placedAt: Date
  count: number
  pictures: Static<typeof PictureSchema>[]
  stores: string[]
  email: string
  market: string
}

const LISTED = sql`o.id, o.number, o.status, o.total_minor as "totalMinor", o.currency, o.placed_at as "placedAt", o.email, o.market,
  (select coalesce(sum(l.quantity), 0)::int from orders.lines l where l.order_id = o.id) as count,
  (select coalesce(jsonb_agg(p.picture), '[]') from (select l.picture from orders.lines l where l.order_id = o.id and l.picture is not null order by l.id limit 4) p) as pictures,
  (select coalesce(jsonb_agg(s.store_name order by s.number), '[]') from orders.sub_orders s where s.order_id = o.id) as stores`

export async function listOrders(
  db: QueryExecutorProvider,
  owner: string,
  limit: number,
  before: string | undefined,
): Promise<OrderListRow[]> {
  const { rows } = await sql<OrderListRow>`select ${LISTED} from orders.orders o
    where o.owner = ${owner} and o.status <> 'rejected' and (${before ?? null}::text is null or o.id < ${before ?? null}) order by o.id desc limit ${sql.lit(limit + 1)}`.execute(
    db,
  )
  return rows
}

export async function listAllOrders(
  db: QueryExecutorProvider,
  filter: { status?: string; q?: string; orderIds?: readonly string[]; limit: number; before?: string },
): Promise<OrderListRow[]> {
  const { rows } = await sql<OrderListRow>`select ${LISTED} from orders.orders o
    where (${filter.status ?? null}::text is null or o.status = ${filter.status ?? null})
      and (${filter.q ?? null}::text is null or o.number = upper(${filter.q ?? null}) or lower(o.email) = lower(${filter.q ?? null}) or o.id = ${filter.q ?? null})
      and (${filter.before ?? null}::text is null or o.id < ${filter.before ?? null})
      and ${filter.orderIds ? sql`o.id = any(${filter.orderIds})` : sql`true`}
    order by o.id desc limit ${sql.lit(filter.limit + 1)}`.execute(db)
  return rows
}

export interface StorePartRow {
  part: PartRow
  orderNumber: string
  placedAt: Date
  shipTo: Address
  market: string
  locale: string
}

export async function findStorePart(
  db: QueryExecutorProvider,
  storeId: string,
  subOrderId: string,
): Promise<StorePartRow | undefined> {
  const { rows } =
    await sql<StorePartRow>`select jsonb_build_object(${PART}) as part, o.number as "orderNumber", o.placed_at as "placedAt", o.address as "shipTo", o.market, o.locale
    from orders.sub_orders s join orders.orders o on o.id = s.order_id
    where s.store_id = ${storeId} and s.id = ${subOrderId} and s.status <> 'awaiting-payment'`.execute(db)
  return rows[0]
}

export interface StorePartListRow {
  id: string
  number: string
  status: SubOrderState
  totalMinor: number
  currency: string
  placedAt: Date
  country: string
  count: number
  shipToName: string
}

export async function listStoreParts(
  db: QueryExecutorProvider,
  storeId: string,
  filter: { status?: string; q?: string; limit: number; before?: string },
): Promise<StorePartListRow[]> {
  const { rows } =
    await sql<StorePartListRow>`select s.id, s.number, s.status, s.total_minor as "totalMinor", s.currency, s.placed_at as "placedAt", o.country,
      (select coalesce(sum(l.quantity), 0)::int from orders.lines l where l.store_id = s.store_id and l.sub_order_id = s.id) as count, o.address ->> 'name' as "shipToName"
    from orders.sub_orders s join orders.orders o on o.id = s.order_id
    where s.store_id = ${storeId} and s.paid_at is not null
      and (${filter.status ?? null}::text is null or s.status = ${filter.status ?? null})
      and (${filter.q ?? null}::text is null or s.number like upper(${filter.q ?? null}) || '%')
      and (${filter.before ?? null}::text is null or s.id < ${filter.before ?? null})
    order by s.id desc limit ${sql.lit(filter.limit + 1)}`.execute(db)
  return rows
}

export interface StoreSummaryRow {
  toShip: number
  returnsToDecide: number
  returnsToReceive: number
  ordersLast30Days: number
  sold: { currency: string; minor: number }[]
}

export async function summariseStore(db: QueryExecutorProvider, storeId: string): Promise<StoreSummaryRow> {
  const { rows } = await sql<StoreSummaryRow>`select
      (select count(*)::int from orders.sub_orders where store_id = ${storeId} and status in ('to-ship', 'partly-shipped')) as "toShip",
      (select count(*)::int from orders.returns where store_id = ${storeId} and status = 'requested') as "returnsToDecide",
      (select count(*)::int from orders.returns where store_id = ${storeId} and status in ('accepted', 'shipped')) as "returnsToReceive",
      (select count(*)::int from orders.sub_orders where store_id = ${storeId} and paid_at > now() - interval '30 days') as "ordersLast30Days",
      (select coalesce(jsonb_agg(t), '[]') from (select currency, sum(total_minor - refunded_minor) as minor from orders.sub_orders
        where store_id = ${storeId} and paid_at > now() - interval '30 days' group by currency order by currency) t) as sold`.execute(
    db,
  )
  return rows[0] ?? { toShip: 0, returnsToDecide: 0, returnsToReceive: 0, ordersLast30Days: 0, sold: [] }
}

export async function summariseAll(db: QueryExecutorProvider) {
  const { rows } = await sql<{
    orders: number
    awaitingPayment: number
    toShip: number
    openReturns: number
    sold: { currency: string; minor: number }[]
  }>`select
      (select count(*)::int from orders.orders where paid_at > now() - interval '30 days') as orders,
      (select count(*)::int from orders.orders where status = 'awaiting-payment') as "awaitingPayment",
      (select count(*)::int from orders.sub_orders where status in ('to-ship', 'partly-shipped')) as "toShip",
      (select count(*)::int from orders.returns where status in ('requested', 'accepted', 'shipped', 'received')) as "openReturns",
      (select coalesce(jsonb_agg(t), '[]') from (select currency, sum(total_minor - refunded_minor) as minor from orders.orders
        where paid_at > now() - interval '30 days' group by currency order by currency) t) as sold`.execute(
    db,
  )
  const row = rows[0]
  if (!row) throw new Error('a select without from always answers a row')
  return row
}
