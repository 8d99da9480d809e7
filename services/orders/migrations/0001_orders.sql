select platform.create_outbox('orders');

create sequence orders.order_numbers start 100001;

create table orders.carts (
  id text primary key,
  owner text not null,
  status text not null default 'open' check (status in ('open', 'ordered', 'merged')),
  market text not null,
  currency text not null,
  country text not null,
  email text,
  address jsonb,
  choices jsonb not null default '{}',
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index carts_of_owner on orders.carts (owner, updated_at desc) where status = 'open';
comment on table orders.carts is 'What a buyer or guest means to buy';
comment on column orders.carts.owner is 'usr_… or gst_…';
comment on column orders.carts.choices is 'Shipping method id by store id';
comment on column orders.carts.version is 'Grows with each change; a quote is for one version';

create table orders.cart_lines (
  cart_id text not null references orders.carts on delete cascade,
  id text not null,
  offer_id text not null,
  quantity int not null check (quantity between 1 and 999),
  seen_minor bigint,
  seen_currency text,
  position bigint generated always as identity,
  primary key (cart_id, id),
  unique (cart_id, offer_id)
);
comment on table orders.cart_lines is 'Offers in a cart, each once';
comment on column orders.cart_lines.seen_minor is 'Unit price that the buyer saw last, to tell of changes';

create table orders.quotes (
  id text primary key,
  cart_id text not null references orders.carts on delete cascade,
  cart_version int not null,
  body jsonb not null,
  expires_at timestamptz not null default now() + interval '15 minutes',
  created_at timestamptz not null default now()
);
create index quotes_of_cart on orders.quotes (cart_id);
comment on table orders.quotes is 'Frozen answers to what everything costs; never changed';
comment on column orders.quotes.body is 'Amounts, rates, offers, shipping choices and contract terms as of the quote';

create table orders.orders (
  id text primary key,
  number text not null unique,
  cart_id text unique,
  owner text not null,
  link_hash text not null,
  status text not null check (status in ('placing', 'awaiting-payment', 'paid', 'completed', 'rejected', 'expired', 'cancelled')),
  market text not null,
  currency text not null,
  country text not null,
  locale text not null,
  email text not null,
  address jsonb not null,
  payment_method text not null,
  provider text,
  next_action jsonb not null default '{"type": "wait"}',
  goods_minor bigint not null check (goods_minor >= 0),
  shipping_minor bigint not null check (shipping_minor >= 0),
  tax_minor bigint not null check (tax_minor >= 0),
  total_minor bigint not null check (total_minor >= 0),
  refunded_minor bigint not null default 0 check (refunded_minor between 0 and total_minor),
  tax_included boolean not null,
  rate_set_id text,
  placed_at timestamptz not null default now(),
  expires_at timestamptz not null,
  paid_at timestamptz,
  version int not null default 1
);
create index orders_of_owner on orders.orders (owner, id desc);
create index orders_unfinished on orders.orders (status, placed_at) where status in ('placing', 'awaiting-payment');
comment on table orders.orders is 'Purchases; the row with its status is the state of the checkout flow';
comment on column orders.orders.link_hash is 'SHA-256 of the secret in the mailed link';
comment on column orders.orders.tax_minor is 'Tax within total_minor, or on top of goods and shipping where tax_included is false';
comment on column orders.orders.expires_at is 'When an unpaid order gives its goods back, by the database''s clock';

create table orders.sub_orders (
  store_id text not null,
  id text not null,
  number text not null unique,
  order_id text not null references orders.orders,
  store_name text not null,
  business_model text not null,
  status text not null check (status in ('awaiting-payment', 'to-ship', 'partly-shipped', 'shipped', 'delivered', 'received', 'cancelled')),
  shipping_method text not null,
  shipping_carrier text not null,
  currency text not null,
  goods_minor bigint not null check (goods_minor >= 0),
  shipping_net_minor bigint not null check (shipping_net_minor >= 0),
  shipping_tax_minor bigint not null check (shipping_tax_minor >= 0),
  tax_minor bigint not null check (tax_minor >= 0),
  total_minor bigint not null check (total_minor >= 0),
  refunded_minor bigint not null default 0 check (refunded_minor between 0 and total_minor),
  placed_at timestamptz not null default now(),
  paid_at timestamptz,
  delivered_at timestamptz,
  received_at timestamptz,
  version int not null default 1,
  primary key (store_id, id),
  unique (id)
);
create index sub_orders_of_order on orders.sub_orders (order_id);
create index sub_orders_listed on orders.sub_orders (store_id, id desc) where status <> 'awaiting-payment';
comment on table orders.sub_orders is 'One store''s part of an order: what it ships and is settled for';
comment on column orders.sub_orders.goods_minor is 'What the goods cost the buyer, as the market shows prices';
comment on column orders.sub_orders.tax_minor is 'Tax of goods and shipping together';

create table orders.lines (
  store_id text not null,
  sub_order_id text not null references orders.sub_orders (id),
  id text not null unique,
  order_id text not null references orders.orders,
  offer_id text not null,
  product_id text not null,
  variant_id text not null,
  sku text not null,
  slug text not null,
  name jsonb not null,
  options jsonb not null,
  picture jsonb,
  quantity int not null check (quantity > 0),
  shipped int not null default 0,
  in_return int not null default 0,
  returned int not null default 0,
  unit_minor bigint not null check (unit_minor >= 0),
  net_minor bigint not null check (net_minor >= 0),
  tax_minor bigint not null check (tax_minor >= 0),
  tax_percent text not null,
  commission_basis_points int not null check (commission_basis_points between 0 and 10000),
  hs_code text,
  origin_country text not null,
  weight_grams int not null,
  primary key (store_id, sub_order_id, id),
  check (shipped between 0 and quantity),
  check (returned >= 0 and returned <= in_return and in_return <= shipped)
);
create index lines_of_order on orders.lines (order_id);
comment on table orders.lines is 'What was bought, frozen as quoted';
comment on column orders.lines.in_return is 'Pieces in returns that were not declined or withdrawn, the refunded ones included';
comment on column orders.lines.returned is 'Pieces whose money went back';
comment on column orders.lines.commission_basis_points is 'Rate of the contract in force when the order was placed';

create table orders.history (
  id bigint generated always as identity primary key,
  order_id text not null references orders.orders,
  store_id text,
  what text not null,
  at timestamptz not null default now()
);
create index history_of_order on orders.history (order_id, id);
comment on table orders.history is 'What happened to an order, append-only; what is a text key';

create table orders.shipments (
  store_id text not null,
  id text not null,
  sub_order_id text not null,
  order_id text not null,
  request jsonb not null,
  handed_over boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (store_id, id)
);
create index shipments_pending on orders.shipments (created_at) where not handed_over;
comment on table orders.shipments is 'Parcels that a store ships; handed over to fulfilment once, resumed after a crash';

create table orders.parcels (
  id text primary key,
  order_id text not null,
  sub_order_id text not null,
  delivered_at timestamptz
);
create index parcels_of_sub_order on orders.parcels (sub_order_id);
comment on table orders.parcels is 'Which parcels carry a sub-order, and whether they arrived';

create table orders.returns (
  store_id text not null,
  id text not null unique,
  number text not null unique,
  order_id text not null references orders.orders,
  sub_order_id text not null references orders.sub_orders (id),
  status text not null check (status in ('requested', 'accepted', 'shipped', 'received', 'refunded', 'rejected', 'cancelled')),
  reason text not null,
  note text,
  decision_note text,
  ship_back boolean not null default true,
  refund_minor bigint not null check (refund_minor >= 0),
  currency text not null,
  parcel_id text,
  requested_at timestamptz not null default now(),
  refunded_at timestamptz,
  version int not null default 1,
  primary key (store_id, id)
);
create index returns_of_order on orders.returns (order_id);
comment on table orders.returns is 'Goods that a buyer sends back';

create table orders.return_lines (
  store_id text not null,
  return_id text not null references orders.returns (id),
  line_id text not null references orders.lines (id),
  quantity int not null check (quantity > 0),
  net_minor bigint not null,
  tax_minor bigint not null,
  primary key (store_id, return_id, line_id)
);
comment on table orders.return_lines is 'Pieces of a return with exactly what goes back for them';

create table orders.refunds (
  key text primary key,
  kind text not null check (kind in ('return', 'cancel', 'stray')),
  order_id text not null references orders.orders,
  sub_order_id text,
  return_id text,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  fact jsonb not null,
  done_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table orders.refunds is 'Money on its way back to the buyer; the fact is said when the provider confirms';
comment on column orders.refunds.key is 'Key of the refund at payments: one refund each';

do $$
declare
  protected text;
begin
  foreach protected in array array['sub_orders', 'lines', 'shipments', 'returns', 'return_lines'] loop
    execute format('alter table orders.%I enable row level security', protected);
    execute format('create policy own_store on orders.%I to tradewind_merchant using (store_id = current_setting(''tradewind.store_id'', true)) with check (store_id = current_setting(''tradewind.store_id'', true))', protected);
  end loop;
end $$;

create view inv.orders as
  select id, number, status, market, currency, goods_minor, shipping_minor, tax_minor, total_minor, refunded_minor, tax_included, placed_at, paid_at
  from orders.orders;
comment on view inv.orders is 'Orders with their totals';

create view inv.order_lines as
  select l.id, l.order_id, l.sub_order_id, l.store_id, l.offer_id, l.quantity, l.shipped, l.returned, l.net_minor, l.tax_minor, s.currency, s.status as sub_order_status, o.status as order_status
  from orders.lines l join orders.sub_orders s on s.id = l.sub_order_id join orders.orders o on o.id = l.order_id;
comment on view inv.order_lines is 'Lines of orders with the state of their order';

create view inv.sub_orders as
  select id, order_id, store_id, status, currency, goods_minor, shipping_net_minor, shipping_tax_minor, tax_minor, total_minor, refunded_minor from orders.sub_orders;
comment on view inv.sub_orders is 'Parts of orders by store';
