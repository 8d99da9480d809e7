import { sql, type Kysely, type QueryExecutorProvider } from 'kysely'
import type { Static } from 'typebox'
import type { NextAction } from '@tradewind/payments/contract'
import { CART, type CartRow } from '../carts/carts.queries.ts'
import type { OrderState } from '../orders/states.rules.ts'
import type { OrderRows } from './order-rows.ts'

/** What the checkout flow needs of an order to go on with it. */
export interface FlowRow {
  id: string
  number: string
  cartId: string | null
  status: OrderState
  totalMinor: number
  currency: string
  locale: string
  email: string
  paymentMethod: string
  nextAction: Static<typeof NextAction>
  lines: { offerId: string; quantity: number }[]
}

const FLOW = sql`o.id, o.number, o.cart_id as "cartId", o.status, o.total_minor as "totalMinor", o.currency, o.locale, o.email,
  o.payment_method as "paymentMethod", o.next_action as "nextAction",
  (select jsonb_agg(jsonb_build_object('offerId', l.offer_id, 'quantity', l.quantity)) from orders.lines l where l.order_id = o.id) as lines`

/** Writes the order whole, closes the cart, answers the order's number; a cart that has an order already changes nothing. */
export async function insertOrder(
  db: Kysely<unknown>,
  { head, parts, lines, customsIds }: OrderRows,
  ttlSeconds: number,
): Promise<string | undefined> {
  const numbers =
    customsIds.length === 0
      ? sql``
      : sql`number as (insert into orders.customs_ids (store_id, sub_order_id, order_id, country, kind, key_id, sealed, masked)
          select c."storeId", c."subOrderId", head.id, ${head.country}, c.kind, c."keyId", decode(c.sealed, 'base64'), c.masked
          from head, jsonb_to_recordset(${JSON.stringify(customsIds)}::jsonb) as c("storeId" text, "subOrderId" text, kind text, "keyId" text, sealed text, masked text)),`
  const { rows } = await sql<{ number: string }>`with head as (
      insert into orders.orders (id, number, cart_id, owner, link_hash, status, market, currency, country, locale, email, address, payment_method,
        goods_minor, shipping_minor, tax_minor, duty_minor, due_minor, total_minor, tax_included, rate_set_id, expires_at)
      values (${head.id}, 'TW-' || nextval('orders.order_numbers'), ${head.cartId}, ${head.owner}, ${head.linkHash}, 'placing', ${head.market}, ${head.currency},
        ${head.country}, ${head.locale}, ${head.email}, ${JSON.stringify(head.address)}::jsonb, ${head.paymentMethod},
        ${head.goodsMinor}, ${head.shippingMinor}, ${head.taxMinor}, ${head.dutyMinor}, ${head.dueMinor}, ${head.totalMinor}, ${head.taxIncluded}, ${head.rateSetId},
        now() + make_interval(secs => ${ttlSeconds}))
      on conflict (cart_id) do nothing returning id, number, currency),
    part as (insert into orders.sub_orders (store_id, id, number, order_id, store_name, business_model, status, shipping_method, shipping_carrier, currency,
        goods_minor, shipping_net_minor, shipping_tax_minor, tax_minor, duty_minor, due_minor, landed, total_minor)
      select p."storeId", p.id, head.number || p.suffix, head.id, p."storeName", p."businessModel", 'awaiting-payment', p."shippingMethod", p."shippingCarrier", head.currency,
        p."goodsMinor", p."shippingNetMinor", p."shippingTaxMinor", p."taxMinor", p."dutyMinor", p."dueMinor", p.landed, p."totalMinor"
      from head, jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as p("storeId" text, id text, suffix text, "storeName" text, "businessModel" text,
        "shippingMethod" text, "shippingCarrier" text, "goodsMinor" bigint, "shippingNetMinor" bigint, "shippingTaxMinor" bigint, "taxMinor" bigint, "dutyMinor" bigint, "dueMinor" bigint, landed jsonb, "totalMinor" bigint)
      returning id),
    line as (insert into orders.lines (store_id, sub_order_id, id, order_id, offer_id, product_id, variant_id, sku, slug, name, options, picture, quantity,
        unit_minor, net_minor, tax_minor, duty_minor, duty_tax_minor, duty_rules, tax_percent, commission_basis_points, hs_code, origin_country, weight_grams)
      select l."storeId", l."subOrderId", l.id, head.id, l."offerId", l."productId", l."variantId", l.sku, l.slug, l.name, l.options, l.picture, l.quantity,
        l."unitMinor", l."netMinor", l."taxMinor", l."dutyMinor", l."dutyTaxMinor", coalesce(l."dutyRules", '[]'), l."taxPercent", l."commissionBasisPoints", l."hsCode", l."originCountry", l."weightGrams"
      from head, jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l("storeId" text, "subOrderId" text, id text, "offerId" text, "productId" text, "variantId" text,
        sku text, slug text, name jsonb, options jsonb, picture jsonb, quantity int, "unitMinor" bigint, "netMinor" bigint, "taxMinor" bigint, "dutyMinor" bigint, "dutyTaxMinor" bigint, "dutyRules" jsonb, "taxPercent" text,
        "commissionBasisPoints" int, "hsCode" text, "originCountry" text, "weightGrams" int)
      returning id),
    ${numbers}
    past as (insert into orders.history (order_id, what) select id, 'orders.history-placed' from head),
    closed as (update orders.carts set status = 'ordered' where id = ${head.cartId} and exists (select from head))
    select number from head`.execute(db)
  return rows[0]?.number
}

