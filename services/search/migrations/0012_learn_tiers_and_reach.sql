-- What was indexed before prices of larger quantities and countries of stores were asked for is read once more.
insert into waiting (product_id) select product_id from products where published on conflict do nothing;
