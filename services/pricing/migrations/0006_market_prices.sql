alter table pricing.markets add column prior_price_days int not null default 30 check (prior_price_days between 0 and 365);
comment on column pricing.markets.prior_price_days is 'A reduction is measured from the lowest price of so many days before it; 0 where none is shown';

create table pricing.conversion_rules (
  market_code text not null references pricing.markets,
  since timestamptz not null default now(),
  margin_percent numeric not null check (margin_percent between 0 and 500),
  most_down_percent numeric not null check (most_down_percent between 0 and 100),
  rounding jsonb not null,
  primary key (market_code, since)
);
comment on table pricing.conversion_rules is 'How a market turns base prices into its money, from a moment on; never changed, so that past prices can be reckoned again';
comment on column pricing.conversion_rules.margin_percent is 'Added to every converted price';
comment on column pricing.conversion_rules.most_down_percent is 'Rounding takes a price down by no more than this';
comment on column pricing.conversion_rules.rounding is 'Prices that look right, by currency: {"EUR": {"step": 100, "ending": 99, "toward": "nearest"}}, in minor units';

alter table pricing.prices add column floor_minor bigint check (floor_minor between 0 and 1000000000000);
comment on column pricing.prices.floor_minor is 'Of a base price: cost or least advertised price, below which no converted price is rounded';

create table pricing.special_prices (
  id text primary key,
  offer_id text not null,
  store_id text not null,
  market_code text references pricing.markets,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  min_quantity int not null check (min_quantity between 1 and 999),
  minor bigint not null check (minor between 0 and 1000000000000),
  starts_at timestamptz not null,
  ends_at timestamptz check (ends_at > starts_at),
  foreign key (offer_id, store_id) references pricing.offers (offer_id, store_id)
);
create index special_prices_offer on pricing.special_prices (offer_id);
comment on table pricing.special_prices is 'Prices that stand instead of an offer''s list price: in one market, from a quantity on, for a time. Those that have been in force are ended, never deleted: the lowest price of the last days is reckoned from them';
comment on column pricing.special_prices.id is 'spp_…';
comment on column pricing.special_prices.store_id is 'Store of the offer, for row-level security';
comment on column pricing.special_prices.market_code is 'Null for all markets';
comment on column pricing.special_prices.min_quantity is 'From how many pieces on in one line';
comment on column pricing.special_prices.ends_at is 'First moment it does not hold any more; null when nobody knows';
alter table pricing.special_prices enable row level security;
create policy own_store on pricing.special_prices to tradewind_merchant
  using (store_id = current_setting('tradewind.store_id', true));

create table pricing.price_history (
  offer_id text not null,
  currency text not null,
  since timestamptz not null,
  store_id text not null,
  minor bigint not null,
  is_base boolean not null,
  floor_minor bigint,
  primary key (offer_id, currency, since)
);
comment on table pricing.price_history is 'What each row of prices said since when; written by a trigger, so that no way of setting prices can forget it';
alter table pricing.price_history enable row level security;
create policy own_store on pricing.price_history to tradewind_merchant
  using (store_id = current_setting('tradewind.store_id', true));

create function pricing.note_prices() returns trigger language plpgsql as $$
begin
  insert into pricing.price_history (offer_id, currency, since, store_id, minor, is_base, floor_minor)
  select offer_id, currency, now(), store_id, minor, is_base, floor_minor from written
  on conflict (offer_id, currency, since) do update
    set minor = excluded.minor, is_base = excluded.is_base, floor_minor = excluded.floor_minor;
  return null;
end $$;
create trigger note_new after insert on pricing.prices referencing new table as written
  for each statement execute function pricing.note_prices();
create trigger note_changed after update on pricing.prices referencing new table as written
  for each statement execute function pricing.note_prices();
insert into pricing.price_history (offer_id, currency, since, store_id, minor, is_base)
  select offer_id, currency, updated_at, store_id, minor, is_base from pricing.prices;
