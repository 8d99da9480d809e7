import { sql, type QueryExecutorProvider } from 'kysely'
import type { Static } from 'typebox'
import { money, type Money } from '@tradewind/kernel'
import type { AddressSchema } from '@tradewind/platform/contract'

export type Address = Static<typeof AddressSchema>

export interface CartRow {
  id: string
  owner: string
  status: 'open' | 'ordered' | 'merged'
  market: string
  currency: string
  country: string
  /** Where it went before, until its buyer has acted on what the move changed. */
  formerCountry: string | null
  email: string | null
  address: Address | null
  /** Shipping method id by store id. */
  choices: Record<string, string>
  version: number
  lines: CartLineRow[]
}

export interface CartLineRow {
  id: string
  offerId: string
  quantity: number
  seenMinor: number | null
  seenCurrency: string | null
}

/** Columns of a CartRow, of `orders.carts c`. */
export const CART = sql`c.id, c.owner, c.status, c.market, c.currency, c.country, c.former_country as "formerCountry", c.email, c.address, c.choices, c.version,
  coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'offerId', l.offer_id, 'quantity', l.quantity,
    'seenMinor', l.seen_minor, 'seenCurrency', l.seen_currency) order by l.position)
    from orders.cart_lines l where l.cart_id = c.id), '[]') as lines`

/** The cart if one of these owns it. */
export async function findCart(
  db: QueryExecutorProvider,
  id: string,
  owners: readonly string[],
): Promise<CartRow | undefined> {
  const { rows } =
    await sql<CartRow>`select ${CART} from orders.carts c where c.id = ${id} and c.owner = any(${owners})`.execute(
      db,
    )
  return rows[0]
}

/** The cart that an owner changed last and has not ordered. */
export async function findOpenCart(db: QueryExecutorProvider, owner: string): Promise<CartRow | undefined> {
  const { rows } = await sql<CartRow>`select ${CART} from orders.carts c
    where c.owner = ${owner} and c.status = 'open' order by c.updated_at desc limit 1`.execute(db)
  return rows[0]
}

type NewCart = Pick<CartRow, 'id' | 'owner' | 'market' | 'currency' | 'country' | 'email' | 'address'>
interface NewLine {
  id: string
  offerId: string
  quantity: number
}

/** A unit price that the buyer of a line has seen. */
export interface SeenPrice {
  id: string
  minor: number
  currency: string
}

/** Writes a new cart whole, with the prices that its buyer is about to see. */
export async function insertCart(
  db: QueryExecutorProvider,
  cart: NewCart & { lines: readonly NewLine[] },
  seen: readonly SeenPrice[],
): Promise<void> {
  const prices = new Map(seen.map((price) => [price.id, price]))
  const lines = cart.lines.map(({ id, offerId, quantity }) => ({ ...prices.get(id), id, offerId, quantity }))
  await sql`with cart as (
      insert into orders.carts (id, owner, market, currency, country, email, address)
      values (${cart.id}, ${cart.owner}, ${cart.market}, ${cart.currency}, ${cart.country}, ${cart.email}, ${asJson(cart.address)}::jsonb)
      returning id)
    insert into orders.cart_lines (cart_id, id, offer_id, quantity, seen_minor, seen_currency)
    select cart.id, l.id, l."offerId", l.quantity, l.minor, l.currency
    from cart, jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(id text, "offerId" text, quantity int, minor bigint, currency text)`.execute(
    db,
  )
}

/** Adds to a known offer's quantity or puts a new line at the end. */
export async function addLine(db: QueryExecutorProvider, cartId: string, line: NewLine): Promise<void> {
  await sql`with touched as (${touch(cartId)})
    insert into orders.cart_lines as l (cart_id, id, offer_id, quantity) select id, ${line.id}, ${line.offerId}, ${line.quantity}::int from touched
    on conflict (cart_id, offer_id) do update set quantity = least(l.quantity + excluded.quantity, 999)`.execute(
    db,
  )
}

export async function setQuantity(
  db: QueryExecutorProvider,
  cartId: string,
  lineId: string,
  quantity: number,
): Promise<void> {
  await sql`with touched as (${touch(cartId)})
    update orders.cart_lines set quantity = ${quantity} from touched where cart_id = touched.id and cart_lines.id = ${lineId}`.execute(
    db,
  )
}

