select platform.create_outbox('favourites');

create table kept (
  owner text collate "C" not null,
  product_id text collate "C" not null,
  market text,
  currency text,
  price_minor bigint check (price_minor >= 0),
  kept_at timestamptz not null default now(),
  primary key (owner, product_id),
  check ((currency is null) = (price_minor is null))
);
create index kept_newest on kept (owner, kept_at desc, product_id);
comment on table kept is 'Goods that somebody keeps, at most 500 of one owner';
comment on column kept.owner is 'usr_… or gst_…';
comment on column kept.market is 'Market in which price_minor was the lowest price when it was kept; null where none was shown';

create table follows (
  owner text collate "C" not null,
  store_id text collate "C" not null,
  mail_since timestamptz,
  followed_at timestamptz not null default now(),
  primary key (owner, store_id)
);
create index follows_of_store on follows (store_id);
create index follows_by_mail on follows (owner) where mail_since is not null;
comment on table follows is 'Stores that somebody follows, at most 200 of one owner';
comment on column follows.owner is 'usr_… or gst_…';
comment on column follows.mail_since is 'Since when the owner agrees to mails about new goods; null where they do not';

create table news (
  store_id text collate "C" not null,
  product_id text collate "C" not null,
  published_at timestamptz not null,
  noted_at timestamptz not null default now(),
  primary key (store_id, product_id)
);
create index news_noted on news (noted_at);
comment on table news is 'Goods that stores with followers by mail newly offer, for a month';

create table letters (
  owner text collate "C" primary key,
  told_at timestamptz not null
);
comment on table letters is 'When somebody was last told of new goods: the next time comes a day later, about what is newer';
