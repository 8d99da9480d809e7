alter table offers add column weight_grams int not null default 0;
comment on column offers.weight_grams is 'As it is packed, by which delivery is priced';

-- What was known of a typical parcel holds for every weight until its store is looked at again.
alter table delivery add column up_to_grams int not null default 2147483647;
alter table delivery alter column up_to_grams drop default;
alter table delivery drop constraint delivery_pkey;
alter table delivery add primary key (market, store_id, up_to_grams);
comment on table delivery is 'What a parcel of a store to a market''s first country costs in the market''s currency, by weight; absent where the store does not ship';
comment on column delivery.up_to_grams is 'Heaviest parcel of this price; heavier ones have the next step''s';

insert into waiting (product_id) select product_id from products where published on conflict do nothing;
