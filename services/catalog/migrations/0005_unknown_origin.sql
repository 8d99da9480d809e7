-- A catalogue from elsewhere may not say where its goods come from, and we do not guess.
alter table products alter column origin_country drop not null;
comment on column products.origin_country is 'Where it was made, ISO 3166-1 alpha-2; null where a loaded catalogue does not say';