export interface StoredQuote<Body> {
  cartVersion: number
  expired: boolean
  body: Body
}

/** What is known of a purchase before it is placed, or placed again. */
export interface Checkout<Body> {
  flow: FlowRow | null
  cart: CartRow | null
  quote: StoredQuote<Body> | null
}

/** A cart that one of these owns, one of its quotes, and the order that it became if it did. */
export async function findCheckout<Body>(
  db: QueryExecutorProvider,
  { cartId, quoteId }: { cartId: string; quoteId: string },
  owners: readonly string[],
): Promise<Checkout<Body>> {
  const { rows } = await sql<Checkout<Body>>`select
    (select to_jsonb(f) from (select ${FLOW} from orders.orders o where o.cart_id = ${cartId} and o.owner = any(${owners})) f) as flow,
    (select to_jsonb(c) from (select ${CART} from orders.carts c where c.id = ${cartId} and c.owner = any(${owners})) c) as cart,
    (select jsonb_build_object('cartVersion', q.cart_version, 'expired', q.expires_at < now(), 'body', q.body)
      from orders.quotes q where q.id = ${quoteId} and q.cart_id = ${cartId}) as quote`.execute(db)
  return rows[0] ?? { flow: null, cart: null, quote: null }
}

export async function findFlowByCart(
  db: QueryExecutorProvider,
  cartId: string,
  owners: readonly string[],
): Promise<FlowRow | undefined> {
  const { rows } =
    await sql<FlowRow>`select ${FLOW} from orders.orders o where o.cart_id = ${cartId} and o.owner = any(${owners})`.execute(
      db,
    )
  return rows[0]
}

/** Orders whose placing was interrupted. */
export async function listInterrupted(db: QueryExecutorProvider): Promise<FlowRow[]> {
  const { rows } = await sql<FlowRow>`select ${FLOW} from orders.orders o
    where o.status = 'placing' and o.placed_at < now() - interval '8 seconds' order by o.placed_at limit 50`.execute(
    db,
  )
  return rows
}

/** Unpaid orders whose time is over, by the database's clock. */
export async function listOverdue(db: QueryExecutorProvider): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from orders.orders
    where status = 'awaiting-payment' and expires_at < now() order by expires_at limit 100`.execute(db)
  return rows.map((row) => row.id)
}

export async function setAwaitingPayment(
  db: QueryExecutorProvider,
  orderId: string,
  nextAction: FlowRow['nextAction'],
): Promise<void> {
  await sql`update orders.orders set status = case status when 'placing' then 'awaiting-payment' else status end,
      next_action = ${JSON.stringify(nextAction)}::jsonb, version = version + 1
    where id = ${orderId} and status in ('placing', 'awaiting-payment')`.execute(db)
}

/**
 * Ends an order without a sale and opens its cart again unless it expired; answers false when it is not in one of
 * the states `from`.
 */
export async function endUnsold(
  tx: QueryExecutorProvider,
  orderId: string,
  from: readonly OrderState[],
  to: 'rejected' | 'expired' | 'cancelled',
  what: string,
): Promise<boolean> {
  const { rows } = await sql`with ended as (
      update orders.orders o set status = ${to}, cart_id = case when ${to} = 'expired' then cart_id end, version = version + 1, next_action = '{"type": "none"}'
      from (select id, cart_id as old_cart from orders.orders where id = ${orderId} and status = any(${from}) for update) before
      where o.id = before.id returning o.id, before.old_cart),
    parts as (update orders.sub_orders s set status = 'cancelled', version = version + 1 from ended where s.order_id = ended.id),
    reopened as (update orders.carts c set status = 'open', version = version + 1, updated_at = now() from ended where c.id = ended.old_cart and ${to} <> 'expired'),
    past as (insert into orders.history (order_id, what) select id, ${what} from ended)
    select 1 from ended`.execute(tx)
  return rows.length > 0
}
