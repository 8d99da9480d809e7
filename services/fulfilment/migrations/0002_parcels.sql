create table fulfilment.shipments (
  key text primary key,
  store_id text not null,
  order_id text not null,
  sub_order_id text not null,
  kind text not null check (kind in ('outbound', 'return')),
  ship_from text,
  ship_to_country text not null,
  ship_to_city text not null,
  created_at timestamptz not null default now()
);
comment on table fulfilment.shipments is 'Parcels that were handed over together; of the address only what tracking shows is kept';
comment on column fulfilment.shipments.key is 'The caller''s key, by which a repeated request is known';
comment on column fulfilment.shipments.ship_from is 'Country of origin, if the caller said it';

create table fulfilment.parcels (
  id text primary key,
  store_id text not null,
  shipment_key text not null references fulfilment.shipments,
  position int not null,
  order_id text not null,
  carrier text not null,
  tracking_number text not null,
  weight_grams int check (weight_grams >= 0),
  lines jsonb not null,
  status text not null default 'pending' check (status in ('pending', 'info-received', 'in-transit',
    'out-for-delivery', 'attempt-failed', 'delivered', 'available-for-pickup', 'exception', 'expired',
    'customs-held', 'returned')),
  shipped_at timestamptz not null default now(),
  delivered_at timestamptz,
  next_event_at timestamptz,
  unique (shipment_key, position),
  check ((status = 'delivered') = (delivered_at is not null))
);
create index parcels_order on fulfilment.parcels (order_id);
create index parcels_due on fulfilment.parcels (next_event_at) where next_event_at is not null;
comment on table fulfilment.parcels is 'What travels, to buyers and back';
comment on column fulfilment.parcels.id is 'pcl_…';
comment on column fulfilment.parcels.lines is 'Order lines and quantities inside: [{lineId, quantity}]';
comment on column fulfilment.parcels.status is 'Furthest the carrier said it is; never goes back';
comment on column fulfilment.parcels.next_event_at is 'When the simulated carrier reports next; null once nothing more will come';

create table fulfilment.parcel_events (
  parcel_id text not null references fulfilment.parcels,
  position int not null,
  store_id text not null,
  status text not null,
  at timestamptz not null default now(),
  place text,
  raw_code text not null,
  primary key (parcel_id, position)
);
comment on table fulfilment.parcel_events is 'What the carrier reported of a parcel, append-only';
comment on column fulfilment.parcel_events.place is 'As the carrier writes it';
comment on column fulfilment.parcel_events.raw_code is 'The carrier''s own word for the status';
create trigger append_only before update or delete or truncate on fulfilment.parcel_events
  for each statement execute function platform.refuse_change();

alter table fulfilment.shipments enable row level security;
create policy own_store on fulfilment.shipments to tradewind_merchant
  using (store_id = current_setting('tradewind.store_id', true));
alter table fulfilment.parcels enable row level security;
create policy own_store on fulfilment.parcels to tradewind_merchant
  using (store_id = current_setting('tradewind.store_id', true));
alter table fulfilment.parcel_events enable row level security;
create policy own_store on fulfilment.parcel_events to tradewind_merchant
  using (store_id = current_setting('tradewind.store_id', true));
