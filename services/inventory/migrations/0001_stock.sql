select platform.create_outbox('inventory');

create table inventory.offers (
  offer_id text primary key,
  store_id text not null
);
comment on table inventory.offers is 'Whose offer it is, as the catalogue and imports said; decides who may count its stock';
comment on column inventory.offers.offer_id is 'off_…, of the catalogue';
comment on column inventory.offers.store_id is 'sto_…, never changes';

create table inventory.warehouses (
  id text primary key,
  store_id text not null,
  name text not null,
  country text not null,
  created_at timestamptz not null default now(),
  unique (store_id, id)
);
comment on table inventory.warehouses is 'Where a store keeps its goods';
comment on column inventory.warehouses.id is 'whs_…';
comment on column inventory.warehouses.country is 'ISO 3166-1 alpha-2; goods ship from there';

create table inventory.stock (
  offer_id text not null,
  warehouse_id text not null,
  store_id text not null,
  on_hand int not null check (on_hand >= 0),
  reserved int not null default 0 check (reserved >= 0),
  version int not null default 1,
  updated_at timestamptz not null default now(),
  primary key (offer_id, warehouse_id),
  foreign key (store_id, warehouse_id) references inventory.warehouses (store_id, id),
  check (reserved <= on_hand)
);
create index stock_store on inventory.stock (store_id, offer_id, warehouse_id);
comment on table inventory.stock is 'What lies in a warehouse; whoever changes several rows locks them in the order of the key';
comment on column inventory.stock.on_hand is 'Pieces in the warehouse, also those that are reserved';
comment on column inventory.stock.reserved is 'Pieces held for orders that are not paid yet; equals the held reservations';
comment on column inventory.stock.version is 'Rises with every change';

create table inventory.moves (
  id bigint primary key generated always as identity,
  store_id text not null,
  offer_id text not null,
  warehouse_id text not null,
  change int not null check (change <> 0),
  reason text not null check (reason in ('initial', 'adjustment', 'sale', 'return')),
  reference text,
  note text,
  at timestamptz not null default now(),
  foreign key (offer_id, warehouse_id) references inventory.stock (offer_id, warehouse_id)
);
create index moves_offer on inventory.moves (store_id, offer_id, id desc);
comment on table inventory.moves is 'Every change of on_hand, append-only: on_hand is the sum of them';
comment on column inventory.moves.change is 'Pieces that came, or went when negative';
comment on column inventory.moves.reference is 'Order or return that caused it';
comment on column inventory.moves.note is 'What the person who counted wrote';
create trigger append_only before update or delete or truncate on inventory.moves
  for each statement execute function platform.refuse_change();

alter table inventory.offers enable row level security;
create policy own_store on inventory.offers to tradewind_merchant
  using (store_id = current_setting('tradewind.store_id', true));
alter table inventory.warehouses enable row level security;
create policy own_store on inventory.warehouses to tradewind_merchant
  using (store_id = current_setting('tradewind.store_id', true));
alter table inventory.stock enable row level security;
create policy own_store on inventory.stock to tradewind_merchant
  using (store_id = current_setting('tradewind.store_id', true));
alter table inventory.moves enable row level security;
create policy own_store on inventory.moves to tradewind_merchant
  using (store_id = current_setting('tradewind.store_id', true));
