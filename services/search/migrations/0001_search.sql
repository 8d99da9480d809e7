create extension if not exists pg_trgm with schema public;

create table markets (
  code text collate "C" primary key,
  currency text not null,
  country text not null,
  position int not null
);
comment on table markets is 'Open markets, as pricing tells them';
comment on column markets.country is 'The market''s first country, for which delivery is shown';

create table stores (
  store_id text collate "C" primary key,
  slug text not null,
  name jsonb not null,
  country text not null,
  open boolean not null
);
create index stores_closed on stores (store_id) where not open;
comment on table stores is 'Names of stores in all languages, as merchants tells them';

create table delivery (
  market text collate "C" not null,
  store_id text collate "C" not null,
  price_minor bigint not null,
  min_days int not null,
  max_days int not null,
  primary key (market, store_id)
);
comment on table delivery is 'What one typical parcel of a store to a market''s first country costs, in the market''s currency; absent where the store does not ship';

create table categories (
  category_id text collate "C" primary key,
  parent_id text collate "C",
  position int not null,
  name jsonb not null,
  slug jsonb not null
);
comment on table categories is 'Names of categories in all languages, as catalog tells them';

create table facet_groups (
  key text collate "C" primary key,
  type text not null,
  unit text,
  position int not null,
  name jsonb not null
);
comment on table facet_groups is 'What lists can be narrowed by: attributes, options and the brand';

create table facets (
  facet int generated always as identity primary key,
  key text collate "C" not null,
  value text collate "C" not null,
  number double precision,
  position int not null default 0,
  name jsonb not null default '{}',
  swatch text,
  unique (key, value)
);
comment on table facets is 'Values of facets, numbered, so that products hold them as small arrays';
comment on column facets.number is 'What the value of a number stands for';

create table names (
  only_row boolean primary key default true check (only_row),
  version bigint not null
);
insert into names (version) values (1);
comment on table names is 'One row: the version of categories, facets and stores together; processes compare it with the copy they hold in memory';

create table shelves (
  shelf int generated always as identity primary key,
  key text collate "C" not null unique
);
comment on table shelves is 'What products are listed under, numbered: all, a category (cat_…), a store (sto_…)';
insert into shelves (key) values ('all');

create table products (
  number int generated always as identity primary key,
  product_id text collate "C" not null unique,
  published boolean not null default false,
  published_at timestamptz,
  titles jsonb not null default '{}',
  own_locale text not null default 'en',
  picture jsonb,
  tags text[] not null default '{}',
  swatches text[] not null default '{}',
  facets int[] not null default '{}',
  shelves int[] not null default '{}',
  rating real,
  rating_count int not null default 0,
  popularity int not null default 0,
  indexed_at timestamptz
);
comment on table products is 'What lists need of a product and what is the same in every market; number stands for it everywhere in the index';
comment on column products.titles is 'Name and slug by language, such as {"en": ["Moon cup", "moon-cup"]}';
comment on column products.own_locale is 'Language to show when neither the reader''s nor English exists';
comment on column products.shelves is 'Everything it is listed under';
comment on column products.popularity is 'Sort key: more and better reviews are higher';
comment on column products.indexed_at is 'Null until it was indexed once';

create table documents (
  number int not null references products on delete cascade,
  locale text collate "C" not null,
  title tsvector not null,
  vector tsvector not null,
  primary key (number, locale)
);
create index documents_vector on documents using gin (vector);
comment on table documents is 'The texts of products by language, taken apart by our own tokeniser';
comment on column documents.title is 'What hits are ranked by: lexemes of the name and codes (weight A), of brand, categories and facets (B); small, so that ranking is quick';
comment on column documents.vector is 'What is searched: all lexemes, those of the description too, without places. They begin with the mark of their language, codes with #';

create table offers (
  offer_id text collate "C" primary key,
  number int not null references products on delete cascade,
  store_id text collate "C" not null,
  variant_id text collate "C" not null,
  on_sale boolean not null,
  available int not null default 0,
  ships_from text,
  prices jsonb not null default '{}'
);
create index offers_number on offers (number);
create index offers_store on offers (store_id);
comment on table offers is 'Offers with what can be sold of them and what they cost';
comment on column offers.prices is 'Minor units by market, in the market''s currency, such as {"DE": 1999}';

-- Below, rows are derived in sets; each writer holds the lock of the product, so that foreign keys would only cost.
create table listing (
  market text collate "C" not null,
  number int not null,
  offer_id text collate "C" not null,
  store_id text collate "C" not null,
  ships_from text not null,
  price_minor bigint not null,
  price_from boolean not null,
  available boolean not null,
  stores int not null,
  primary key (number, market)
);
comment on table listing is 'The best offer of each product in each market: available first, then the lowest price with delivery';
comment on column listing.price_from is 'Offers differ in price';
comment on column listing.stores is 'How many stores sell it here';

create table places (
  shelf int not null,
  number int not null,
  popularity int not null,
  published_at timestamptz not null,
  rating real not null,
  facets text not null,
  primary key (number, shelf)
);
create index places_popular on places (shelf, popularity desc, number desc);
create index places_new on places (shelf, published_at desc, number desc);
create index places_rating on places (shelf, rating desc, number desc);
comment on table places is 'Products on their shelves, with the sort keys that are the same in every market';

comment on column places.facets is 'The product''s facets with commas between, so that those of a whole shelf are one text to count';

create table price_places (
  market text collate "C" not null,
  shelf int not null,
  price_minor bigint not null,
  number int not null,
  primary key (market, shelf, price_minor, number)
);
comment on table price_places is 'Products on their shelves by the price in listing; found for removal by that price, so that one index is enough';

create table vocabulary (
  locale text collate "C" not null,
  word text not null,
  primary key (word, locale)
);
create index vocabulary_similar on vocabulary using gin (word gin_trgm_ops);
comment on table vocabulary is 'Words that occur, by which misspelt queries are corrected; a word that has gone does no harm';

create table waiting (
  product_id text collate "C" primary key,
  since timestamptz not null default now()
);
comment on table waiting is 'Products to be indexed again in the background: after a change of names, markets or delivery, or for a rebuild';
