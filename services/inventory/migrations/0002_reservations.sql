create table inventory.orders (
  order_id text primary key,
  state text not null check (state in ('held', 'refused', 'released', 'claimed', 'unfilled')),
  short jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((state in ('refused', 'unfilled')) = (short is not null))
);
create index orders_open on inventory.orders (state, created_at) where state in ('held', 'unfilled');
comment on table inventory.orders is 'What became of the goods of each order we heard of; the row is the memory that makes every step idempotent';
comment on column inventory.orders.order_id is 'ord_…, of orders';
comment on column inventory.orders.state is 'held; refused: too little was there; released: the order ended unsold, also before it was held; claimed: paid and gone from stock; unfilled: paid, and the goods were not there';
comment on column inventory.orders.short is 'Offers of which too little was there, with what was available';

create table inventory.reservations (
  order_id text not null references inventory.orders,
  offer_id text not null,
  warehouse_id text not null,
  store_id text not null,
  quantity int not null check (quantity > 0),
  primary key (order_id, offer_id, warehouse_id),
  foreign key (offer_id, warehouse_id) references inventory.stock (offer_id, warehouse_id)
);
comment on table inventory.reservations is 'Which warehouse an order''s goods are held in or were taken from';
comment on column inventory.reservations.store_id is 'Store of the offer, for row-level security';

alter table inventory.reservations enable row level security;
create policy own_store on inventory.reservations to tradewind_merchant
  using (store_id = current_setting('tradewind.store_id', true));

create table inventory.returns (
  return_id text primary key,
  order_id text not null,
  at timestamptz not null default now()
);
comment on table inventory.returns is 'Returns whose goods are back in stock, so that none comes back twice';

create view inv.stock as
  select s.store_id, s.offer_id, s.warehouse_id, s.on_hand, s.reserved,
    coalesce(m.initial, 0) as initial, coalesce(m.adjusted, 0) as adjusted,
    coalesce(m.sold, 0) as sold, coalesce(m.returned, 0) as returned,
    coalesce(r.held, 0) as held
  from inventory.stock s
  left join (
    select offer_id, warehouse_id,
      sum(change) filter (where reason = 'initial') as initial,
      sum(change) filter (where reason = 'adjustment') as adjusted,
      -sum(change) filter (where reason = 'sale') as sold,
      sum(change) filter (where reason = 'return') as returned
    from inventory.moves group by offer_id, warehouse_id
  ) m using (offer_id, warehouse_id)
  left join (
    select r.offer_id, r.warehouse_id, sum(r.quantity) as held
    from inventory.reservations r join inventory.orders o using (order_id)
    where o.state = 'held' group by r.offer_id, r.warehouse_id
  ) r using (offer_id, warehouse_id);
comment on view inv.stock is 'Stock beside the sums of its moves: on_hand = initial + adjusted - sold + returned, reserved = held';

create view inv.reservations as
  select r.order_id, r.store_id, r.offer_id, r.warehouse_id, r.quantity, o.state,
    o.created_at as reserved_at, o.updated_at as changed_at
  from inventory.reservations r join inventory.orders o using (order_id);
comment on view inv.reservations is 'Goods held for orders, and what became of them: held, claimed or released';

create view inv.unfilled_orders as
  select order_id, short, updated_at as since from inventory.orders where state = 'unfilled';
comment on view inv.unfilled_orders is 'Orders that were paid while their goods were neither held nor there: a person must decide';
