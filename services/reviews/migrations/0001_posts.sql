select platform.create_outbox('reviews');

create table posts (
  id text collate "C" primary key,
  kind text not null check (kind in ('review', 'question')),
  product_id text collate "C" not null,
  store_ids text[] not null,
  author_id text,
  author text not null,
  rating int check (rating between 1 and 5),
  title text not null default '',
  body text not null,
  locale text not null,
  pictures jsonb not null default '[]',
  verified boolean not null default false,
  status text not null check (status in ('published', 'waiting', 'hidden')),
  reported int not null default 0,
  answer jsonb,
  about jsonb not null,
  import_key text collate "C" unique,
  version int not null default 1,
  created_at timestamptz not null default now(),
  check ((kind = 'review') = (rating is not null))
);
comment on table posts is 'Reviews and questions of buyers about products';
comment on column posts.store_ids is 'Stores that may answer: the one that sold it, or all that offer it';
comment on column posts.author_id is 'usr_… or gst_…; null for imported posts';
comment on column posts.author is 'Name as it is shown';
comment on column posts.verified is 'The author bought the product here';
comment on column posts.status is 'published, or waiting for an operator, or hidden by one';
comment on column posts.reported is 'How many people reported it since an operator looked';
comment on column posts.answer is 'What a store answered: storeId, storeName, body, locale, at';
comment on column posts.about is 'The product when the post was written: name in all languages, slug, picture';
comment on column posts.import_key is 'Key under which an import brought it; the same key again is the same post';

create unique index posts_once on posts (author_id, product_id) where kind = 'review' and author_id is not null;
create index posts_newest on posts (product_id, kind, created_at desc, id desc) where status = 'published';
create index posts_of_author on posts (author_id, created_at desc, id desc) where author_id is not null;
create index posts_of_stores on posts using gin (store_ids);
create index posts_to_look_at on posts (created_at, id) where status = 'waiting' or reported > 0;

alter table posts enable row level security;
create policy own_store on posts to tradewind_merchant
  using (current_setting('tradewind.store_id', true) = any (store_ids))
  with check (current_setting('tradewind.store_id', true) = any (store_ids));

create table reports (
  post_id text collate "C" not null references posts on delete cascade,
  reporter text not null,
  reason text not null,
  created_at timestamptz not null default now(),
  primary key (post_id, reporter)
);
comment on table reports is 'Who found a post wrong, each person once';
comment on column reports.reporter is 'usr_… or gst_…';

create table stars (
  product_id text collate "C" primary key,
  counts int[] not null default '{0,0,0,0,0}'
);
comment on table stars is 'How many published reviews give 1, 2, 3, 4 and 5 stars; its row is locked while they are counted';
