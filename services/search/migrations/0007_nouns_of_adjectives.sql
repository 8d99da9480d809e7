-- Russian adjectives of materials are also found by their nouns, from the next reading on.
insert into waiting (product_id) select product_id from products where published on conflict do nothing;