export async function deleteLine(db: QueryExecutorProvider, cartId: string, lineId: string): Promise<void> {
  await sql`with touched as (${touch(cartId)})
    delete from orders.cart_lines using touched where cart_id = touched.id and cart_lines.id = ${lineId}`.execute(
    db,
  )
}

export async function updateCart(
  db: QueryExecutorProvider,
  cartId: string,
  change: Partial<Pick<CartRow, 'market' | 'currency' | 'country' | 'address' | 'email' | 'choices'>>,
): Promise<void> {
  await sql`update orders.carts set version = version + 1, updated_at = now(),
      market = coalesce(${change.market ?? null}::text, market), currency = coalesce(${change.currency ?? null}::text, currency),
      country = coalesce(${change.country ?? null}::text, country),
      former_country = case when ${change.country ?? null}::text <> country then coalesce(former_country, country) else former_country end, email = coalesce(${change.email ?? null}::text, email),
      address = coalesce(${asJson(change.address ?? null)}::jsonb, address), choices = coalesce(${asJson(change.choices ?? null)}::jsonb, choices)
    where id = ${cartId} and status = 'open'`.execute(db)
}

/** Remembers the unit prices that the buyer has now seen, and that they know where the cart goes. */
export async function rememberSeen(
  db: QueryExecutorProvider,
  cartId: string,
  seen: readonly SeenPrice[],
): Promise<void> {
  await sql`with known as (update orders.carts set former_country = null where id = ${cartId} and former_country is not null)
    update orders.cart_lines l set seen_minor = s.minor, seen_currency = s.currency
    from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as s(id text, minor bigint, currency text) where l.cart_id = ${cartId} and l.id = s.id`.execute(
    db,
  )
}

/** Gives a guest's open cart to the person who logged in; what both held is added up. */
export async function adoptCart(db: QueryExecutorProvider, guest: string, person: string): Promise<void> {
  await sql`with mine as (select id from orders.carts where owner = ${person} and status = 'open' order by updated_at desc limit 1),
    theirs as (select id from orders.carts where owner = ${guest} and status = 'open'),
    moved as (insert into orders.cart_lines as l (cart_id, id, offer_id, quantity)
      select mine.id, g.id, g.offer_id, g.quantity from mine, theirs join orders.cart_lines g on g.cart_id = theirs.id
      on conflict (cart_id, offer_id) do update set quantity = least(l.quantity + excluded.quantity, 999) returning 1)
    update orders.carts c set owner = ${person}, updated_at = now(),
      status = case when exists (select from mine) then 'merged' else 'open' end
    from theirs where c.id = theirs.id`.execute(db)
}

export async function insertQuote(
  db: QueryExecutorProvider,
  quote: { id: string; cartId: string; cartVersion: number; body: unknown },
): Promise<Date> {
  const { rows } = await sql<{ expires_at: Date }>`insert into orders.quotes (id, cart_id, cart_version, body)
    values (${quote.id}, ${quote.cartId}, ${quote.cartVersion}, ${JSON.stringify(quote.body)}::jsonb) returning expires_at`.execute(
    db,
  )
  return rows[0]?.expires_at ?? new Date()
}

const touch = (cartId: string) =>
  sql`update orders.carts set version = version + 1, updated_at = now() where id = ${cartId} and status = 'open' returning id`

const asJson = (value: unknown) => (value === null ? null : JSON.stringify(value))

/** What an owner's paid orders of this year brought over the border of the cart's country, without tax. */
export async function importedThisYear(
  db: QueryExecutorProvider,
  { owner, country, currency }: Pick<CartRow, 'owner' | 'country' | 'currency'>,
): Promise<Money> {
  const { rows } = await sql<{ minor: number }>`select coalesce(sum(l.net_minor), 0)::bigint as minor
    from orders.orders o join orders.sub_orders s on s.order_id = o.id join orders.lines l on l.sub_order_id = s.id
    where o.owner = ${owner} and o.country = ${country} and o.currency = ${currency}
      and o.paid_at >= date_trunc('year', now()) and s.status <> 'cancelled' and s.landed @> '[{"importer": "buyer"}]'`.execute(
    db,
  )
  return money(rows[0]?.minor ?? 0, currency)
}
