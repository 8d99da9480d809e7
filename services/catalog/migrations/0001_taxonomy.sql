select platform.create_outbox('catalog');

create table taxonomy (
  only_row boolean primary key default true check (only_row),
  version bigint not null
);
insert into taxonomy (version) values (1);
comment on table taxonomy is 'One row: the version of categories, attributes, options and brands together';
comment on column taxonomy.version is 'Counted up by every change; processes compare it with the copy they hold in memory';

create table attributes (
  id int generated always as identity primary key,
  kind text not null check (kind in ('attribute', 'option')),
  key text collate "C" not null,
  type text not null check (type in ('select', 'number', 'boolean', 'text')),
  unit text,
  unique (kind, key),
  check (kind = 'attribute' or type = 'select')
);
comment on table attributes is 'What products are described by (attribute), and what the variants of one differ in (option)';
comment on column attributes.key is 'Name among machines, such as material; an attribute and an option may share it';
comment on column attributes.type is 'What a value may be; select takes one of attribute_values';
comment on column attributes.unit is 'Unit of a number, such as ml';

create table attribute_texts (
  attribute_id int not null references attributes on delete cascade,
  locale text not null,
  name text not null,
  source_hash text not null,
  status text not null check (status in ('source', 'current', 'stale')),
  primary key (attribute_id, locale)
);
comment on table attribute_texts is 'Names of attributes and options, a row for each language';
comment on column attribute_texts.source_hash is 'Hash of the text this one was made from';
comment on column attribute_texts.status is 'source: written first; current: made from the source as it is; stale: the source has changed since';

create table attribute_values (
  id int generated always as identity primary key,
  attribute_id int not null references attributes on delete cascade,
  key text collate "C" not null,
  position int not null,
  swatch text,
  unique (attribute_id, key)
);
comment on table attribute_values is 'The values that a select may take, in the order they are shown';
comment on column attribute_values.swatch is 'Colour to show beside the name, such as #a9c3b0';

create table attribute_value_texts (
  value_id int not null references attribute_values on delete cascade,
  locale text not null,
  name text not null,
  source_hash text not null,
  status text not null check (status in ('source', 'current', 'stale')),
  primary key (value_id, locale)
);
comment on table attribute_value_texts is 'Names of values, a row for each language; source_hash and status as in attribute_texts';

create table categories (
  id text collate "C" primary key,
  key text collate "C" not null unique,
  parent_id text collate "C" references categories,
  position int not null,
  version int not null default 1
);
create index categories_parent on categories (parent_id);
comment on table categories is 'The tree that goods stand in';
comment on column categories.position is 'Order among its siblings, from 0';

create table category_texts (
  category_id text collate "C" not null references categories on delete cascade,
  locale text not null,
  name text not null,
  slug text collate "C" not null,
  source_hash text not null,
  status text not null check (status in ('source', 'current', 'stale')),
  primary key (category_id, locale),
  unique (slug, locale)
);
comment on table category_texts is 'Names of categories, a row for each language; source_hash and status as in attribute_texts';
comment on column category_texts.slug is 'Part of the address in this language; stays when the name changes, so that links hold';

create table category_attributes (
  category_id text collate "C" not null references categories on delete cascade,
  attribute_id int not null references attributes,
  position int not null,
  filterable boolean not null,
  primary key (category_id, attribute_id)
);
comment on table category_attributes is 'What goods of a category are described by, in order';
comment on column category_attributes.filterable is 'Lists of the category may be narrowed by it';

create table brands (
  id text collate "C" primary key,
  key text collate "C" not null unique,
  name text not null
);
comment on table brands is 'Makers; a name of its own is not translated';
