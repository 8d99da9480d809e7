select platform.create_outbox('pricing');

create table pricing.offers (
  offer_id text primary key,
  store_id text not null,
  unique (offer_id, store_id)
);
comment on table pricing.offers is 'Whose offer it is, as the catalogue and imports said; decides who may set its prices';
comment on column pricing.offers.offer_id is 'off_…, of the catalogue';
comment on column pricing.offers.store_id is 'sto_…, never changes';

create table pricing.prices (
  offer_id text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  store_id text not null,
  minor bigint not null check (minor between 0 and 1000000000000),
  is_base boolean not null,
  updated_at timestamptz not null default now(),
  primary key (offer_id, currency),
  foreign key (offer_id, store_id) references pricing.offers (offer_id, store_id)
);
create unique index prices_base on pricing.prices (offer_id) where is_base;
comment on table pricing.prices is 'What an offer costs in each currency that its store has priced; other currencies are converted from the base price';
comment on column pricing.prices.currency is 'ISO 4217; also names the price list';
comment on column pricing.prices.store_id is 'Store of the offer, for row-level security';
comment on column pricing.prices.minor is 'Minor units; what the buyer sees, so with tax in markets that show it included';
comment on column pricing.prices.is_base is 'The price that others are converted from; at most one of an offer';

alter table pricing.offers enable row level security;
create policy own_store on pricing.offers to tradewind_merchant
  using (store_id = current_setting('tradewind.store_id', true));
alter table pricing.prices enable row level security;
create policy own_store on pricing.prices to tradewind_merchant
  using (store_id = current_setting('tradewind.store_id', true));
