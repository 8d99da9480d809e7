create table pricing.markets (
  code text primary key,
  position int not null generated always as identity,
  name jsonb not null,
  locales text[] not null,
  currency text not null,
  currencies text[] not null,
  tax_display text not null check (tax_display in ('included', 'excluded')),
  open boolean not null,
  updated_at timestamptz not null default now(),
  check (currencies[1] = currency)
);
comment on table pricing.markets is 'Countries that are sold to in one way';
comment on column pricing.markets.position is 'Order in which markets are listed; the first open one is the house''s own';
comment on column pricing.markets.name is 'Localised text';
comment on column pricing.markets.currencies is 'Currencies a buyer may choose, the market''s own first';
comment on column pricing.markets.tax_display is 'Whether the prices buyers see include tax or it is added at checkout';
comment on column pricing.markets.open is 'Closed markets are shown to operators only';

create table pricing.market_countries (
  country text primary key,
  market_code text not null references pricing.markets,
  position int not null
);
create index market_countries_market on pricing.market_countries (market_code);
comment on table pricing.market_countries is 'Which market serves a country: one at most';
comment on column pricing.market_countries.country is 'ISO 3166-1 alpha-2';
comment on column pricing.market_countries.position is 'Order within the market';

create table pricing.tax_rates (
  id text primary key,
  country text not null,
  category text not null check (category in ('standard', 'reduced', 'books', 'food')),
  percent numeric not null check (percent between 0 and 100),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  source text not null,
  created_at timestamptz not null default now(),
  unique (country, category, valid_from)
);
comment on table pricing.tax_rates is 'Value added tax by country and category of goods, dated; periods of one country and category do not overlap';
comment on column pricing.tax_rates.id is 'tax_…';
comment on column pricing.tax_rates.percent is 'Such as 19 or 5.5';
comment on column pricing.tax_rates.valid_to is 'Last day it holds; null until a later rate is known';
comment on column pricing.tax_rates.source is 'Law or publication the rate was read in';

create table pricing.rate_sets (
  id text primary key,
  date date not null,
  source text not null,
  base text not null,
  created_at timestamptz not null default now()
);
create index rate_sets_date on pricing.rate_sets (date desc, created_at desc);
comment on table pricing.rate_sets is 'Exchange rates of one day and source; never changed, since orders keep the set they were quoted with';
comment on column pricing.rate_sets.id is 'fxs_…';
comment on column pricing.rate_sets.base is 'Currency that the rates are given for, EUR in those of the ECB';

create table pricing.rates (
  rate_set_id text not null references pricing.rate_sets,
  currency text not null,
  rate numeric not null check (rate > 0),
  primary key (rate_set_id, currency)
);
comment on table pricing.rates is 'Units of a currency for one unit of the base of its set';

create trigger append_only before update or delete or truncate on pricing.rate_sets
  for each statement execute function platform.refuse_change();
create trigger append_only before update or delete or truncate on pricing.rates
  for each statement execute function platform.refuse_change();
