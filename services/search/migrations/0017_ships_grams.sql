alter table stores add column ships_grams jsonb;
comment on column stores.ships_grams is 'How heavy a parcel of the store may be to a country, and to all others under *; null is not known yet and looked up with the next product of the store';

-- What was indexed before is read once more, with its stores.
insert into waiting (product_id) select product_id from products where published on conflict do nothing;
