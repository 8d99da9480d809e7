alter table merchants.stores add column return_address jsonb;
comment on column merchants.stores.return_address is 'Where buyers send goods back, a postal address; null until the store says so';
