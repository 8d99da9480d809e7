alter table products add column hidden_in text[] not null default '{}';
comment on column products.hidden_in is 'Languages whose rule the product''s texts do not meet, as the catalogue says';

create table ruled_languages (
  locale text primary key
);
comment on table ruled_languages is 'Languages in which goods may be hidden; for readers of all others nobody looks at products.hidden_in';
