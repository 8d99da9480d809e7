select platform.create_outbox('fulfilment');

create table fulfilment.methods (
  id text primary key,
  store_id text not null,
  key text,
  name jsonb not null,
  carrier text not null,
  active boolean not null,
  currency text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (store_id, id),
  unique (store_id, key)
);
comment on table fulfilment.methods is 'Ways in which a store ships';
comment on column fulfilment.methods.id is 'shm_…';
comment on column fulfilment.methods.key is 'Name of the method in the import it came from';
comment on column fulfilment.methods.name is 'Localised text';
comment on column fulfilment.methods.currency is 'ISO 4217; of all amounts of the method';

create table fulfilment.zones (
  store_id text not null,
  method_id text not null,
  position int not null,
  countries text[] not null,
  min_days int not null check (min_days >= 0),
  max_days int not null check (max_days >= min_days),
  free_from bigint check (free_from >= 0),
  primary key (method_id, position),
  foreign key (store_id, method_id) references fulfilment.methods (store_id, id)
);
comment on table fulfilment.zones is 'Countries that a method serves at one price and speed; a country stands in one zone of a method at most';
comment on column fulfilment.zones.countries is 'ISO 3166-1 alpha-2, or * for every country that no other zone names';
comment on column fulfilment.zones.min_days is 'Days until delivery, at best';
comment on column fulfilment.zones.free_from is 'Minor units of goods from which shipping costs nothing';

create table fulfilment.steps (
  store_id text not null,
  method_id text not null,
  zone_position int not null,
  up_to_grams int not null check (up_to_grams >= 0),
  minor bigint not null check (minor >= 0),
  primary key (method_id, zone_position, up_to_grams),
  foreign key (method_id, zone_position) references fulfilment.zones (method_id, position) on delete cascade
);
comment on table fulfilment.steps is 'What a parcel costs up to a weight; heavier ones than the last step are not taken';
comment on column fulfilment.steps.minor is 'Minor units of the method''s currency';

alter table fulfilment.methods enable row level security;
create policy own_store on fulfilment.methods to tradewind_merchant
  using (store_id = current_setting('tradewind.store_id', true));
alter table fulfilment.zones enable row level security;
create policy own_store on fulfilment.zones to tradewind_merchant
  using (store_id = current_setting('tradewind.store_id', true));
alter table fulfilment.steps enable row level security;
create policy own_store on fulfilment.steps to tradewind_merchant
  using (store_id = current_setting('tradewind.store_id', true));
