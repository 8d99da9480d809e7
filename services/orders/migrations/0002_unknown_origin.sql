-- Goods of loaded catalogues may have no known origin.
alter table orders.lines alter column origin_country drop not null;
comment on column orders.lines.origin_country is 'Where it was made, ISO 3166-1 alpha-2; null where the catalogue does not say';
