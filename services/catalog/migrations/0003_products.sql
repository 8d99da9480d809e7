create table products (
  id text collate "C" primary key,
  store_id text collate "C" not null,
  status text not null check (status in ('draft', 'in-review', 'published', 'unpublished')),
  category_id text collate "C" not null references categories,
  brand_id text collate "C" references brands,
  attributes jsonb not null,
  option_keys text[] not null,
  origin_country text not null,
  hs_code text,
  tax_category text not null check (tax_category in ('standard', 'reduced', 'books', 'food')),
  tags text[] not null,
  source_locale text not null,
  review_note text,
  star_counts int[] not null default '{0,0,0,0,0}' check (cardinality(star_counts) = 5),
  import_source text collate "C",
  import_key text collate "C",
  import_hash text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  published_at timestamptz
);
create unique index products_import on products (import_source, import_key) where import_key is not null;
create index products_store on products (store_id, updated_at desc, id desc);
create index products_updated on products (updated_at desc, id desc);
create index products_category on products (category_id);
create index products_brand on products (brand_id) where brand_id is not null;
comment on table products is 'Goods as the store that described them first keeps them; other stores sell them by offers';
comment on column products.status is 'draft → in-review → published ⇄ unpublished; a rejected one is a draft again';
comment on column products.attributes is 'Values by attribute key: text, number, boolean, or the key of a value';
comment on column products.option_keys is 'What the variants differ in, in the order they are asked for';
comment on column products.hs_code is 'Six digits of the Harmonized System';
comment on column products.source_locale is 'Language in which the name was written first';
comment on column products.review_note is 'Why the last review sent it back';
comment on column products.star_counts is 'How many reviews give 1, 2, 3, 4 and 5 stars';
comment on column products.import_source is 'Catalogue that an import brought it from, with its key there and a hash of what was read';
comment on column products.published_at is 'When it first went on sale; null for one that never did';

create table product_texts (
  product_id text collate "C" not null references products on delete cascade,
  locale text not null,
  name text not null,
  description text not null,
  slug text collate "C" not null,
  source_hash text not null,
  status text not null check (status in ('source', 'current', 'stale')),
  primary key (product_id, locale),
  unique (slug, locale)
);
comment on table product_texts is 'Names and descriptions, a row for each language; empty is absent';
comment on column product_texts.slug is 'Part of the address in this language; stays when the name changes, so that links hold';
comment on column product_texts.source_hash is 'Hash of the text this one was made from';
comment on column product_texts.status is 'source: written first; current: made from the source as it is; stale: the source has changed since';

create table variants (
  id text collate "C" primary key,
  product_id text collate "C" not null references products on delete cascade,
  position int not null,
  options jsonb not null,
  combination text collate "C" not null,
  gtin text collate "C",
  weight_grams int not null,
  length_mm int,
  width_mm int,
  height_mm int,
  unique (product_id, combination) deferrable
);
create index variants_gtin on variants (gtin) where gtin is not null;
comment on table variants is 'What can be put into a cart: one combination of options of a product';
comment on column variants.options is 'Value key by option key';
comment on column variants.combination is 'The options as one text, by which no two variants of a product are alike';
comment on column variants.gtin is 'Global trade item number of 8 to 14 digits, by which other stores find the variant';
comment on column variants.weight_grams is 'As it is packed, like the sizes';

create table offers (
  id text collate "C" primary key,
  store_id text collate "C" not null,
  product_id text collate "C" not null references products on delete cascade,
  variant_id text collate "C" not null references variants on delete cascade,
  sku text collate "C" not null,
  created_at timestamptz not null default now(),
  unique (store_id, sku) deferrable,
  unique (variant_id, store_id)
);
create index offers_product on offers (product_id);
comment on table offers is 'One store''s way of selling one variant: what carts hold, what prices and stock belong to';
comment on column offers.sku is 'The store''s own article number';

create table product_pictures (
  product_id text collate "C" not null references products on delete cascade,
  variant_id text collate "C" references variants on delete cascade,
  position int not null,
  file_id text collate "C" not null references files
);
create unique index product_pictures_order on product_pictures (product_id, coalesce(variant_id, ''), position);
create index product_pictures_variant on product_pictures (variant_id) where variant_id is not null;
create index product_pictures_file on product_pictures (file_id);
comment on table product_pictures is 'Pictures of a product, and of single variants, in order';

create table suspended_stores (
  store_id text collate "C" primary key,
  since timestamptz not null default now()
);
comment on table suspended_stores is 'Stores whose offers are off sale for now, as merchants told';

alter table products enable row level security;
create policy own_products on products to tradewind_merchant
  using (store_id = current_setting('tradewind.store_id', true));
alter table offers enable row level security;
create policy own_offers on offers to tradewind_merchant
  using (store_id = current_setting('tradewind.store_id', true));
alter table product_texts enable row level security;
create policy own_product_texts on product_texts to tradewind_merchant
  using (exists (select from products p where p.id = product_id));
alter table variants enable row level security;
create policy own_variants on variants to tradewind_merchant
  using (exists (select from products p where p.id = product_id));
alter table product_pictures enable row level security;
create policy own_product_pictures on product_pictures to tradewind_merchant
  using (exists (select from products p where p.id = product_id));
