-- Who wrote a text; what was there before, people wrote.
alter table product_texts add column by_machine boolean not null default false;
alter table category_texts add column by_machine boolean not null default false;
alter table attribute_texts add column by_machine boolean not null default false;
alter table attribute_value_texts add column by_machine boolean not null default false;
comment on column product_texts.by_machine is 'Written by a machine and confirmed by nobody';
comment on column category_texts.by_machine is 'As in product_texts';
comment on column attribute_texts.by_machine is 'As in product_texts';
comment on column attribute_value_texts.by_machine is 'As in product_texts';

alter table product_texts drop constraint product_texts_status_check,
  add constraint product_texts_status_check check (status in ('source', 'current', 'stale', 'partial'));
alter table category_texts drop constraint category_texts_status_check,
  add constraint category_texts_status_check check (status in ('source', 'current', 'stale', 'partial'));
alter table attribute_texts drop constraint attribute_texts_status_check,
  add constraint attribute_texts_status_check check (status in ('source', 'current', 'stale', 'partial'));
alter table attribute_value_texts drop constraint attribute_value_texts_status_check,
  add constraint attribute_value_texts_status_check check (status in ('source', 'current', 'stale', 'partial'));
comment on column product_texts.status is 'source: written first; current: made from the source as it is; stale: the source has changed since; partial: made from the source as it is, and some of it lacks';

-- Translators walk the sources in order and look what stands beside them.
create index product_texts_source on product_texts (product_id) where status = 'source';
update product_texts t set status = 'partial' from product_texts s
where s.product_id = t.product_id and s.status = 'source' and t.status = 'current'
  and ((s.name <> '' and t.name = '') or (s.description <> '' and t.description = ''));

create table past_slugs (
  kind text not null check (kind in ('product', 'category')),
  locale text not null,
  slug text collate "C" not null,
  thing_id text collate "C" not null,
  until timestamptz not null default now(),
  primary key (kind, slug, locale)
);
create index past_slugs_thing on past_slugs (thing_id);
comment on table past_slugs is 'Addresses that things had: they lead to the thing''s present one and are given to no other';
comment on column past_slugs.thing_id is 'prd_… or cat_…';
comment on column past_slugs.until is 'When another address took its place';
alter table past_slugs enable row level security;

create table language_rules (
  locale text primary key,
  rule text not null check (rule in ('machine', 'human'))
);
comment on table language_rules is 'Languages in which goods are shown only when they are translated; where no row is, another language stands in';
comment on column language_rules.rule is 'machine: any translation will do; human: a person must have written or confirmed it';
create policy own_past_slugs on past_slugs to tradewind_merchant
  using (exists (select from products p where p.id = thing_id));
