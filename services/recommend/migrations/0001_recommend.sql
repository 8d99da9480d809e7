create table items (
  product_id text collate "C" primary key,
  category_id text collate "C" not null,
  parent_id text collate "C",
  brand text,
  facets text[] not null,
  words text[] not null,
  price_minor bigint,
  popularity int not null
);
create index items_category on items (category_id, popularity desc);
create index items_parent on items (parent_id, popularity desc);
comment on table items is 'What products on sale are like, read from other services; derived, made anew at will';
comment on column items.facets is 'Attributes and options, such as material:oak';
comment on column items.words is 'Distinct words of name and description';
comment on column items.price_minor is 'Lowest price in the house''s first market, only to be compared';

create table neighbours (
  product_id text collate "C" not null,
  kind text not null check (kind in ('similar', 'bought', 'viewed')),
  others text[] not null,
  strengths real[] not null,
  made_at timestamptz not null default now(),
  primary key (product_id, kind),
  check (cardinality(others) = cardinality(strengths))
);
create index neighbours_old on neighbours (made_at) where kind = 'similar';
comment on table neighbours is 'Lists worked out beforehand: products that go with a product, strongest first, at most 24';
comment on column neighbours.strengths is 'Likeness from 0 to 1; for the other kinds, how much likelier the other is than by chance';

create table stale (
  product_id text collate "C" not null,
  kind text not null check (kind in ('similar', 'bought', 'viewed')),
  since timestamptz not null default now(),
  primary key (product_id, kind)
);
create index stale_since on stale (kind, since);
comment on table stale is 'Lists to be worked out again';

create table purchases (
  order_id text collate "C" not null,
  product_id text collate "C" not null,
  country text not null,
  at timestamptz not null,
  primary key (order_id, product_id)
);
create index purchases_product on purchases (product_id, at desc) include (order_id);
create index purchases_at on purchases (at);
comment on table purchases is 'What was bought together, for a year; whose order it was is not kept';

create table viewers (
  viewer text primary key,
  remember boolean not null,
  decided_at timestamptz not null default now()
);
comment on table viewers is 'Who said whether what they look at may be remembered; who said nothing is not here and not remembered';
comment on column viewers.viewer is 'usr_… or gst_…';

create table views (
  viewer text not null references viewers on delete cascade,
  product_id text collate "C" not null,
  kind text not null check (kind in ('view', 'cart')),
  country text,
  seen_at timestamptz not null default now(),
  primary key (viewer, product_id, kind)
);
create index views_product on views (product_id, seen_at desc);
create index views_seen on views (seen_at);
comment on table views is 'What those who agreed looked at or put into carts, for 30 days, the newest 200 of each';

create table popular (
  country text not null,
  product_id text collate "C" not null,
  score real not null,
  share real not null,
  primary key (country, product_id)
);
create index popular_first on popular (country, score desc);
comment on table popular is 'The 200 products that a country, or the whole mall under *, wants most at present';
comment on column popular.share is 'Of all orders of the year, those that hold it';
