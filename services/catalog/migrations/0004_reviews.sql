create table reviews (
  id text collate "C" primary key,
  product_id text collate "C" not null references products on delete cascade,
  import_key text collate "C" unique,
  author text not null,
  rating int not null check (rating between 1 and 5),
  title text not null,
  body text not null,
  locale text not null,
  verified boolean not null,
  created_at timestamptz not null
);
create index reviews_newest on reviews (product_id, created_at desc, id desc);
comment on table reviews is 'What buyers say about a product; the counts of stars are kept on the product';
comment on column reviews.author is 'Name as it is shown';
comment on column reviews.verified is 'The author bought the product here';
comment on column reviews.import_key is 'Key under which an import brought it; the same key again is the same review';
